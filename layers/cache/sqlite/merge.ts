/**
 * Bringing caches together: what several processes or machines have asked for is asked for once more by nobody.
 */
import { Effect } from "effect"
import { realpath } from "node:fs/promises"
import { StorageError } from "../../../src/storage/StorageError.ts"
import { type Tell, tellNobody } from "../../../src/storage/Tell.ts"
import type { Database } from "../../sqlite/Database.ts"
import { openDatabase, openReadOnly } from "../../sqlite/open.ts"
import { inSteps } from "../../sqlite/steps.ts"
import { generationColumns } from "../rows.ts"
import { openCache, requireFile } from "./open.ts"
import { cacheMigrations } from "./schema.ts"

/** What came of one source. */
export interface Merged {
  readonly source: string
  /** Answers that were new. */
  readonly added: number
  /** Answers to requests that had one already. */
  readonly known: number
  /** Answers that differ from the first, and are now kept beside it. */
  readonly alternatives: number
  /** Refused requests that were new. */
  readonly failures: number
}

const columns = `digest, answer_digest, ${generationColumns}, stored_at`

/** A step of the source's answers, or of its failures. */
const rows = "id > ? AND id <= ?"
const step = `IN (SELECT id FROM temp.offered WHERE ${rows})`

/** What is copied of each step, in this order; each leaves out what is there already. */
const copies = {
  added: `INSERT INTO main.generation (${columns})
    SELECT ${columns} FROM source.generation WHERE id ${step} ORDER BY id ON CONFLICT (digest) DO NOTHING`,
  requests: `INSERT INTO main.request (id, request)
    SELECT mine.id, request FROM source.request JOIN source.generation AS its USING (id)
    JOIN main.generation AS mine USING (digest) WHERE its.id ${step} AND mine.id > ?`,
  differing: `INSERT INTO main.alternative (generation, answer, answer_digest, server, stored_at)
    SELECT mine.id, its.answer, its.answer_digest, its.server, its.stored_at
    FROM source.generation AS its JOIN main.generation AS mine USING (digest)
    WHERE its.id ${step} AND its.answer_digest <> mine.answer_digest ON CONFLICT DO NOTHING`,
  alternatives: `INSERT INTO main.alternative (generation, answer, answer_digest, server, stored_at)
    SELECT mine.id, other.answer, other.answer_digest, other.server, other.stored_at
    FROM source.alternative AS other JOIN source.generation AS its ON its.id = other.generation
    JOIN main.generation AS mine USING (digest)
    WHERE other.generation ${step} AND other.answer_digest <> mine.answer_digest ON CONFLICT DO NOTHING`,
  failures: `INSERT INTO main.failure (digest, request, reason, limits, stored_at)
    SELECT digest, request, reason, limits, stored_at FROM source.failure WHERE ${rows} ON CONFLICT DO NOTHING`
}

/** Answers later than a row, and those that others stand beside. */
const offer = `INSERT INTO temp.offered SELECT id FROM source.generation WHERE id > ?
  UNION SELECT generation FROM source.alternative WHERE generation <= ?`

const copySteps = Effect.fnUntraced(function*(database: Database, source: string, after: number, tell: Tell) {
  const { prepare, run, transaction } = database
  let [added, offered, alternatives, failures] = [0, 0, 0, 0]
  yield* run("CREATE TEMP TABLE offered (id INTEGER PRIMARY KEY)")
  yield* run(offer, [after, after])
  yield* inSteps(
    database,
    { table: "temp.offered", key: "id" },
    transaction,
    (from, through) => {
      const last = prepare("SELECT coalesce(max(id), 0) FROM main.generation").pluck().get()
      const change = (sql: string, ...more: readonly unknown[]) =>
        prepare(sql).run(from, through, ...more).changes
      added += change(copies.added)
      change(copies.requests, last)
      alternatives += change(copies.differing) + change(copies.alternatives)
    },
    (done, total) => {
      offered = total
      tell(`generations of ${source}`, done, total)
    }
  )
  yield* inSteps(
    database,
    { table: "source.failure", key: "id" },
    transaction,
    (from, through) => {
      failures += prepare(copies.failures).run(from, through).changes
    },
    (done, total) => tell(`refused requests of ${source}`, done, total)
  )
  return { source, added, known: offered - added, alternatives, failures } satisfies Merged
})

/**
 * Copies from a file with a cache's tables what was stored after one of its rows, by default everything; the same again
 * copies nothing.
 *
 * Each step is a transaction: runs that use the cache go on meanwhile, and after an interruption the same again does the
 * rest.
 */
export const mergeInto = Effect.fnUntraced(function*(
  database: Database,
  source: string,
  after = 0,
  tell: Tell = tellNobody
): Effect.fn.Return<Merged, StorageError> {
  const { run } = database
  yield* run("ATTACH ? AS source", [source])
  return yield* Effect.ensuring(
    copySteps(database, source, after, tell),
    Effect.orDie(Effect.zipRight(run("DROP TABLE IF EXISTS temp.offered"), run("DETACH source")))
  )
})

/** Fails where a file has other tables than a cache's: the versions of its format are another count. */
const requireCache = Effect.fnUntraced(function*(location: string) {
  const { run } = yield* openReadOnly(location)
  const tables = new Set((yield* run("SELECT name FROM sqlite_master")).map(({ name }) => name))
  if (tables.has("generation") && !tables.has("archive")) return
  const what = tables.has("archive")
    ? "this is an export of one experiment, which introspect cache import takes in"
    : "this is no cache of generations (a cache is cache/generations.sqlite under a persistent directory)"
  return yield* new StorageError({ reason: "Differs", location, message: `${location}: ${what}` })
}, Effect.scoped)

/** Checks that a file is a cache, and brings it to the newest format. */
export const prepareSource = (location: string): Effect.Effect<unknown, StorageError> =>
  requireFile(location, "cache").pipe(
    Effect.zipRight(requireCache(location)),
    Effect.zipRight(Effect.scoped(openDatabase({ location, migrations: cacheMigrations })))
  )

const pathOf = (location: string) => Effect.promise(() => realpath(location).catch(() => location))

/**
 * Merges caches into another, which is made where there is none; its own answers stay the first ones.
 *
 * All sources are checked before anything is copied. Done twice, the second time changes nothing.
 */
export const mergeCaches = (
  sources: readonly string[],
  target: string,
  tell: Tell = tellNobody
): Effect.Effect<readonly Merged[], StorageError> =>
  Effect.scoped(Effect.gen(function*() {
    yield* Effect.forEach(sources, prepareSource, { discard: true })
    const database = yield* openCache(target)
    const own = yield* pathOf(target)
    for (const source of sources) {
      if ((yield* pathOf(source)) === own) {
        return yield* new StorageError({
          reason: "Differs",
          location: source,
          message: `${source}: a cache is not merged into itself`
        })
      }
    }
    return yield* Effect.forEach(sources, (source) => mergeInto(database, source, 0, tell))
  }))
