/**
 * An SQLite file, opened so that it is durable and its errors are clear.
 */
import { Effect, Schedule, type Scope } from "effect"
import { mkdir } from "node:fs/promises"
import { dirname } from "node:path"
import { StorageError } from "../../src/storage/StorageError.ts"
import { type Connection, connection, type Row, type Statement } from "./driver.ts"
import { storageError } from "./errors.ts"
import { readingTurns } from "./readingTurns.ts"

/** One connection to one file. */
export interface Database {
  readonly location: string
  /** Prepares a statement, once for each text. It and the statement throw: both belong inside the effects below. */
  readonly prepare: (sql: string) => Statement
  /** Does synchronous work with statements; what it throws becomes a `StorageError`. Tried once. */
  readonly attempt: <A>(work: () => A) => Effect.Effect<A, StorageError>
  /** The same, waiting while another process has the file locked. */
  readonly perform: <A>(work: () => A) => Effect.Effect<A, StorageError>
  /** The same for reads, of which a turn of the event loop may do many: see `readingTurns`. */
  readonly read: <A>(work: () => A) => Effect.Effect<A, StorageError>
  /** A read at once, outside of effects; null where it cannot be done, of which `read` tells why. */
  readonly peek: <A>(work: () => A) => A | null
  /** The same in one transaction, which rolls back when the work throws. */
  readonly transaction: <A>(work: () => A) => Effect.Effect<A, StorageError>
  /** Runs one statement with its parameters, and returns the rows. */
  readonly run: (sql: string, parameters?: readonly unknown[]) => Effect.Effect<readonly Row[], StorageError>
}

export interface DatabaseOptions {
  readonly location: string
  /** Statements that bring a file of version i to version i + 1; a new file has version 0. */
  readonly migrations: readonly (readonly string[])[]
  /** False for what need not outlast the machine, such as a lock: nothing then waits for the disk. */
  readonly isLasting?: boolean
  /** Bytes of a page of a new file; default SQLite's own 4096. */
  readonly pageSize?: number
}

/** A statement that waits for a lock blocks the whole process, so it waits only shortly, and then others may work. */
const blockedMillis = 20
const whileHeld = Schedule.intersect(Schedule.spaced("20 millis"), Schedule.recurUpTo("1 minute"))

const isHeld = ({ reason }: StorageError) => reason === "Held"

const wrap = (
  location: string,
  file: Connection
): { readonly database: Database; readonly close: Effect.Effect<void> } => {
  const statements = new Map<string, Statement>()

  const prepare = (sql: string): Statement => {
    const known = statements.get(sql)
    if (known !== undefined) return known
    const statement = file.prepare(sql)
    statements.set(sql, statement)
    return statement
  }

  const toError = storageError(location)

  const attempt = <A>(work: () => A): Effect.Effect<A, StorageError> =>
    Effect.try({ try: work, catch: toError })

  /** Every request goes through this several times: one step where nothing is in the way. */
  const perform = <A>(work: () => A): Effect.Effect<A, StorageError> =>
    Effect.suspend(() => {
      try {
        return Effect.succeed(work())
      } catch (thrown) {
        const error = toError(thrown)
        return isHeld(error)
          ? Effect.retry(attempt(work), { schedule: whileHeld, while: isHeld })
          : Effect.fail(error)
      }
    })

  const reading = readingTurns(file, prepare)

  const read = <A>(work: () => A): Effect.Effect<A, StorageError> =>
    perform(() => {
      reading.begin()
      return work()
    })

  const peek = <A>(work: () => A): A | null => {
    try {
      reading.begin()
      return work()
    } catch {
      return null
    }
  }

  const transaction = <A>(work: () => A): Effect.Effect<A, StorageError> =>
    perform(() => {
      reading.end()
      prepare("BEGIN IMMEDIATE").run()
      try {
        const result = work()
        prepare("COMMIT").run()
        return result
      } catch (error) {
        if (file.inTransaction) prepare("ROLLBACK").run()
        throw error
      }
    })

  const run = (sql: string, parameters: readonly unknown[] = []) =>
    perform(() => {
      reading.end()
      const statement = prepare(sql)
      if (statement.reader) return statement.all(...parameters) as readonly Row[]
      statement.run(...parameters)
      return []
    })

  const close = Effect.sync(() => {
    reading.end()
    file.close()
  })

  return { database: { location, prepare, attempt, perform, read, peek, transaction, run }, close }
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

const versionOf = ({ prepare }: Database) => Number(prepare("PRAGMA user_version").pluck().get())

/** Our own files have a version from their first transaction on. */
const isEmpty = ({ prepare }: Database) => prepare("SELECT 1 FROM sqlite_master LIMIT 1").get() === undefined

/** Brings a file to the newest version, or says why it cannot be used. */
const migrate = Effect.fnUntraced(function*(database: Database, steps: DatabaseOptions["migrations"]) {
  const { location, perform, prepare, transaction } = database
  const found = yield* perform(() => versionOf(database))
  if (found > steps.length) {
    return yield* new StorageError({
      reason: "Newer",
      location,
      message:
        `${location}: a newer version of llm-introspect made it (format ${found}, known up to ${steps.length}); update`
    })
  }
  if (found === steps.length) return
  yield* transaction(() => {
    const current = versionOf(database)
    if (current === 0 && !isEmpty(database)) {
      throw new StorageError({
        reason: "Differs",
        location,
        message: `${location}: another program made it; use another --persistent-dir, or move the file away`
      })
    }
    for (const statement of steps.slice(current).flat()) prepare(statement).run()
    prepare(`PRAGMA user_version = ${steps.length}`).run()
  })
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

const connect = (location: string, readonly: boolean): Effect.Effect<Database, StorageError, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.try({
      try: () => wrap(location, connection(location, { readonly, timeout: blockedMillis })),
      catch: storageError(location)
    }),
    ({ close }) => close
  ).pipe(Effect.map(({ database }) => database))

/** Opens a file for reading and writing, making and migrating it where needed; closed with the scope. */
export const openDatabase = Effect.fnUntraced(function*(
  { isLasting = true, location, migrations, pageSize }: DatabaseOptions
): Effect.fn.Return<Database, StorageError, Scope.Scope> {
  yield* makeFolder(location)
  const database = yield* connect(location, false)
  if (pageSize !== undefined) yield* database.run(`PRAGMA page_size = ${pageSize}`)
  yield* chooseJournal(database, isLasting)
  yield* migrate(database, migrations)
  return database
})

/** Opens an existing file only to look at it; closed with the scope. */
export const openReadOnly = (location: string): Effect.Effect<Database, StorageError, Scope.Scope> =>
  connect(location, true)
