/**
 * Bringing a file to the newest version of its layout, wholly or not at all.
 */
import { Effect } from "effect"
import { StorageError } from "../../src/storage/StorageError.ts"
import type { Showing } from "../../src/storage/Tell.ts"
import type { Database } from "./Database.ts"
import { inSteps, type Steps, wholly } from "./steps.ts"

/** Rows of a table that are written anew: of many, one statement would be deaf to the display and to signals. */
export interface Rewriting extends Pick<Steps, "table" | "key"> {
  /** What the rows are, in a word. */
  readonly what: string
  /** Done for each step's rows, `key > ? AND key <= ?`. */
  readonly statements: readonly string[]
}

/** An index of a table's rows: one statement, however many there are, which nobody can ask how far it is. */
export interface Indexing extends Pick<Steps, "table"> {
  /** What the rows are, in a word. */
  readonly what: string
  readonly index: string
}

/** What brings a file of version i to version i + 1, in order; a new file has version 0. */
export type Migrations = readonly (readonly (string | Rewriting | Indexing)[])[]

/** All statements of some migrations, as a new file needs them: it has no rows that could be rewritten. */
export const statementsOf = (migrations: Migrations): readonly string[] =>
  migrations.flat().flatMap((part) => {
    if (typeof part === "string") return [part]
    return "index" in part ? [part.index] : []
  })

/** The version of a file's layout; throws. */
export const layoutVersion = ({ prepare }: Database): number =>
  Number(prepare("PRAGMA user_version").pluck().get())

/** Our own files have a version from their first transaction on. */
const isEmpty = ({ prepare }: Database) => prepare("SELECT 1 FROM sqlite_master LIMIT 1").get() === undefined

const countOf = ({ perform, prepare }: Database, table: string) =>
  perform(() => Number(prepare(`SELECT count(*) FROM ${table}`).pluck().get()))

const rewrite = Effect.fnUntraced(function*(
  database: Database,
  { key, statements, table, what }: Rewriting,
  showing: Showing
) {
  const { location, perform, prepare } = database
  const count = yield* countOf(database, table)
  yield* Effect.logInfo(
    `${location}: its ${count} ${what} are rewritten, for which it needs as much room again`
  )
  const tell = yield* showing
  yield* inSteps(
    database,
    { table, key },
    perform,
    (after, through) => {
      for (const sql of statements) prepare(sql).run(after, through)
    },
    (done, total) => tell(what, done, total)
  )
}, Effect.scoped)

const makeIndex = Effect.fnUntraced(function*(database: Database, { index, table, what }: Indexing) {
  const count = yield* countOf(database, table)
  if (count > 0) yield* Effect.logInfo(`${database.location}: making an index of its ${count} ${what}`)
  yield* database.run(index)
})

const bringUp = Effect.fnUntraced(function*(database: Database, migrations: Migrations, showing: Showing) {
  const { location, perform, run } = database
  // Another process may have done it meanwhile.
  const current = yield* perform(() => layoutVersion(database))
  if (current === 0 && !(yield* perform(() => isEmpty(database)))) {
    return yield* new StorageError({
      reason: "Differs",
      location,
      message: `${location}: another program made it; use another --persistent-dir, or move the file away`
    })
  }
  if (current > 0 && current < migrations.length) {
    yield* Effect.logInfo(
      `${location}: an earlier version made it; bringing it from format ${current} to ${migrations.length}. `
        + "An interruption leaves it as it was"
    )
  }
  for (const part of migrations.slice(current).flat()) {
    if (typeof part === "string") yield* run(part)
    else if ("index" in part) yield* makeIndex(database, part)
    else if (current > 0) yield* rewrite(database, part, showing)
  }
  yield* run(`PRAGMA user_version = ${migrations.length}`)
})

/**
 * Brings a file to the newest version in one transaction, or says why it cannot be used.
 *
 * @param showing shows how far it is where there are rows to rewrite
 */
export const migrate = Effect.fnUntraced(function*(
  database: Database,
  migrations: Migrations,
  showing: Showing
): Effect.fn.Return<void, StorageError> {
  const { location, perform, run } = database
  const found = yield* perform(() => layoutVersion(database))
  if (found > migrations.length) {
    return yield* new StorageError({
      reason: "Newer",
      location,
      message:
        `${location}: a newer version of llm-introspect made it (format ${found}, known up to ${migrations.length}); update`
    })
  }
  if (found < migrations.length) {
    yield* wholly(database, bringUp(database, migrations, showing), "BEGIN IMMEDIATE")
    // The log is as large as what was rewritten; whoever only looks on could not take it away.
    if (found > 0) yield* run("PRAGMA wal_checkpoint(TRUNCATE)")
  }
})
