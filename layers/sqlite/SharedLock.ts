/**
 * Many who use something, or one who clears it away.
 *
 * The lock is SQLite's own on an empty file: a reader's that many may hold, or a writer's that excludes them. The
 * operating system ends it with the process, however the process ends.
 */
import { Effect, type Scope } from "effect"
import { StorageError } from "../../src/storage/StorageError.ts"
import { connection } from "./driver.ts"
import { storageError } from "./errors.ts"

const hold = (location: string, statements: readonly string[]) =>
  Effect.gen(function*() {
    const file = yield* Effect.acquireRelease(
      Effect.try({
        try: () => connection(location, { readonly: false, timeout: 1000 }),
        catch: storageError(location)
      }),
      (file) => Effect.sync(() => file.close())
    )
    yield* Effect.try({
      try: () => {
        for (const sql of statements) {
          const statement = file.prepare(sql)
          if (statement.reader) statement.all()
          else statement.run()
        }
      },
      catch: storageError(location)
    })
  })

const heldBy = (message: string) => (error: StorageError) =>
  error.reason === "Held"
    ? new StorageError({ reason: "Held", location: error.location, message: `${error.location}: ${message}` })
    : error

/** Holds a share of the lock until the scope closes; fails with `Held` while somebody has it alone. */
export const holdShare = (location: string): Effect.Effect<void, StorageError, Scope.Scope> =>
  Effect.mapError(
    hold(location, ["BEGIN", "SELECT 1 FROM sqlite_master"]),
    heldBy("another process is clearing up there; wait for it to end")
  )

/** Holds the lock alone until the scope closes; fails with `Held` while others have a share. */
export const holdAlone = (location: string): Effect.Effect<void, StorageError, Scope.Scope> =>
  Effect.mapError(
    hold(location, ["BEGIN EXCLUSIVE"]),
    heldBy("a run or another command is using it; wait for it to end, or stop it")
  )
