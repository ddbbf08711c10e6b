/**
 * Records in one SQLite file per experiment, `results/analysis/ID.sqlite` under the persistent directory.
 */
import { Effect, Layer, Option, Schema } from "effect"
import { constants } from "node:fs"
import { access, readdir, rename, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { Digest } from "../../src/domain/Digest.ts"
import { ExperimentSpec } from "../../src/domain/ExperimentSpec.ts"
import { durationOf, type ObservationRecord } from "../../src/domain/ObservationRecord.ts"
import { type ExperimentResults, Results } from "../../src/storage/Results.ts"
import { StorageError } from "../../src/storage/StorageError.ts"
import { type Database, openDatabase, openReadOnly } from "../sqlite/Database.ts"
import { makeGroupWriter } from "../storage/GroupWriter.ts"
import { differingSpec } from "./differingSpec.ts"
import { holdLock } from "./Lock.ts"
import { type ObservationRow, recordOf } from "./rows.ts"

const migrations = [[
  "CREATE TABLE experiment (id INTEGER PRIMARY KEY CHECK (id = 1), spec TEXT NOT NULL) STRICT",
  `CREATE TABLE observation (
    idx INTEGER PRIMARY KEY,
    split TEXT NOT NULL,
    label TEXT NOT NULL,
    duration_ms REAL NOT NULL,
    sessions TEXT NOT NULL,
    correct INTEGER,
    verdict INTEGER,
    applicability TEXT NOT NULL,
    error TEXT,
    is_final INTEGER NOT NULL,
    readers TEXT NOT NULL
  ) STRICT`
], [
  "ALTER TABLE observation DROP COLUMN is_final",
  // Resuming reads this index alone, and none of the records; without `error` in it, it would look at each of them.
  "CREATE INDEX complete ON observation (idx, error) WHERE error IS NULL"
]]

const insert = `INSERT OR REPLACE INTO observation (
    idx, split, label, duration_ms, sessions, correct, verdict, applicability, error, readers
  ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

const selectFinished = "SELECT idx FROM observation WHERE error IS NULL"

const StoredSpec = Schema.parseJson(ExperimentSpec)

const corrupt = (location: string) => ({ message }: { readonly message: string }) =>
  new StorageError({ reason: "Corrupt", location, message: `${location}: ${message}` })

/** Writes a record, inside a transaction. */
const writeRecord = ({ prepare }: Database, record: ObservationRecord): void => {
  prepare(insert).run(
    record.idx,
    record.split,
    record.label,
    durationOf(record),
    JSON.stringify(record.sessions),
    record.correct === null ? null : Number(record.correct),
    record.verdict === null ? null : Number(record.verdict),
    record.applicability,
    record.error === null ? null : JSON.stringify(record.error),
    record.readers
  )
}

const pageSize = 1000
const selectPage = "SELECT * FROM observation WHERE idx > ? ORDER BY idx LIMIT ?"

/** All records in the order of `idx`, read a page at a time, so that others have their turn. */
const foldRecords = ({ location, perform, prepare }: Database): ExperimentResults["fold"] =>
  Effect.fnUntraced(function*(initial, step) {
    let state = initial
    let last = -1
    const readPage = () => {
      let count = 0
      for (const row of prepare(selectPage).iterate(last, pageSize)) {
        const record = recordOf(location, row as ObservationRow)
        state = step(state, record)
        last = record.idx
        count++
      }
      return count
    }
    while ((yield* perform(readPage)) === pageSize) yield* Effect.yieldNow()
    return state
  })

/** Whether a file is one of ours: the Python original keeps its own beside them, by the same names. */
const isOurs = ({ run }: Database) =>
  Effect.map(run("SELECT 1 FROM sqlite_master WHERE name = 'experiment'"), (rows) => rows.length > 0)

const readSpec = ({ location, run }: Database) =>
  Effect.flatMap(run("SELECT spec FROM experiment"), ([row]) =>
    row === undefined
      ? Effect.succeedNone
      : Effect.asSome(Effect.mapError(Schema.decodeUnknown(StoredSpec)(row["spec"]), corrupt(location))))

const readFinished = ({ perform, prepare }: Database) =>
  perform(() => new Set(prepare(selectFinished).pluck().all() as readonly number[]))

const readRequests = ({ run }: Database) =>
  Effect.map(
    run(
      "SELECT DISTINCT json_extract(s.value, '$.request') AS request FROM observation, json_each(sessions) AS s"
    ),
    (rows) => new Set(rows.map(({ request }) => Digest(String(request))))
  )

const exists = (path: string) =>
  Effect.promise(() => access(path, constants.F_OK).then(() => true, () => false))

const make = (folder: string) => {
  const fileOf = (id: string) => join(folder, `${id}.sqlite`)

  const open = Effect.fnUntraced(function*(id: string, spec: ExperimentSpec) {
    const location = fileOf(id)
    yield* holdLock(join(folder, `${id}.lock`), id)
    const database = yield* openDatabase({ location, migrations })
    const stored = yield* readSpec(database)
    if (Option.isNone(stored)) {
      const encoded = yield* Effect.mapError(Schema.encode(StoredSpec)(spec), corrupt(location))
      yield* database.run("INSERT INTO experiment (id, spec) VALUES (1, ?)", [encoded])
    } else yield* differingSpec(location, stored.value, spec)

    const writer = yield* makeGroupWriter((batch: readonly ObservationRecord[]) =>
      database.transaction(() => batch.map((record) => writeRecord(database, record)))
    )

    const results: ExperimentResults = {
      location,
      finished: readFinished(database),
      put: writer.write,
      fold: foldRecords(database),
      clear: Effect.asVoid(database.run("DELETE FROM observation")),
      saveDocument: (document) => saveDocument(join(folder, `${id}.json`), document)
    }
    return results
  })

  /** Looks into one experiment's file, if there is one of ours. */
  const look = Effect.fnUntraced(
    function*<A>(id: string, reader: (database: Database) => Effect.Effect<A, StorageError>) {
      if (!(yield* exists(fileOf(id)))) return Option.none()
      const database = yield* openReadOnly(fileOf(id))
      return (yield* isOurs(database)) ? Option.some(yield* reader(database)) : Option.none()
    },
    Effect.scoped
  )

  const inspect = (id: string) =>
    Effect.map(
      look(id, (database) => Effect.all({ spec: readSpec(database), finished: readFinished(database) })),
      Option.flatMap(({ finished, spec }) => Option.map(spec, (known) => ({ spec: known, finished })))
    )

  const requestsOnlyOf = Effect.fnUntraced(function*(id: string) {
    const own = new Set(Option.getOrElse(yield* look(id, readRequests), () => new Set<Digest>()))
    const files = yield* Effect.promise(() => readdir(folder).catch(() => []))
    const others = files
      .filter((file) => file.endsWith(".sqlite") && file !== `${id}.sqlite`)
      .map((file) => file.slice(0, -".sqlite".length))
    yield* Effect.forEach(others, (other) =>
      Effect.map(look(other, readRequests), (requests) => {
        for (const request of Option.getOrElse(requests, () => new Set<Digest>())) own.delete(request)
      }), { discard: true })
    return own
  })

  return Results.of({ open, inspect, requestsOnlyOf })
}

/** Writes a document whole or not at all. */
const saveDocument = (path: string, document: unknown) =>
  Effect.tryPromise({
    try: async () => {
      await writeFile(`${path}.part`, `${JSON.stringify(document, null, 2)}\n`)
      await rename(`${path}.part`, path)
      return path
    },
    catch: (cause) =>
      new StorageError({
        reason: "Unwritable",
        location: path,
        message: `${path} cannot be written: ${cause}`
      })
  })

/** Results in files of this folder. */
export const layer = (options: { readonly folder: string }): Layer.Layer<Results> =>
  Layer.sync(Results, () => make(options.folder))
