import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { inflateSync } from "node:zlib"
import { drawFiles } from "../../../layers/plot/fileTypes.ts"
import { type FormatName, formats } from "../../../layers/plot/Format.ts"
import { ratePictureOf } from "./pictures.ts"

const picture = ratePictureOf({ columns: 2, places: 2, tones: 2 })

const filesOf = (format: FormatName) => drawFiles(picture, formats[format], ["svg", "pdf", "png"])

/** The parts of a PDF that are compressed, and the rest as it is. */
const partsOf = (pdf: Buffer): readonly string[] => {
  const text = pdf.toString("latin1")
  return [...text.matchAll(/FlateDecode[^]*?stream\r?\n([^]*?)\r?\nendstream/g)].map(([, data]) =>
    inflateSync(Buffer.from(data!, "latin1")).toString("latin1")
  )
}

const heightOf = (svg: string): number => Number(/viewBox="0 0 [\d.]+ ([\d.]+)"/.exec(svg)![1])

describe("the files of a picture", () => {
  it.effect.each(["paper", "website"] as const)(
    "are of the size of the %s",
    (name) =>
      Effect.gen(function*() {
        const [svg, pdf, png] = yield* filesOf(name)
        const { perInch, width, zoom } = formats[name]
        const height = heightOf(String(svg))
        const [, w, h] = /MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(
          Buffer.from(pdf as Uint8Array).toString("latin1")
        )!
        expect(Number(w)).toBeCloseTo(width * 72 / perInch, 1)
        expect(Number(h)).toBeCloseTo(height * 72 / perInch, 1)
        const bitmap = Buffer.from(png as Uint8Array)
        expect(bitmap.subarray(1, 4).toString()).toBe("PNG")
        expect(bitmap.readUInt32BE(16)).toBe(Math.round(width * zoom))
        expect(Math.abs(bitmap.readUInt32BE(20) - height * zoom)).toBeLessThan(2)
      })
  )

  it.effect("have a PDF with text in an embedded font, and no bitmap", () =>
    Effect.gen(function*() {
      const [, bytes] = yield* filesOf("paper")
      const pdf = Buffer.from(bytes as Uint8Array)
      const text = pdf.toString("latin1")
      expect(text).toMatch(/\/BaseFont \/[A-Z]{6}\+Arimo-Regular/)
      expect(text).toMatch(/\/BaseFont \/[A-Z]{6}\+Arimo-Bold/)
      expect(text).toContain("/FontFile2")
      expect(text).not.toContain("/Subtype /Image")
      // Letters are shown by a text operator, and not drawn as outlines.
      expect(partsOf(pdf).some((part) => /\bTJ\b|\bTj\b/.test(part))).toBe(true)
    }))

  it.effect("are the same each time", () =>
    Effect.gen(function*() {
      const [one, other] = [yield* filesOf("paper"), yield* filesOf("paper")]
      expect(Buffer.from(one[1] as Uint8Array).equals(Buffer.from(other[1] as Uint8Array))).toBe(true)
      expect(Buffer.from(one[2] as Uint8Array).equals(Buffer.from(other[2] as Uint8Array))).toBe(true)
    }))

  it.effect("fail with what does not fit", () =>
    Effect.gen(function*() {
      const crowded = ratePictureOf({ rows: 1, columns: 8, places: 30, tones: 1 })
      const error = yield* Effect.flip(drawFiles(crowded, formats.paper, ["svg"]))
      expect(error._tag).toBe("PlotError")
      expect(error.message).toContain("3.03 in")
    }))
})
