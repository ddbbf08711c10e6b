/**
 * One writer per experiment, and a second one is told who the first is.
 *
 * The lock is a write transaction on a small SQLite file: the operating system ends it with the process, however the
 * process ends, so there is no stale lock to remove.
 */
import { Clock, Effect, type Scope } from "effect"
import { hostname } from "node:os"
import { StorageError } from "../../src/storage/StorageError.ts"
import type { Database } from "../sqlite/Database.ts"
import { openDatabase } from "../sqlite/open.ts"

const migrations = [[
  "CREATE TABLE holder (id INTEGER PRIMARY KEY CHECK (id = 1), name TEXT NOT NULL) STRICT"
]]

const nameOf = ({ run }: Database) =>
  Effect.map(run("SELECT name FROM holder"), ([row]) => String(row?.["name"] ?? "another process"))

/** Holds the lock until the scope closes, or fails with `Held`. */
export const holdLock = Effect.fnUntraced(function*(
  location: string,
  what: string
): Effect.fn.Return<void, StorageError, Scope.Scope> {
  const database = yield* openDatabase({ location, migrations, isLasting: false })
  const { attempt, prepare, run } = database
  yield* run("PRAGMA busy_timeout = 0")
  const begin = Effect.catchIf(
    attempt(() => prepare("BEGIN IMMEDIATE").run()),
    ({ reason }) => reason === "Held",
    () =>
      Effect.flatMap(nameOf(database), (name) =>
        new StorageError({
          reason: "Held",
          location: what,
          message: `${what} is being written by ${name}; wait for it to end, or stop it`
        }))
  )
  const now = new Date(yield* Clock.currentTimeMillis).toISOString()
  yield* begin
  yield* run("INSERT OR REPLACE INTO holder (id, name) VALUES (1, ?)", [
    `process ${process.pid} on ${hostname()} since ${now}`
  ])
  yield* run("COMMIT")
  yield* begin
  yield* Effect.addFinalizer(() => Effect.ignore(run("ROLLBACK")))
})
