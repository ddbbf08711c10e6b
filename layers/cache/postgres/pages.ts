/**
 * Going through a table that is too large to be held.
 */
import { Effect } from "effect"
import type { StorageError } from "../../../src/storage/StorageError.ts"
import type { Connection } from "./Connection.ts"

export type Row = { readonly [column: string]: unknown }

/** Rows that are held at once. */
export const pageSize = 500

/** Gives all rows of a query without `WHERE`, a page at a time, in the order of the columns of a unique key. */
export const eachPage = Effect.fnUntraced(function*(
  { run }: Connection,
  select: string,
  key: readonly string[],
  each: (page: readonly Row[]) => Effect.Effect<unknown, StorageError>
): Effect.fn.Return<void, StorageError> {
  const order = key.join(", ")
  const after = `WHERE (${order}) > (${key.map((_, i) => `$${i + 2}`).join(", ")})`
  let page: readonly Row[] = []
  do {
    const last = page.at(-1)
    page = yield* run(`${select} ${last === undefined ? "" : after} ORDER BY ${order} LIMIT $1`, [
      pageSize,
      ...last === undefined ? [] : key.map((column) => last[column])
    ])
    yield* each(page)
  } while (page.length === pageSize)
})
