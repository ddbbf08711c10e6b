/**
 * A database of a Postgres server, with errors that are clear and never show the password.
 */
import * as Reactivity from "@effect/experimental/Reactivity"
import * as PgClient from "@effect/sql-pg/PgClient"
import { Effect, Redacted, Schedule, type Scope } from "effect"
import { StorageError } from "../../../src/storage/StorageError.ts"
import { isPassing, postgresError } from "./errors.ts"
import { postgresMigrations } from "./schema.ts"
import { withoutPassword } from "./url.ts"

type Row = { readonly [column: string]: unknown }

export interface Connection {
  /** The URL without its password, for messages. */
  readonly location: string
  /** Runs one statement with its parameters; waits a minute for a server that has gone away. */
  readonly run: (sql: string, parameters: readonly unknown[]) => Effect.Effect<readonly Row[], StorageError>
  /** Runs statements in one transaction, again from its beginning where it is interfered with. */
  readonly transaction: <A>(
    work: (
      run: (sql: string, parameters: readonly unknown[]) => Effect.Effect<readonly Row[], unknown>
    ) => Effect.Effect<A, unknown>
  ) => Effect.Effect<A, StorageError>
}

const whilePassing = Schedule.intersect(
  Schedule.exponential("100 millis").pipe(Schedule.union(Schedule.spaced("2 seconds"))),
  Schedule.recurUpTo("1 minute")
)

/** One migration at a time, whoever comes: any number that other programs are unlikely to lock. */
const migrationLock = 7_204_112

const migrate = ({ location, transaction }: Connection) =>
  transaction((run) =>
    Effect.gen(function*() {
      yield* run("SELECT pg_advisory_xact_lock($1)", [migrationLock])
      yield* run("CREATE TABLE IF NOT EXISTS introspect_version (version INTEGER NOT NULL)", [])
      const [row] = yield* run("SELECT version FROM introspect_version", [])
      const found = Number(row?.["version"] ?? 0)
      if (found > postgresMigrations.length) {
        return yield* new StorageError({
          reason: "Newer",
          location,
          message:
            `${location}: a newer version of llm-introspect made its tables (format ${found}, known up to `
            + `${postgresMigrations.length}); update`
        })
      }
      if (found === postgresMigrations.length) return
      yield* Effect.forEach(postgresMigrations.slice(found).flat(), (sql) => run(sql, []), { discard: true })
      yield* run("DELETE FROM introspect_version", [])
      yield* run("INSERT INTO introspect_version (version) VALUES ($1)", [postgresMigrations.length])
    })
  )

/** Connects, and brings the tables to the newest format; closed with the scope. Tried once. */
export const connect = Effect.fnUntraced(function*(
  url: Redacted.Redacted
): Effect.fn.Return<Connection, StorageError, Scope.Scope> {
  const location = withoutPassword(Redacted.value(url))
  const toError = postgresError(location)
  const client = yield* PgClient.make({
    url,
    applicationName: "introspect",
    connectTimeout: "10 seconds"
  }).pipe(
    Effect.provide(Reactivity.layer),
    Effect.catchAllDefect(Effect.fail),
    Effect.mapError(toError)
  )
  const once = (sql: string, parameters: readonly unknown[]): Effect.Effect<readonly Row[], unknown> =>
    client.unsafe<Row>(sql, parameters)
  const patiently = <A>(effect: Effect.Effect<A, unknown>): Effect.Effect<A, StorageError> =>
    Effect.mapError(Effect.retry(effect, { while: isPassing, schedule: whilePassing }), toError)
  const connection: Connection = {
    location,
    run: (sql, parameters) => patiently(once(sql, parameters)),
    transaction: (work) => patiently(client.withTransaction(work(once)))
  }
  yield* migrate(connection)
  return connection
})
