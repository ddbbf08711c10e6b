/**
 * `introspect plot`: pictures of stored results, and the tables behind them.
 */
import { Array as Arr, Effect } from "effect"
import { didYouMean } from "../../../src/domain/nearest.ts"
import { figureNames, figures } from "../../../src/reporting/figures/catalogue.ts"
import { detailsReader } from "../../../src/reporting/figures/details.ts"
import { drawFigure, type Drawing } from "../../../src/reporting/figures/draw.ts"
import type { Figure } from "../../../src/reporting/figures/Figure.ts"
import { plainTable } from "../../display/plainTable.ts"
import { NotAllDrawn } from "../../errors/NotAllDrawn.ts"
import { UsageError } from "../../errors/UsageError.ts"
import type { SelectionFlags } from "../../options/selection.ts"
import { print } from "../../process/print.ts"
import { inspectionLayer } from "../../setup/storage.ts"
import { type PictureFlags, type Target, targetsOf, writeDrawing } from "./pictures.ts"
import { selectedBy } from "./selected.ts"

/** The word that stands for every figure of the paper, and the one that asks which there are. */
const allFigures = "paper"
const listing = "list"

const figureNamed = (name: string): Effect.Effect<readonly Figure[], UsageError> => {
  if (name === allFigures) return Effect.succeed(figures)
  const figure = figures.find((known) => known.name === name)
  if (figure !== undefined) return Effect.succeed([figure])
  return new UsageError({
    message: `unknown figure ${name}${didYouMean(name, figureNames)}; the figures are ${
      figureNames.join(", ")
    }, and ${allFigures} for all of them`
  })
}

const figureList = plainTable(
  ["name", "figure", "tasks"],
  ["left", "left", "left"],
  figures.map(({ name, tasks, title }) => [name, title, tasks.join(", ")])
)

/** Writes a drawing, if there is room for it in the format, and tells whether there is. */
const isWritten = (drawing: Drawing, target: Target) =>
  writeDrawing(drawing, target).pipe(
    Effect.as(true),
    Effect.catchTag(
      "PlotError",
      ({ message }) => Effect.as(Effect.logWarning(`${drawing.stem}: ${message}`), false)
    )
  )

/** Draws the figures that are named, or prints which there are. */
export const plot = Effect.fnUntraced(
  function*(flags: PictureFlags & SelectionFlags & { readonly names: readonly string[] }) {
    if (flags.names.includes(listing)) return yield* print(figureList)
    const wanted = Arr.dedupe((yield* Effect.forEach(flags.names, figureNamed)).flat())
    const { experiments, selection } = yield* selectedBy(flags)
    const targets = targetsOf(flags)
    const readDetails = yield* detailsReader
    const missing = new Set<string>()
    let count = 0
    for (const figure of wanted) {
      const { cautions, drawings, problems } = yield* drawFigure(figure, experiments, selection, readDetails)
      for (const text of [...cautions, ...problems]) yield* Effect.logWarning(`${figure.name}: ${text}`)
      if (problems.length > 0) missing.add(figure.name)
      for (const drawing of drawings) {
        for (const target of targets) {
          if (yield* isWritten(drawing, target)) count++
          else missing.add(figure.name)
        }
      }
    }
    if (count === 0) return yield* new UsageError({ message: "nothing could be drawn" })
    if (missing.size > 0) return yield* new NotAllDrawn({ drawn: count, missing: [...missing] })
  },
  (program, { persistentDir }) => Effect.provide(program, inspectionLayer(persistentDir))
)
