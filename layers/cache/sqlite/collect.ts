/**
 * Removing answers and refusals that no record refers to.
 */
import { Effect } from "effect"
import { readdir } from "node:fs/promises"
import { join } from "node:path"
import { StorageError } from "../../../src/storage/StorageError.ts"
import { type Tell, tellNobody } from "../../../src/storage/Tell.ts"
import { selectRequests, sessionTables } from "../../results/sqlite/requests.ts"
import { resultsMigrations } from "../../results/sqlite/schema.ts"
import { runAside } from "../../sqlite/aside.ts"
import type { Database } from "../../sqlite/Database.ts"
import { inSteps } from "../../sqlite/steps.ts"
import { openCacheAlone } from "./open.ts"

/** What no record refers to. */
export interface Unreferenced {
  readonly generations: number
  /** Refused requests, which have no answer: a run that asks them again asks the server. */
  readonly failures: number
  /** Bytes of the prompts and answers of both. */
  readonly bytes: number
  /** How many generations of each model. */
  readonly models: readonly { readonly model: string; readonly generations: number }[]
  /** Results files whose records were looked at. */
  readonly results: readonly string[]
}

const note = (tables: readonly string[]) =>
  `INSERT OR IGNORE INTO temp.referenced SELECT unhex(request) FROM (${selectRequests("results", tables)})`

const selectUnreferenced = `SELECT json_extract(request, '$[1]') AS model, count(*) AS generations,
    total(octet_length(answer) + octet_length(request)) AS bytes
  FROM main.generation JOIN main.request USING (id)
  WHERE digest NOT IN (SELECT digest FROM temp.referenced) GROUP BY 1 ORDER BY 2 DESC, 1`

const selectFailures = `SELECT count(*) AS failures, total(octet_length(request)) AS bytes FROM main.failure
  WHERE digest NOT IN (SELECT digest FROM temp.referenced)`

/** What is removed from, and what its rows are. */
const removed = [["generation", "generations"], ["failure", "refused requests"]] as const

const removeFrom = (table: string) =>
  `DELETE FROM main.${table} WHERE id > ? AND id <= ? AND digest NOT IN (SELECT digest FROM temp.referenced)`

/** Every file of the folder that may have records; where one cannot be read, nothing may be removed. */
const databasesIn = (folder: string, cache: string) =>
  Effect.map(
    Effect.tryPromise({
      try: () => readdir(folder, { recursive: true }),
      catch: (cause) =>
        new StorageError({
          reason: "Failed",
          location: folder,
          message: `${folder}: the folder cannot be read (${cause instanceof Error ? cause.message : cause})`
        })
    }),
    (names) =>
      names.filter((name) => name.endsWith(".sqlite")).map((name) => join(folder, name))
        .filter((path) => path !== cache).toSorted()
  )

const isOurs = "SELECT count(*) FROM results.sqlite_master WHERE name IN ('experiment', 'observation')"
const isArchive = "SELECT count(*) FROM results.sqlite_master WHERE name = 'archive'"

/** Notes what the records in a file refer to; false when it has none of ours. */
const noteReferences = (
  { location: cache, perform, prepare, run }: Database,
  location: string
): Effect.Effect<boolean, StorageError> =>
  Effect.acquireUseRelease(
    run("ATTACH ? AS results", [location]),
    () =>
      perform(() => {
        if (prepare(isOurs).pluck().get() !== 2) return false
        const version = Number(prepare("PRAGMA results.user_version").pluck().get())
        if (prepare(isArchive).pluck().get() === 0 && version > resultsMigrations.length) {
          throw new StorageError({
            reason: "Newer",
            location,
            message: "a newer version of llm-introspect made it, so what it refers to is unknown; update"
          })
        }
        const tables = prepare("SELECT name FROM results.sqlite_master").pluck().all()
        prepare(note(sessionTables.filter((table) => tables.includes(table)))).run()
        return true
      }),
    () => Effect.orDie(run("DETACH results"))
  ).pipe(
    Effect.mapError(({ message, reason }) => {
      // SQLite's errors name the file that the other is attached to.
      const problem = message.replace(`${cache}: `, "")
      return new StorageError({ reason, location, message: `nothing is removed: ${location}: ${problem}` })
    })
  )

/**
 * Removes answers and refusals that no record in any file of the folder refers to; with `dry` only tells which.
 *
 * It works alone: a run that has read an answer and not yet recorded it would lose it.
 */
export const collectGarbage = (options: {
  readonly location: string
  readonly folder: string
  readonly dry: boolean
  readonly tell?: Tell
}): Effect.Effect<Unreferenced, StorageError> =>
  Effect.scoped(Effect.gen(function*() {
    const { dry, folder, location, tell = tellNobody } = options
    const database = yield* openCacheAlone(location)
    const { perform, prepare, run, transaction } = database
    yield* run("CREATE TEMP TABLE referenced (digest BLOB PRIMARY KEY) WITHOUT ROWID")
    const files = yield* databasesIn(folder, location)
    const results = yield* Effect.filter(files, (path, i) => {
      tell("results files", i, files.length)
      return Effect.zipRight(Effect.sleep(0), noteReferences(database, path))
    })
    tell("what nothing refers to", 0, null)
    yield* Effect.sleep(0)
    const models = yield* perform(() =>
      prepare(selectUnreferenced).all() as readonly {
        readonly model: string
        readonly generations: number
        readonly bytes: number
      }[]
    )
    const { bytes, failures } = yield* perform(() =>
      prepare(selectFailures).get() as { readonly failures: number; readonly bytes: number }
    )
    const generations = models.reduce((sum, row) => sum + row.generations, 0)
    if (!dry && generations + failures > 0) {
      for (const [table, what] of removed) {
        yield* inSteps(
          database,
          { table: `main.${table}`, key: "id" },
          transaction,
          (after, through) => {
            prepare(removeFrom(table)).run(after, through)
          },
          (done, total) => tell(what, done, total)
        )
      }
      tell("giving the room back (VACUUM)", 0, null)
      yield* runAside(location, "VACUUM")
    }
    return {
      generations,
      failures,
      bytes: models.reduce((sum, row) => sum + row.bytes, bytes),
      models: models.map(({ generations, model }) => ({ model, generations })),
      results
    }
  }))
