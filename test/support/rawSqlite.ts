/**
 * An SQLite file seen from outside, as another process would.
 */
import { Effect, type Scope } from "effect"
import { createRequire } from "node:module"
import { driverPackage } from "../../layers/sqlite/driverPackage.ts"

/** The part of better-sqlite3 that is used here; it has no types of its own. */
const Database = createRequire(import.meta.url)(driverPackage(process.version)) as new(
  path: string,
  options: { readonly timeout: number }
) => {
  readonly prepare: (sql: string) => { readonly all: () => readonly unknown[] }
  readonly exec: (sql: string) => unknown
  readonly close: () => unknown
}

interface Raw {
  readonly rows: (sql: string) => readonly unknown[]
  readonly execute: (sql: string) => void
}

/** Opens a file until the scope closes; it does not wait for locks. */
export const rawSqlite = (path: string): Effect.Effect<Raw, never, Scope.Scope> =>
  Effect.map(
    Effect.acquireRelease(
      Effect.sync(() => new Database(path, { timeout: 0 })),
      (database) => Effect.sync(() => database.close())
    ),
    (database) => ({
      rows: (sql) => database.prepare(sql).all(),
      execute: (sql) => void database.exec(sql)
    })
  )
