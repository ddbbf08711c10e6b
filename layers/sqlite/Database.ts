/**
 * An SQLite file, opened so that it is durable and its errors are clear.
 */
import * as Reactivity from "@effect/experimental/Reactivity"
import * as SqliteClient from "@effect/sql-sqlite-node/SqliteClient"
import type { Connection } from "@effect/sql/SqlConnection"
import { Effect, type Scope } from "effect"
import { mkdir } from "node:fs/promises"
import { dirname } from "node:path"
import { StorageError } from "../../src/storage/StorageError.ts"
import { storageError } from "./errors.ts"

type Row = { readonly [column: string]: unknown }

/** One connection to one file. */
export interface Database {
  readonly location: string
  /** Runs one statement with its parameters, and returns the rows. */
  readonly run: (sql: string, parameters?: readonly unknown[]) => Effect.Effect<readonly Row[], StorageError>
  /** Runs an effect in one transaction, which waits for other writers and rolls back on failure. */
  readonly transaction: <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E | StorageError, R>
}

export interface DatabaseOptions {
  readonly location: string
  /** Statements that bring a file of version i to version i + 1; a new file has version 0. */
  readonly migrations: readonly (readonly string[])[]
}

const wrap = (location: string, connection: Connection): Database => {
  const run = (sql: string, parameters: readonly unknown[] = []) =>
    Effect.mapError(connection.execute(sql, parameters, undefined), storageError(location)) as Effect.Effect<
      readonly Row[],
      StorageError
    >
  const oneAtATime = Effect.unsafeMakeSemaphore(1)
  const transaction = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
    oneAtATime.withPermits(1)(
      Effect.acquireUseRelease(
        run("BEGIN IMMEDIATE"),
        () => Effect.tap(effect, () => run("COMMIT")),
        (_, exit) => exit._tag === "Success" ? Effect.void : Effect.ignore(run("ROLLBACK"))
      )
    )
  return { location, run, transaction }
}

/** WAL where the file system can; elsewhere (network file systems) a rollback journal, with a warning. */
const chooseJournal = Effect.fnUntraced(function*({ location, run }: Database) {
  const answer = yield* Effect.either(run("PRAGMA journal_mode = WAL"))
  if (answer._tag === "Left" && answer.left.reason !== "Failed") return yield* answer.left
  if (answer._tag === "Left" || answer.right[0]?.["journal_mode"] !== "wal") {
    yield* run("PRAGMA journal_mode = DELETE")
    yield* Effect.logWarning(
      `${location}: this file system does not allow SQLite's WAL; using a rollback journal`
    )
    return
  }
  yield* run("PRAGMA synchronous = NORMAL")
})

/** Our own files have a version from their first transaction on. */
const isEmpty = ({ run }: Pick<Database, "run">) =>
  Effect.map(run("SELECT 1 FROM sqlite_master LIMIT 1"), (rows) => rows.length === 0)

const migrate = Effect.fnUntraced(
  function*({ location, run, transaction }: Database, steps: DatabaseOptions["migrations"]) {
    const versionOf = Effect.map(run("PRAGMA user_version"), ([row]) => Number(row?.["user_version"]))
    const found = yield* versionOf
    if (found > steps.length) {
      return yield* new StorageError({
        reason: "Newer",
        location,
        message:
          `${location}: a newer version of llm-introspect made it (format ${found}, known up to ${steps.length}); update`
      })
    }
    if (found === steps.length) return
    yield* transaction(
      Effect.gen(function*() {
        const current = yield* versionOf
        if (current === 0 && !(yield* isEmpty({ run }))) {
          return yield* new StorageError({
            reason: "Differs",
            location,
            message:
              `${location}: another program made it; use another --persistent-dir, or move the file away`
          })
        }
        yield* Effect.forEach(steps.slice(current).flat(), (statement) => run(statement), { discard: true })
        yield* run(`PRAGMA user_version = ${steps.length}`)
      })
    )
  }
)

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

const connect = (options: SqliteClient.SqliteClientConfig) =>
  SqliteClient.make({ disableWAL: true, ...options }).pipe(
    Effect.provide(Reactivity.layer),
    Effect.catchAllDefect((defect) => Effect.fail(storageError(options.filename)(defect))),
    Effect.flatMap((client) => Effect.mapError(client.reserve, storageError(options.filename))),
    Effect.map((connection) => wrap(options.filename, connection))
  )

/** Opens a file for reading and writing, making and migrating it where needed; closed with the scope. */
export const openDatabase = Effect.fnUntraced(function*(
  { location, migrations }: DatabaseOptions
): Effect.fn.Return<Database, StorageError, Scope.Scope> {
  yield* makeFolder(location)
  const database = yield* connect({ filename: location })
  yield* chooseJournal(database)
  yield* migrate(database, migrations)
  return database
})

/** Opens an existing file only to look at it; closed with the scope. */
export const openReadOnly = (location: string): Effect.Effect<Database, StorageError, Scope.Scope> =>
  connect({ filename: location, readonly: true })
