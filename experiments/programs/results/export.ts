/**
 * `introspect results export`: an experiment as a table.
 */
import { Chunk, Effect, Option, Stream } from "effect"
import { csv } from "../../../layers/results/export/Csv.ts"
import { jsonLines } from "../../../layers/results/export/JsonLines.ts"
import { parquet } from "../../../layers/results/export/Parquet.ts"
import {
  type Column,
  controlColumns,
  exportColumns,
  exportControlRows,
  exportRows
} from "../../../src/experiment/records/exported.ts"
import { tellNobody } from "../../../src/storage/Tell.ts"
import { showWork } from "../../display/work.ts"
import { UsageError } from "../../errors/UsageError.ts"
import type { StorageFlags } from "../../options/storage.ts"
import type { ExportFormat, ExportTable } from "../../options/stored.ts"
import { writeOut } from "../../process/output.ts"
import { cacheLayer, inspectionLayer } from "../../setup/storage.ts"
import { storedOf } from "../../setup/stored.ts"

/** The columns of a prompt for each one of a request: a session was held whose prompt the cache has no more. */
const promptsOf = (columns: readonly Column[]) =>
  columns.map(({ name }) => name).filter((name) => name.endsWith("_request"))
    .map((request) => [request, request.replace(/request$/, "prompt")] as const)

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
    const prompts = promptsOf(columns)
    const total = table === "observations" ? yield* stored.countOf({}) : null
    // What goes to the terminal is seen as it comes.
    const tell = Option.isSome(out) ? yield* showWork("exporting") : tellNobody
    let [written, lost] = [0, 0]
    const rows = Stream.mapChunks(all, (chunk) => {
      written += chunk.length
      tell("rows", written, total)
      lost += Chunk.reduce(
        chunk,
        0,
        (count, row) =>
          prompts.some(([request, prompt]) => row[request] !== null && row[prompt] === null)
            ? count + 1
            : count
      )
      return chunk
    })
    const formats = {
      jsonl: () => jsonLines(rows),
      csv: () => csv(columns, rows),
      parquet: () => parquet(columns, rows)
    }
    const pieces = formats[format]()
    yield* Effect.provide(writeOut(out, pieces), cacheLayer({ cache, persistentDir }))
    if (lost > 0) {
      yield* Effect.logWarning(`${lost} rows lack prompts and answers that the cache has no more`)
    }
    if (Option.isSome(out)) yield* Effect.logInfo(`${out.value}: ${written} rows of ${stored.id}`)
  },
  Effect.scoped
)
