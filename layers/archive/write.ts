/**
 * Writing an experiment into an archive.
 */
import { Effect, Option } from "effect"
import { rename, rm } from "node:fs/promises"
import { join } from "node:path"
import type { Digest } from "../../src/domain/Digest.ts"
import { StorageError } from "../../src/storage/StorageError.ts"
import { generationColumns } from "../cache/rows.ts"
import { openExistingCache, requireFile } from "../cache/sqlite/open.ts"
import { readDocument } from "../results/sqlite/document.ts"
import { readRequests } from "../results/sqlite/read.ts"
import { selectAnswered, selectRefused } from "../results/sqlite/requests.ts"
import { observationColumns, resultsLayout } from "../results/sqlite/schema.ts"
import { type Database, openDatabase } from "../sqlite/Database.ts"
import { archiveMigrations } from "./schema.ts"

/** What an archive holds. */
export interface Archived {
  readonly id: string
  readonly location: string
  readonly observations: number
  readonly generations: number
  /** Refused requests, which have no answer. */
  readonly failures: number
}

const columns = `digest, answer_digest, ${generationColumns}, stored_at`

const note = (select: string) =>
  `INSERT OR IGNORE INTO temp.referenced SELECT unhex(request), ? FROM (${select})`

const copies = [
  "INSERT INTO main.experiment SELECT * FROM results.experiment",
  "INSERT INTO main.parts SELECT * FROM results.parts",
  `INSERT INTO main.observation (${observationColumns})
    SELECT ${observationColumns} FROM results.observation ORDER BY idx`,
  "INSERT INTO main.control SELECT * FROM results.control",
  `INSERT INTO main.generation (${columns}) SELECT ${columns} FROM cache.generation
    WHERE digest IN (SELECT digest FROM temp.referenced) ORDER BY id`,
  `INSERT INTO main.request (id, request)
    SELECT mine.id, request FROM cache.request JOIN cache.generation AS its USING (id)
    JOIN main.generation AS mine USING (digest)`,
  `INSERT INTO main.alternative (generation, answer, answer_digest, server, stored_at)
    SELECT mine.id, other.answer, other.answer_digest, other.server, other.stored_at
    FROM cache.alternative AS other JOIN cache.generation AS its ON its.id = other.generation
    JOIN main.generation AS mine USING (digest)`,
  `INSERT INTO main.failure (digest, request, reason, limits, stored_at)
    SELECT digest, request, reason, limits, stored_at FROM cache.failure
    WHERE digest IN (SELECT digest FROM temp.referenced WHERE is_refused) ORDER BY id`
]

/** A refused request may have been answered since, for another experiment. */
const selectMissing = `SELECT count(*) FROM temp.referenced
  WHERE digest NOT IN (SELECT digest FROM main.generation)
  AND NOT (is_refused AND digest IN (SELECT digest FROM main.failure))`

const fill = (
  { location, prepare, transaction }: Database,
  id: string,
  document: Option.Option<unknown>
) =>
  transaction((): Archived => {
    prepare("INSERT INTO archive (row, id) VALUES (1, ?)").run(id)
    if (Option.isSome(document)) {
      prepare("INSERT INTO document (row, document) VALUES (1, ?)").run(JSON.stringify(document.value))
    }
    prepare(note(selectAnswered("results"))).run(0)
    prepare(note(selectRefused("results"))).run(1)
    for (const sql of copies) prepare(sql).run()
    const count = (sql: string) => Number(prepare(sql).pluck().get())
    const missing = count(selectMissing)
    if (missing > 0) {
      throw new StorageError({
        reason: "Failed",
        location,
        message:
          `${id}: ${missing} of the answers and refusals that its records refer to are not in the cache; nothing `
          + "is exported. Merge the cache that has them first (introspect cache merge)"
      })
    }
    return {
      id,
      location,
      observations: count("SELECT count(*) FROM main.observation"),
      generations: count("SELECT count(*) FROM main.generation"),
      failures: count("SELECT count(*) FROM main.failure")
    }
  })

const moved = (from: string, to: string) =>
  Effect.tryPromise({
    try: () => rename(from, to),
    catch: (cause) =>
      new StorageError({ reason: "Unwritable", location: to, message: `${to} cannot be written: ${cause}` })
  })

/** The requests that an experiment's records refer to. */
export const referredTo = (results: string, id: string): Effect.Effect<readonly Digest[], StorageError> => {
  const location = join(results, `${id}.sqlite`)
  return Effect.zipRight(
    requireFile(location, "experiment of this id"),
    Effect.scoped(Effect.map(
      Effect.flatMap(openDatabase({ location, ...resultsLayout }), readRequests),
      (requests) => [...requests]
    ))
  )
}

/** Writes the archive of an experiment, whole or not at all; a file that is there is never replaced. */
export const writeArchive = Effect.fnUntraced(function*(options: {
  readonly id: string
  /** The folder of the results. */
  readonly results: string
  /** The file of the cache. */
  readonly cache: string
  readonly out: string
}): Effect.fn.Return<Archived, StorageError> {
  const { cache, id, out, results } = options
  const source = join(results, `${id}.sqlite`)
  const part = `${out}.part`
  yield* requireFile(source, "experiment of this id")
  const isThere = yield* Effect.isSuccess(requireFile(out, "file"))
  if (isThere) {
    return yield* new StorageError({
      reason: "Differs",
      location: out,
      message: `${out} exists already: name another file with --out, or move it away`
    })
  }
  const document = yield* readDocument(join(results, `${id}.json`))
  const archived = yield* Effect.scoped(Effect.gen(function*() {
    yield* openExistingCache(cache)
    yield* Effect.scoped(openDatabase({ location: source, ...resultsLayout }))
    yield* Effect.promise(() => rm(part, { force: true }))
    const database = yield* openDatabase({ location: part, migrations: archiveMigrations })
    yield* database.run("ATTACH ? AS cache", [cache])
    yield* database.run("ATTACH ? AS results", [source])
    yield* database.run(
      "CREATE TEMP TABLE referenced (digest BLOB PRIMARY KEY, is_refused INTEGER NOT NULL) WITHOUT ROWID"
    )
    const filled = yield* fill(database, id, document)
    yield* database.run("DETACH cache")
    yield* database.run("DETACH results")
    // One file, without a log beside it.
    yield* database.run("PRAGMA journal_mode = DELETE")
    return filled
  })).pipe(Effect.onError(() => Effect.promise(() => rm(part, { force: true }))))
  yield* moved(part, out)
  return { ...archived, location: out }
})
