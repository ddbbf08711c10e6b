/**
 * What pictures are written as.
 */
import { Effect } from "effect"
import type { Picture } from "../../src/reporting/figures/Picture.ts"
import type { Format } from "./Format.ts"
import { PlotError } from "./PlotError.ts"

export const fileTypes = ["svg", "pdf", "png"] as const
export type FileType = typeof fileTypes[number]

/** The picture's files, one for each type, in their order; the libraries are loaded when they are used. */
export const drawFiles = (
  picture: Picture,
  format: Format,
  types: readonly FileType[]
): Effect.Effect<readonly (string | Uint8Array)[], PlotError> =>
  Effect.gen(function*() {
    const { drawSvg } = yield* Effect.promise(() => import("./Svg.tsx"))
    const svg = yield* Effect.try({
      try: () => drawSvg(picture, format),
      catch: (error) => {
        if (error instanceof PlotError) return error
        throw error
      }
    })
    const draw: { readonly [type in FileType]: () => Promise<string | Uint8Array> } = {
      svg: () => Promise.resolve(svg.text),
      pdf: async () => (await import("./pdf.ts")).drawPdf(svg, format),
      png: async () => (await import("./png.ts")).drawPng(svg, format)
    }
    return yield* Effect.forEach(types, (type) => Effect.promise(draw[type]))
  })
