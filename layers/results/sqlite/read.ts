/**
 * Reading one experiment's file.
 */
import { Effect, Option, Schema } from "effect"
import type { ControlRecord } from "../../../src/domain/ControlRecord.ts"
import { Digest } from "../../../src/domain/Digest.ts"
import { ExperimentSpec } from "../../../src/domain/ExperimentSpec.ts"
import type { ObservationRecord, Outcome, OutcomeCount } from "../../../src/domain/ObservationRecord.ts"
import type { StoredExperiment } from "../../../src/storage/Results.ts"
import { StorageError } from "../../../src/storage/StorageError.ts"
import type { Database } from "../../sqlite/Database.ts"
import { layoutVersion } from "../../sqlite/migrate.ts"
import { foldPages } from "../foldPages.ts"
import { controlOf, type ControlRow, flag, type ObservationRow, recordOf } from "../rows.ts"
import { selectRequests } from "./requests.ts"
import { observationColumns } from "./schema.ts"
import { selecting } from "./select.ts"

/** The specification as it is stored. */
export const StoredSpec = Schema.parseJson(ExperimentSpec)

/** The content of a file is not what it should be. */
export const corrupt = (location: string) => ({ message }: { readonly message: string }) =>
  new StorageError({ reason: "Corrupt", location, message: `${location}: ${message}` })

/** Whether a file is one of ours: the Python original keeps its own beside them, by the same names. */
export const isOurs = ({ run }: Database): Effect.Effect<boolean, StorageError> =>
  Effect.map(run("SELECT 1 FROM sqlite_master WHERE name = 'experiment'"), (rows) => rows.length > 0)

export const readSpec = (
  { location, run }: Database
): Effect.Effect<Option.Option<ExperimentSpec>, StorageError> =>
  Effect.flatMap(run("SELECT spec FROM experiment"), ([row]) =>
    row === undefined
      ? Effect.succeedNone
      : Effect.asSome(Effect.mapError(Schema.decodeUnknown(StoredSpec)(row["spec"]), corrupt(location))))

/** All requests that the records refer to, those of the controls included. */
export const readRequests = ({ run }: Database): Effect.Effect<ReadonlySet<Digest>, StorageError> =>
  Effect.map(
    run(selectRequests("main")),
    (rows) => new Set(rows.map(({ request }) => Digest(String(request))))
  )

/** The version of a file's layout. */
export const versionOf = (database: Database): Effect.Effect<number, StorageError> =>
  database.perform(() => layoutVersion(database))

interface OutcomeRow {
  readonly correct: number | null
  readonly verdict: number | null
  readonly applicability: Outcome["applicability"]
  readonly failed: number
  readonly count: number
}

export const selectFinished = "SELECT idx FROM observation INDEXED BY glance WHERE failed = 0"
// Not the columns that follow from others: each of them would be worked out for each record.
const selectPage = `SELECT ${observationColumns} FROM observation WHERE idx > ? ORDER BY idx LIMIT ?`
const selectRecord = `SELECT ${observationColumns} FROM observation WHERE idx = ?`
const selectControls = `SELECT * FROM control
  WHERE idx IN (SELECT DISTINCT idx FROM control WHERE idx > ? ORDER BY idx LIMIT ?) ORDER BY idx, control, number`
export const countReaders = `SELECT readers, count(*) AS count FROM observation INDEXED BY glance
  GROUP BY readers ORDER BY readers`
export const countOutcomes = `SELECT correct, verdict, applicability, failed, count(*) AS count
  FROM observation INDEXED BY glance GROUP BY correct, verdict, applicability, failed`

/** What can be read of an experiment's records. */
export const recordReader = (
  database: Database
): Omit<StoredExperiment, "id" | "spec" | "location" | "document"> => {
  const { location, perform, prepare } = database
  const records = (sql: string, ...parameters: readonly number[]) =>
    perform(() => {
      const found: ObservationRecord[] = []
      for (const row of prepare(sql).iterate(...parameters)) {
        found.push(recordOf(location, row as ObservationRow))
      }
      return found
    })
  const page: StoredExperiment["page"] = (after, size) => records(selectPage, after, size)
  return {
    ...selecting(database),
    page,
    controls: (after, size) =>
      perform(() => {
        const found: ControlRecord[] = []
        for (const row of prepare(selectControls).iterate(after, size)) {
          found.push(controlOf(location, row as ControlRow))
        }
        return found
      }),
    fold: foldPages(page),
    record: (idx) => Effect.map(records(selectRecord, idx), ([record]) => Option.fromNullable(record)),
    finished: perform(() => new Set(prepare(selectFinished).pluck().all() as readonly number[])),
    readerVersions: perform(() => {
      const rows = prepare(countReaders).all() as readonly {
        readonly readers: string
        readonly count: number
      }[]
      return new Map(rows.map(({ count, readers }) => [readers, count]))
    }),
    parts: perform(() => {
      const text = prepare("SELECT parts FROM parts").pluck().get()
      return typeof text === "string" ? Option.some<unknown>(JSON.parse(text)) : Option.none()
    }),
    outcomes: perform(() =>
      (prepare(countOutcomes).all() as readonly OutcomeRow[]).map((row): OutcomeCount => ({
        ...row,
        correct: flag(row.correct),
        verdict: flag(row.verdict),
        failed: row.failed !== 0
      }))
    )
  }
}
