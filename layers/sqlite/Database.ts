/**
 * A connection to an SQLite file, whose errors are clear and which waits for others.
 */
import { Effect, Schedule, type Scope } from "effect"
import type { StorageError } from "../../src/storage/StorageError.ts"
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

/** Connects to a file, which stays as it is; closed with the scope. */
export const connect = (
  location: string,
  readonly: boolean
): Effect.Effect<Database, StorageError, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.try({
      try: () => wrap(location, connection(location, { readonly, timeout: blockedMillis })),
      catch: storageError(location)
    }),
    ({ close }) => close
  ).pipe(Effect.map(({ database }) => database))
