/**
 * `introspect plot`: pictures of stored results, and the tables behind them.
 */
import { Array as Arr, Effect, Option, Stream } from "effect"
import { mkdir } from "node:fs/promises"
import { join, resolve } from "node:path"
import { drawFiles, type FileType } from "../../../layers/plot/fileTypes.ts"
import { type FormatName, formats } from "../../../layers/plot/Format.ts"
import { csv } from "../../../layers/results/export/Csv.ts"
import { parquet } from "../../../layers/results/export/Parquet.ts"
import { didYouMean } from "../../../src/domain/nearest.ts"
import { figureNames, figures } from "../../../src/reporting/figures/catalogue.ts"
import { detailsReader } from "../../../src/reporting/figures/details.ts"
import { drawFigure, type Drawing } from "../../../src/reporting/figures/draw.ts"
import type { Figure } from "../../../src/reporting/figures/Figure.ts"
import type { Table } from "../../../src/reporting/figures/table.ts"
import { plainTable } from "../../display/plainTable.ts"
import { NotAllDrawn } from "../../NotAllDrawn.ts"
import type { SelectionFlags } from "../../options/selection.ts"
import { writeFile } from "../../output.ts"
import { print } from "../../print.ts"
import { UsageError } from "../../UsageError.ts"
import { inspectionLayer } from "../storage.ts"
import { selectedBy } from "./selected.ts"

export interface PlotFlags extends SelectionFlags {
  readonly names: readonly string[]
  readonly format: readonly FormatName[]
  readonly type: readonly FileType[]
  readonly out: Option.Option<string>
}

/** The word that stands for every figure of the paper, and the one that asks which there are. */
const allFigures = "paper"
const listing = "list"

const unknownFigure = (name: string) =>
  new UsageError({
    message: `unknown figure ${name}${didYouMean(name, figureNames)}; the figures are ${
      figureNames.join(", ")
    }, and ${allFigures} for all of them`
  })

const figuresNamed = (names: readonly string[]): Effect.Effect<readonly Figure[], UsageError> =>
  Effect.map(
    Effect.forEach(names, (name) => {
      if (name === allFigures) return Effect.succeed(figures)
      const figure = figures.find((known) => known.name === name)
      return figure === undefined ? unknownFigure(name) : Effect.succeed([figure])
    }),
    (all) => Arr.dedupe(all.flat())
  )

const figureList = plainTable(
  ["name", "figure", "tasks"],
  ["left", "left", "left"],
  figures.map(({ name, tasks, title }) => [name, title, tasks.join(", ")])
)

const usualType: { readonly [format in FormatName]: FileType } = { paper: "pdf", website: "svg" }

/** A format, the types of its files, and their folder. */
interface Target {
  readonly format: FormatName
  readonly types: readonly FileType[]
  readonly folder: string
}

const targetsOf = ({ format, out, persistentDir, type }: PlotFlags): readonly Target[] => {
  const wanted = format.length === 0 ? ["paper" as const] : Arr.dedupe(format)
  return wanted.map((name) => ({
    format: name,
    types: type.length === 0 ? [usualType[name]] : Arr.dedupe(type),
    folder: Option.match(out, {
      onNone: () => join(resolve(persistentDir), "plots", name),
      onSome: (folder) => wanted.length === 1 ? folder : join(folder, name)
    })
  }))
}

const makeFolder = (folder: string) =>
  Effect.tryPromise({
    try: () => mkdir(folder, { recursive: true }),
    catch: (error) => new UsageError({ message: `${folder} cannot be made: ${String(error)}` })
  })

const writeTable = (stem: string, { columns, rows }: Table) =>
  Effect.zipRight(
    writeFile(`${stem}.csv`, csv(columns, Stream.fromIterable(rows))),
    writeFile(`${stem}.parquet`, parquet(columns, Stream.fromIterable(rows)))
  )

/** Writes a picture in all its types and its table, and prints where the pictures are. */
const write = Effect.fnUntraced(
  function*({ picture, stem, table }: Drawing, { folder, format, types }: Target) {
    yield* makeFolder(folder)
    const path = join(folder, stem)
    yield* writeTable(path, table)
    const files = yield* drawFiles(picture, formats[format], types)
    for (const [i, type] of types.entries()) {
      const file = `${path}.${type}`
      yield* writeFile(file, Stream.succeed(files[i]!))
      yield* print(file)
    }
  }
)

/** Draws the figures that are named, or prints which there are. */
export const plot = Effect.fnUntraced(
  function*(flags: PlotFlags) {
    if (flags.names.includes(listing)) return yield* print(figureList)
    const wanted = yield* figuresNamed(flags.names)
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
        const isWritten = yield* Effect.as(Effect.forEach(targets, (target) => write(drawing, target)), true)
          .pipe(
            Effect.catchTag(
              "PlotError",
              ({ message }) => Effect.as(Effect.logWarning(`${drawing.stem}: ${message}`), false)
            )
          )
        if (isWritten) count++
        else missing.add(figure.name)
      }
    }
    if (count === 0) return yield* new UsageError({ message: "nothing could be drawn" })
    if (missing.size > 0) return yield* new NotAllDrawn({ drawn: count, missing: [...missing] })
  },
  (program, { persistentDir }) => Effect.provide(program, inspectionLayer(persistentDir))
)
