/**
 * Records in one SQLite file per experiment, `results/analysis/ID.sqlite` under the persistent directory.
 */
import { Effect, Layer, Option, Schema } from "effect"
import { constants } from "node:fs"
import { access, readdir } from "node:fs/promises"
import { join } from "node:path"
import type { Digest } from "../../src/domain/Digest.ts"
import type { ExperimentSpec } from "../../src/domain/ExperimentSpec.ts"
import { type ExperimentResults, Results, type StoredExperiment } from "../../src/storage/Results.ts"
import type { Showing } from "../../src/storage/Tell.ts"
import { openDatabase, openReadOnly } from "../sqlite/open.ts"
import { makeGroupWriter } from "../storage/GroupWriter.ts"
import { differingSpec } from "./differingSpec.ts"
import { holdLock } from "./Lock.ts"
import { readDocument, removeFiles, saveDocument } from "./sqlite/document.ts"
import { lastChangeOf } from "./sqlite/lastChange.ts"
import {
  corrupt,
  isOurs,
  readRequests,
  readSpec,
  recordReader,
  StoredSpec,
  versionOf
} from "./sqlite/read.ts"
import { resultsLayout, resultsMigrations } from "./sqlite/schema.ts"
import { type AnyRecord, writeRecord } from "./sqlite/write.ts"

const suffix = ".sqlite"

const exists = (path: string) =>
  Effect.promise(() => access(path, constants.F_OK).then(() => true, () => false))

/** Where the files are, and what their user sees of them. */
export interface SqliteResultsOptions {
  readonly folder: string
  /** Shows how far it is while an older file is brought up to date; default to nobody. */
  readonly showing?: Showing | undefined
}

const make = ({ folder, showing }: SqliteResultsOptions) => {
  const fileOf = (id: string) => join(folder, `${id}${suffix}`)
  const lockOf = (id: string) => join(folder, `${id}.lock`)
  const documentOf = (id: string) => join(folder, `${id}.json`)

  const open = Effect.fnUntraced(function*(id: string, spec: ExperimentSpec) {
    const location = fileOf(id)
    yield* holdLock(lockOf(id), id)
    const database = yield* openDatabase({ location, ...resultsLayout, showing })
    const stored = yield* readSpec(database)
    if (Option.isNone(stored)) {
      const encoded = yield* Effect.mapError(Schema.encode(StoredSpec)(spec), corrupt(location))
      yield* database.run("INSERT INTO experiment (id, spec) VALUES (1, ?)", [encoded])
    } else yield* differingSpec(location, stored.value, spec)

    const writer = yield* makeGroupWriter((batch: readonly AnyRecord[]) =>
      database.transaction(() => batch.map((record) => writeRecord(database, record)))
    )

    const results: ExperimentResults = {
      id,
      spec,
      location,
      ...recordReader(database),
      document: readDocument(documentOf(id)),
      put: writer.write,
      keepParts: (parts) =>
        Effect.asVoid(
          database.run("INSERT OR REPLACE INTO parts (id, parts) VALUES (1, ?)", [JSON.stringify(parts)])
        ),
      putControl: writer.write,
      removeControl: ({ control, idx, number }) =>
        Effect.asVoid(
          database.run("DELETE FROM control WHERE idx = ? AND control = ? AND number = ?", [
            idx,
            control,
            number
          ])
        ),
      clear: Effect.zipRight(
        database.run("DELETE FROM observation"),
        Effect.asVoid(database.run("DELETE FROM control"))
      ),
      saveDocument: (document) => saveDocument(documentOf(id), document)
    }
    return results
  })

  /**
   * Opens one experiment's file for reading, if there is one of ours; an older file is brought up to date first, and a
   * newer one refused.
   */
  const look = Effect.fnUntraced(function*(id: string) {
    const location = fileOf(id)
    if (!(yield* exists(location))) return Option.none()
    const database = yield* openReadOnly(location)
    if (!(yield* isOurs(database))) return Option.none()
    return Option.some(
      (yield* versionOf(database)) === resultsMigrations.length
        ? database
        : yield* openDatabase({ location, ...resultsLayout, showing })
    )
  })

  const inspect = Effect.fnUntraced(function*(id: string) {
    const database = yield* look(id)
    if (Option.isNone(database)) return Option.none()
    const spec = yield* readSpec(database.value)
    return Option.map(spec, (known): StoredExperiment => ({
      id,
      spec: known,
      location: fileOf(id),
      ...recordReader(database.value),
      document: readDocument(documentOf(id))
    }))
  })

  const requestsOf = (id: string) =>
    look(id).pipe(
      Effect.flatMap(Option.match({
        onNone: () => Effect.succeed<ReadonlySet<Digest>>(new Set()),
        onSome: readRequests
      })),
      Effect.scoped
    )

  const lastChange = (id: string) =>
    Effect.promise(() => lastChangeOf(fileOf(id), [`${fileOf(id)}-wal`, documentOf(id)]))

  const files = Effect.promise(() => readdir(folder).catch(() => []))
  const candidates = Effect.map(
    files,
    (names) =>
      names.filter((name) => name.endsWith(suffix)).map((name) => name.slice(0, -suffix.length)).toSorted()
  )
  /** A file that cannot be opened is one of them: whoever looks at it is told why, and nobody else is stopped by it. */
  const isExperiment = (id: string) =>
    Effect.scoped(Effect.flatMap(openReadOnly(fileOf(id)), isOurs)).pipe(Effect.orElseSucceed(() => true))
  const ids = Effect.flatMap(candidates, Effect.filter(isExperiment))

  const requestsOnlyOf = Effect.fnUntraced(function*(id: string) {
    const own = new Set(yield* requestsOf(id))
    const others = (yield* candidates).filter((other) => other !== id)
    yield* Effect.forEach(others, (other) =>
      Effect.map(requestsOf(other), (requests) => {
        for (const request of requests) own.delete(request)
      }), { discard: true })
    return own
  })

  /** The lock's file stays: another process may just have opened it. */
  const remove = Effect.fnUntraced(function*(id: string) {
    yield* holdLock(lockOf(id), id)
    const database = fileOf(id)
    yield* removeFiles([documentOf(id), `${database}-wal`, `${database}-shm`, database])
  }, Effect.scoped)

  return Results.of({ open, inspect, lastChange, ids, remove, requestsOnlyOf })
}

/** Results in files of this folder. */
export const layer = (options: SqliteResultsOptions): Layer.Layer<Results> =>
  Layer.sync(Results, () => make(options))
