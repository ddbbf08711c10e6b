/**
 * Going through a large table a step at a time, so that the display, signals and other processes have their turn.
 */
import { Effect } from "effect"
import type { StorageError } from "../../src/storage/StorageError.ts"
import type { Database } from "./Database.ts"

/** Rows of a table by a whole number: its key, or the first column of it. */
export interface Steps {
  readonly table: string
  readonly key: string
  /** Only rows above it; default all, which begin at 0. */
  readonly after?: number
}

/** Rows in one step: some milliseconds of work. */
const stepSize = 2000

/** Does some work of SQLite's that throws. */
type Within = <A>(work: () => A) => Effect.Effect<A, StorageError>

/**
 * Does the work for each step's rows, `key > after AND key <= through`, and tells how many rows that were.
 *
 * @param within `perform` of the database, or `transaction` for a transaction of each step's own
 * @param tell hears how many rows are done, and of how many
 */
export const inSteps = Effect.fnUntraced(function*(
  { perform, prepare }: Database,
  { after = -1, key, table }: Steps,
  within: Within,
  work: (after: number, through: number) => void,
  tell: (done: number, total: number) => void
): Effect.fn.Return<void, StorageError> {
  const next = `SELECT count(*) AS count, max(place) AS through
    FROM (SELECT ${key} AS place FROM ${table} WHERE ${key} > ? ORDER BY ${key} LIMIT ${stepSize})`
  const total = yield* perform(() =>
    Number(prepare(`SELECT count(*) FROM ${table} WHERE ${key} > ?`).pluck().get(after))
  )
  let [last, done] = [after, 0]
  while (true) {
    tell(done, total)
    // SQLite's work blocks the process.
    yield* Effect.sleep(0)
    const from = last
    const { count, through } = yield* within(() => {
      const found = prepare(next).get(from) as { readonly count: number; readonly through: number | null }
      if (found.through !== null) work(from, found.through)
      return found
    })
    if (through === null) return
    last = through
    done += count
  }
})

/**
 * Everything within one transaction, which is undone when anything fails. Attached files are only read where they are
 * only read (`BEGIN IMMEDIATE` keeps other writers out from the start, of all of them); no one else may use this
 * connection meanwhile.
 */
export const wholly = <A, E, R>(
  { run }: Database,
  effect: Effect.Effect<A, E, R>,
  begin: "BEGIN" | "BEGIN IMMEDIATE" = "BEGIN"
): Effect.Effect<A, E | StorageError, R> =>
  Effect.acquireUseRelease(
    run(begin),
    () => Effect.tap(effect, () => run("COMMIT")),
    (_, exit) => exit._tag === "Success" ? Effect.void : Effect.ignore(run("ROLLBACK"))
  )
