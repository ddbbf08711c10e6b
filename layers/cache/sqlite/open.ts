/**
 * The file of a cache, opened for what is done to a whole cache.
 */
import { Effect, type Scope } from "effect"
import { access } from "node:fs/promises"
import { StorageError } from "../../../src/storage/StorageError.ts"
import type { Database } from "../../sqlite/Database.ts"
import { openDatabase } from "../../sqlite/open.ts"
import { holdAlone, holdShare } from "../../sqlite/SharedLock.ts"
import { cacheMigrations } from "./schema.ts"

/** Those who use a cache hold a share of this lock, so that nothing is removed that a run has just read. */
export const lockOf = (location: string) => `${location}.lock`

const openWith = Effect.fnUntraced(function*(
  location: string,
  lock: typeof holdShare
): Effect.fn.Return<Database, StorageError, Scope.Scope> {
  const database = yield* openDatabase({ location, migrations: cacheMigrations })
  yield* lock(lockOf(location))
  yield* database.run("PRAGMA foreign_keys = ON")
  return database
})

/** Opens a cache among others, making it where there is none; closed with the scope. */
export const openCache = (location: string): Effect.Effect<Database, StorageError, Scope.Scope> =>
  openWith(location, holdShare)

/** Fails where there is no such file. */
export const requireFile = (location: string, what: string): Effect.Effect<void, StorageError> =>
  Effect.tryPromise({
    try: () => access(location),
    catch: () =>
      new StorageError({ reason: "Missing", location, message: `${location}: there is no ${what} here` })
  })

/** Opens a cache that exists, among others. */
export const openExistingCache = (location: string): Effect.Effect<Database, StorageError, Scope.Scope> =>
  Effect.zipRight(requireFile(location, "cache"), openCache(location))

/** Opens a cache that exists while nobody else uses it. */
export const openCacheAlone = (location: string): Effect.Effect<Database, StorageError, Scope.Scope> =>
  Effect.zipRight(requireFile(location, "cache"), openWith(location, holdAlone))
