/**
 * What is stored of observations one after another in the order of `idx`, reading a page at a time.
 */
import { Effect } from "effect"
import type { StorageError } from "../../storage/StorageError.ts"

interface Indexed {
  readonly idx: number
}

/** A page of what comes after an `idx`, at most so many. */
type PageAfter<A> = (after: number, size: number) => Effect.Effect<readonly A[], StorageError>

interface Cursor<A> {
  /** The next item, which stays the next until `advance`; null after the last. */
  readonly peek: Effect.Effect<A | null, StorageError>
  readonly advance: () => void
}

const pageSize = 1000

/** A cursor before the first item. */
const cursorOver = <A extends Indexed>(page: PageAfter<A>): Cursor<A> => {
  let items: readonly A[] = []
  let position = 0
  let last = -1
  let isEnd = false
  const turn = Effect.map(Effect.suspend(() => page(last, pageSize)), (next) => {
    items = next
    position = 0
    last = next.at(-1)?.idx ?? last
    isEnd = next.length < pageSize
    return items[position] ?? null
  })
  return {
    peek: Effect.suspend(() => {
      const item = items[position]
      return item !== undefined ? Effect.succeed(item) : isEnd ? Effect.succeed(null) : turn
    }),
    advance: () => {
      position++
    }
  }
}

/** What two experiments have of one observation; null for the one that has nothing of it. */
export interface Pair<A> {
  readonly one: A | null
  readonly other: A | null
}

/** Goes through two experiments side by side: each run gives the next observation's pair, and null after the last. */
export const pairsOf = <A extends Indexed>(
  first: PageAfter<A>,
  second: PageAfter<A>
): Effect.Effect<Pair<A> | null, StorageError> => {
  const [left, right] = [cursorOver(first), cursorOver(second)]
  return Effect.map(Effect.all([left.peek, right.peek]), ([one, other]) => {
    if (one === null && other === null) return null
    const order = (one?.idx ?? Infinity) - (other?.idx ?? Infinity)
    if (order <= 0) left.advance()
    if (order >= 0) right.advance()
    return { one: order <= 0 ? one : null, other: order >= 0 ? other : null }
  })
}
