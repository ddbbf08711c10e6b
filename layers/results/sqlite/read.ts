/**
 * Reading one experiment's file.
 */
import { Effect, Option, Schema } from "effect"
import { Digest } from "../../../src/domain/Digest.ts"
import { ExperimentSpec } from "../../../src/domain/ExperimentSpec.ts"
import {
  ObservationRecord,
  type OutcomeCount,
  RecordedError,
  SessionRecord
} from "../../../src/domain/ObservationRecord.ts"
import type { StoredExperiment } from "../../../src/storage/Results.ts"
import { StorageError } from "../../../src/storage/StorageError.ts"
import type { Database } from "../../sqlite/Database.ts"
import { foldPages } from "../foldPages.ts"

const Flag = Schema.NullOr(Schema.transform(Schema.Number, Schema.Boolean, {
  strict: true,
  decode: (number) => number !== 0,
  encode: Number
}))

const Row = Schema.Struct({
  ...ObservationRecord.fields,
  sessions: Schema.parseJson(Schema.Array(SessionRecord)),
  correct: Flag,
  verdict: Flag,
  error: Schema.NullOr(Schema.parseJson(RecordedError))
})
const decodeRow = Schema.decodeUnknown(Row)

const { applicability } = ObservationRecord.fields
const decodeOutcomes: (
  rows: unknown
) => Effect.Effect<readonly OutcomeCount[], { readonly message: string }> = Schema.decodeUnknown(
  Schema.Array(Schema.Struct({
    correct: Flag,
    verdict: Flag,
    applicability,
    failed: Schema.compose(Flag, Schema.Boolean, { strict: false }),
    count: Schema.Number
  }))
)

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

/** All requests that the records refer to. */
export const readRequests = ({ run }: Database): Effect.Effect<ReadonlySet<Digest>, StorageError> =>
  Effect.map(
    run(
      "SELECT DISTINCT json_extract(s.value, '$.request') AS request FROM observation, json_each(sessions) AS s"
    ),
    (rows) => new Set(rows.map(({ request }) => Digest(String(request))))
  )

/** What can be read of an experiment's records. */
export const recordReader = (
  { location, run }: Database
): Pick<
  StoredExperiment,
  "finished" | "readerVersions" | "outcomes" | "record" | "page" | "fold"
> => {
  const records = (sql: string, parameters: readonly unknown[]) =>
    Effect.flatMap(
      run(sql, parameters),
      Effect.forEach((row) => Effect.mapError(decodeRow(row), corrupt(location)))
    )
  const page: StoredExperiment["page"] = (after, size) =>
    records("SELECT * FROM observation WHERE idx > ? ORDER BY idx LIMIT ?", [after, size])
  return {
    page,
    fold: foldPages(page),
    record: (idx) =>
      Effect.map(
        records("SELECT * FROM observation WHERE idx = ?", [idx]),
        ([record]) => Option.fromNullable(record)
      ),
    finished: Effect.map(
      run("SELECT idx FROM observation WHERE is_final"),
      (rows) => new Set(rows.map(({ idx }) => Number(idx)))
    ),
    readerVersions: Effect.map(
      run("SELECT readers, count(*) AS count FROM observation GROUP BY readers ORDER BY readers"),
      (rows) => new Map(rows.map(({ count, readers }) => [String(readers), Number(count)]))
    ),
    outcomes: Effect.flatMap(
      run(
        `SELECT correct, verdict, applicability, error IS NOT NULL AS failed, count(*) AS count
        FROM observation GROUP BY 1, 2, 3, 4`
      ),
      (rows) => Effect.mapError(decodeOutcomes(rows), corrupt(location))
    )
  }
}
