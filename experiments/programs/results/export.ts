/**
 * `introspect results export`: an experiment as a table.
 */
import { Effect, Option, Ref, Stream } from "effect"
import { csv } from "../../../layers/results/export/Csv.ts"
import { jsonLines } from "../../../layers/results/export/JsonLines.ts"
import { parquet } from "../../../layers/results/export/Parquet.ts"
import {
  controlColumns,
  exportColumns,
  exportControlRows,
  type ExportRow,
  exportRows
} from "../../../src/experiment/records/exported.ts"
import { UsageError } from "../../errors/UsageError.ts"
import type { StorageFlags } from "../../options/storage.ts"
import type { ExportFormat, ExportTable } from "../../options/stored.ts"
import { writeOut } from "../../process/output.ts"
import { cacheLayer, inspectionLayer } from "../../setup/storage.ts"
import { storedOf } from "../../setup/stored.ts"

/** Whether a session was held whose prompt the cache has no more. */
const isIncomplete = (row: ExportRow) =>
  Object.keys(row).some((name) =>
    name.endsWith("_request") && row[name] !== null && row[name.replace(/request$/, "prompt")] === null
  )

/** Writes one of an experiment's tables to a file or to stdout. */
export const exportResults = Effect.fnUntraced(
  function*({ cache, format, id, out, persistentDir, table }: StorageFlags & {
    readonly format: ExportFormat
    readonly id: string
    readonly out: Option.Option<string>
    readonly table: ExportTable
  }) {
    const stored = yield* Effect.provide(storedOf(id), inspectionLayer(persistentDir))
    if (format === "parquet" && Option.isNone(out) && process.stdout.isTTY) {
      return yield* new UsageError({ message: "Parquet is no text: name a file with --out" })
    }
    const { task } = stored.spec
    const tables = {
      observations: () => ({ columns: exportColumns(task), all: exportRows(stored) }),
      controls: () => ({ columns: controlColumns(task), all: exportControlRows(stored) })
    }
    const { all, columns } = tables[table]()
    const [written, incomplete] = [yield* Ref.make(0), yield* Ref.make(0)]
    const rows = Stream.tap(all, (row) =>
      Effect.zipRight(
        Ref.update(written, (count) => count + 1),
        isIncomplete(row) ? Ref.update(incomplete, (count) => count + 1) : Effect.void
      ))
    const formats = {
      jsonl: () => jsonLines(rows),
      csv: () => csv(columns, rows),
      parquet: () => parquet(columns, rows)
    }
    const pieces = formats[format]()
    yield* Effect.provide(writeOut(out, pieces), cacheLayer({ cache, persistentDir }))
    const lost = yield* incomplete
    if (lost > 0) {
      yield* Effect.logWarning(`${lost} rows lack prompts and answers that the cache has no more`)
    }
    if (Option.isSome(out)) yield* Effect.logInfo(`${out.value}: ${yield* written} rows of ${stored.id}`)
  },
  Effect.scoped
)
