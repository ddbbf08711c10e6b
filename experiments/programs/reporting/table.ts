/**
 * `introspect table`: stored results as a table.
 */
import { Effect, Option, Stream } from "effect"
import { csv } from "../../../layers/results/export/Csv.ts"
import { latexTable } from "../../../layers/tables/Latex.ts"
import { markdownTable } from "../../../layers/tables/Markdown.ts"
import { didYouMean } from "../../../src/domain/nearest.ts"
import { durationOf } from "../../../src/domain/ObservationRecord.ts"
import type { Described } from "../../../src/reporting/Described.ts"
import { showSelection } from "../../../src/reporting/Selection.ts"
import { showClash } from "../../../src/reporting/settle.ts"
import { entriesOf } from "../../../src/reporting/tables/entries.ts"
import { inferenceTimeTable } from "../../../src/reporting/tables/inferenceTime.ts"
import { resultsTable } from "../../../src/reporting/tables/results.ts"
import type { Table } from "../../../src/reporting/tables/Table.ts"
import { Results } from "../../../src/storage/Results.ts"
import { UsageError } from "../../errors/UsageError.ts"
import type { SelectionFlags } from "../../options/selection.ts"
import type { TableFormat } from "../../options/table.ts"
import { writeFile, writeStdout } from "../../process/output.ts"
import { inspectionLayer } from "../../setup/storage.ts"
import { selectedBy } from "./selected.ts"

/** Milliseconds of all generations of an experiment; 0 when it was removed meanwhile. */
const millisOf = Effect.fnUntraced(function*({ id }: Described) {
  const { inspect } = yield* Results
  const millis = yield* Option.match(yield* inspect(id), {
    onNone: () => Effect.succeed(0),
    onSome: ({ fold }) => fold(0, (sum, record) => sum + durationOf(record))
  })
  return [id, millis] as const
}, Effect.scoped)

const timeTable = Effect.fnUntraced(function*(experiments: readonly Described[]) {
  const millis = new Map(yield* Effect.forEach(experiments, millisOf))
  return inferenceTimeTable(experiments, (id) => millis.get(id) ?? 0)
})

const tables = {
  results: (experiments: readonly Described[]) => Effect.succeed(resultsTable(experiments)),
  "inference-time": timeTable
}

const isTable = (name: string): name is keyof typeof tables => Object.hasOwn(tables, name)

const textOf = (table: Table, format: TableFormat): Stream.Stream<string> => {
  switch (format) {
    case "latex":
      return Stream.succeed(`${latexTable(table)}\n`)
    case "markdown":
      return Stream.succeed(`${markdownTable(table)}\n`)
    case "csv":
      return csv(table.data.columns, Stream.fromIterable(table.data.rows))
    case "json":
      return Stream.succeed(`${JSON.stringify(table.data.rows)}\n`)
  }
}

/** Writes a table to stdout or to a file. */
export const table = Effect.fnUntraced(
  function*(
    flags: SelectionFlags & {
      readonly name: string
      readonly format: TableFormat
      readonly out: Option.Option<string>
    }
  ) {
    const { name } = flags
    const names = Object.keys(tables)
    if (!isTable(name)) {
      return yield* new UsageError({
        message: `unknown table ${name}${didYouMean(name, names)}; the tables are ${names.join(" and ")}`
      })
    }
    const { experiments, selection } = yield* selectedBy(flags)
    const { clashes, experiments: chosen } = entriesOf(experiments, selection)
    const open = clashes.find(({ isSettled }) => !isSettled)
    if (open !== undefined) return yield* new UsageError({ message: showClash(open) })
    for (const clash of clashes) yield* Effect.logWarning(showClash(clash))
    if (chosen.length === 0) {
      return yield* new UsageError({
        message: `no results with ${showSelection(selection)}; introspect results list shows all`
      })
    }
    const pieces = textOf(yield* tables[name](chosen), flags.format)
    yield* Option.match(flags.out, {
      onNone: () => writeStdout(pieces),
      onSome: (path) => writeFile(path, pieces)
    })
  },
  (program, { persistentDir }) => Effect.provide(program, inspectionLayer(persistentDir))
)
