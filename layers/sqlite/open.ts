/**
 * Opening an SQLite file so that it is durable, and of the newest layout.
 */
import { Effect, type Scope } from "effect"
import { mkdir } from "node:fs/promises"
import { dirname } from "node:path"
import { StorageError } from "../../src/storage/StorageError.ts"
import { type Showing, showNobody } from "../../src/storage/Tell.ts"
import { connect, type Database } from "./Database.ts"
import { migrate, type Migrations } from "./migrate.ts"

export interface DatabaseOptions {
  readonly location: string
  readonly migrations: Migrations
  /** Shows how far it is while rows of an older file are rewritten; default to nobody. */
  readonly showing?: Showing | undefined
  /** False for what need not outlast the machine, such as a lock: nothing then waits for the disk. */
  readonly isLasting?: boolean
  /** Bytes of a page of a new file; default SQLite's own 4096. */
  readonly pageSize?: number
}

/**
 * How long the log grows before it is written into the file, which waits for the disk twice. With SQLite's own
 * 1,000 pages, 20,000 answers took a third more time and a tenth more CPU.
 */
const checkpointBytes = 16 * 2 ** 20

/** WAL where the file system can; elsewhere (network file systems) a rollback journal, with a warning. */
const chooseJournal = Effect.fnUntraced(function*({ location, run }: Database, isLasting: boolean) {
  if (!isLasting) yield* run("PRAGMA synchronous = OFF")
  const answer = yield* Effect.either(run("PRAGMA journal_mode = WAL"))
  if (answer._tag === "Left" && answer.left.reason !== "Failed") return yield* answer.left
  if (answer._tag === "Left" || answer.right[0]?.["journal_mode"] !== "wal") {
    yield* run("PRAGMA journal_mode = DELETE")
    yield* Effect.logWarning(
      `${location}: this file system does not allow SQLite's WAL; using a rollback journal`
    )
    return
  }
  if (isLasting) yield* run("PRAGMA synchronous = NORMAL")
  const [pages] = yield* run("PRAGMA page_size")
  yield* run(`PRAGMA wal_autocheckpoint = ${Math.round(checkpointBytes / Number(pages?.["page_size"]))}`)
})

/** Makes the folder of a file. */
const makeFolder = (location: string) =>
  Effect.tryPromise({
    try: () => mkdir(dirname(location), { recursive: true }),
    catch: (cause) =>
      new StorageError({
        reason: "Unwritable",
        location,
        message:
          `${dirname(location)}: the folder cannot be made (${
            cause instanceof Error ? cause.message : cause
          })`
          + "; choose another --persistent-dir"
      })
  })

/** Opens a file for reading and writing, making and migrating it where needed; closed with the scope. */
export const openDatabase = Effect.fnUntraced(function*(
  { isLasting = true, location, migrations, pageSize, showing = showNobody }: DatabaseOptions
): Effect.fn.Return<Database, StorageError, Scope.Scope> {
  yield* makeFolder(location)
  const database = yield* connect(location, false)
  if (pageSize !== undefined) yield* database.run(`PRAGMA page_size = ${pageSize}`)
  yield* chooseJournal(database, isLasting)
  yield* migrate(database, migrations, showing)
  return database
})

/** Opens an existing file only to look at it; closed with the scope. */
export const openReadOnly = (location: string): Effect.Effect<Database, StorageError, Scope.Scope> =>
  connect(location, true)
