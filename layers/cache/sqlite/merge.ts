/**
 * Bringing caches together: what several processes or machines have asked for is asked for once more by nobody.
 */
import { Effect } from "effect"
import { realpath } from "node:fs/promises"
import { StorageError } from "../../../src/storage/StorageError.ts"
import { type Database, openDatabase } from "../../sqlite/Database.ts"
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

/** Answers later than a row, and those that others stand beside. */
const later = "(id > ? OR id IN (SELECT generation FROM source.alternative))"

/** What is copied, in this order; each leaves out what is there already. */
const copies = {
  added: `INSERT INTO main.generation (${columns})
    SELECT ${columns} FROM source.generation WHERE ${later} ORDER BY id ON CONFLICT (digest) DO NOTHING`,
  requests: `INSERT INTO main.request (id, request)
    SELECT mine.id, request FROM source.request JOIN source.generation AS its USING (id)
    JOIN main.generation AS mine USING (digest) WHERE mine.id > ?`,
  differing: `INSERT INTO main.alternative (generation, answer, answer_digest, server, stored_at)
    SELECT mine.id, its.answer, its.answer_digest, its.server, its.stored_at
    FROM source.generation AS its JOIN main.generation AS mine USING (digest)
    WHERE its.id > ? AND its.answer_digest <> mine.answer_digest ON CONFLICT DO NOTHING`,
  alternatives: `INSERT INTO main.alternative (generation, answer, answer_digest, server, stored_at)
    SELECT mine.id, other.answer, other.answer_digest, other.server, other.stored_at
    FROM source.alternative AS other JOIN source.generation AS its ON its.id = other.generation
    JOIN main.generation AS mine USING (digest)
    WHERE other.answer_digest <> mine.answer_digest ON CONFLICT DO NOTHING`,
  failures: `INSERT INTO main.failure (digest, request, reason, limits, stored_at)
    SELECT digest, request, reason, limits, stored_at FROM source.failure WHERE true ON CONFLICT DO NOTHING`
}

/**
 * Copies from a file with a cache's tables what was stored after one of its rows, by default everything; the same again
 * copies nothing.
 */
export const mergeInto = Effect.fnUntraced(function*(
  { prepare, run, transaction }: Database,
  source: string,
  after = 0
): Effect.fn.Return<Merged, StorageError> {
  yield* run("ATTACH ? AS source", [source])
  return yield* Effect.ensuring(
    transaction((): Merged => {
      const last = prepare("SELECT coalesce(max(id), 0) FROM main.generation").pluck().get()
      const offered = Number(
        prepare(`SELECT count(*) FROM source.generation WHERE ${later}`).pluck().get(after)
      )
      const { changes: added } = prepare(copies.added).run(after)
      prepare(copies.requests).run(last)
      const { changes: differing } = prepare(copies.differing).run(after)
      const { changes: alternatives } = prepare(copies.alternatives).run()
      const { changes: failures } = prepare(copies.failures).run()
      return { source, added, known: offered - added, alternatives: differing + alternatives, failures }
    }),
    Effect.orDie(run("DETACH source"))
  )
})

/** Checks that a file is a cache, and brings it to the newest format. */
export const prepareSource = (location: string): Effect.Effect<unknown, StorageError> =>
  Effect.zipRight(
    requireFile(location, "cache"),
    Effect.scoped(openDatabase({ location, migrations: cacheMigrations }))
  )

const pathOf = (location: string) => Effect.promise(() => realpath(location).catch(() => location))

/**
 * Merges caches into another, which is made where there is none; its own answers stay the first ones.
 *
 * All sources are checked before anything is copied. Done twice, the second time changes nothing.
 */
export const mergeCaches = (
  sources: readonly string[],
  target: string
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
    return yield* Effect.forEach(sources, (source) => mergeInto(database, source))
  }))
