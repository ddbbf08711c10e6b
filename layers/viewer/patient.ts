/**
 * What is costly is made again only when something has changed, and while that goes on not too often: whoever watches a
 * run must not slow it.
 */
import { Clock, Effect } from "effect"

/** Something as it was at a mark. */
export interface Made<A> {
  readonly mark: string
  readonly value: A
}

interface Kept<A> extends Made<A> {
  readonly at: number
  readonly took: number
}

/** While changes go on, what is given may be as old as so many times what it takes to make it. */
const patience = 20

/** Keeps the latest of what is made, at most so many; gives it with the mark that it was made at. */
export const makePatient = <A>(most: number) => {
  const kept = new Map<string, Kept<A>>()
  const keep = (key: string, made: Kept<A>) => {
    kept.delete(key)
    kept.set(key, made)
    const [oldest] = kept.keys()
    if (kept.size > most && oldest !== undefined) kept.delete(oldest)
  }
  return {
    get: Effect.fnUntraced(function*<E, R>(
      key: string,
      mark: string,
      make: Effect.Effect<A, E, R>
    ): Effect.fn.Return<Made<A>, E, R> {
      const known = kept.get(key)
      const began = yield* Clock.currentTimeMillis
      if (known !== undefined && (known.mark === mark || began - known.at < patience * known.took)) {
        return known
      }
      const value = yield* make
      const at = yield* Clock.currentTimeMillis
      keep(key, { mark, value, at, took: at - began })
      return { mark, value }
    }),
    forget: (key: string) => {
      kept.delete(key)
    }
  }
}
