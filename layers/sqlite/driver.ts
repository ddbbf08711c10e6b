/**
 * The part of better-sqlite3 that is used here; the package has no types of its own.
 *
 * It is used without @effect/sql-sqlite-node over it: a point read costs 4 us by a prepared statement and 10 to 28 us
 * through that package, an insert 8 and 40, and a transaction is one synchronous call here and many fiber steps there.
 */
import { createRequire } from "node:module"
import { driverPackage } from "./driverPackage.ts"

/** A row as SQLite gives it: a value for each column. */
export type Row = { readonly [column: string]: unknown }

/** A prepared statement. Its methods block, and throw errors with SQLite's `code`. */
export interface Statement {
  /** Whether it gives rows. */
  readonly reader: boolean
  readonly run: (...parameters: readonly unknown[]) => {
    readonly changes: number
    readonly lastInsertRowid: number
  }
  readonly get: (...parameters: readonly unknown[]) => unknown
  readonly all: (...parameters: readonly unknown[]) => readonly unknown[]
  readonly iterate: (...parameters: readonly unknown[]) => IterableIterator<unknown>
  /** Makes it give the first column alone. */
  readonly pluck: () => Statement
  /** Makes it give rows as lists of their columns. */
  readonly raw: () => Statement
}

export interface Connection {
  readonly inTransaction: boolean
  readonly prepare: (sql: string) => Statement
  readonly close: () => void
}

export interface ConnectionOptions {
  readonly readonly: boolean
  /** How long a statement blocks while another process writes, in milliseconds. */
  readonly timeout: number
}

const require = createRequire(import.meta.url)

/** Where the driver is, for another thread. */
export const driverPath = require.resolve(driverPackage(process.version))

const Driver = require(driverPath) as new(
  location: string,
  options: ConnectionOptions
) => Connection

/** Opens a file, or throws. */
export const connection = (location: string, options: ConnectionOptions): Connection =>
  new Driver(location, options)
