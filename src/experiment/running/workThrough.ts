/**
 * Worker fibers that work through a list.
 */
import { Effect } from "effect"
import type { GenerateError } from "../../domain/GenerateError.ts"
import { InFlight } from "../../inference/InFlight.ts"
import { runPool } from "./pool.ts"

/** The run has used its budget: what is in flight may end, and nothing new begins. */
const isBudgetReached = <E>(error: E): error is E & GenerateError =>
  typeof error === "object" && error !== null && "reason" in error && typeof error.reason === "object"
  && error.reason !== null && "_tag" in error.reason && error.reason._tag === "BudgetReached"

/** What is to be done, in order, and how one of it is done. */
export interface WorkList<A, E, R> {
  readonly items: Iterable<A>
  /** Does one item's work; false when no further item should begin. */
  readonly each: (item: A) => Effect.Effect<boolean, E, R>
}

/** Those who work through lists: an experiment's own, or a crew that several experiments share. */
export interface Crew {
  /** Works until the list is empty; the first fatal error ends it. */
  readonly workThrough: <A, E, R>(list: WorkList<A, E, R>) => Effect.Effect<void, E | GenerateError, R>
}

/**
 * A crew for one list at a time: workers over one iterator; a fatal error stops them all.
 *
 * `workers` is the number of items that are open at once. Where it is left open, more of them start as the servers take
 * more.
 */
export const ownCrew = (workers: number | undefined): Effect.Effect<Crew, never, InFlight> =>
  Effect.map(InFlight, ({ moreRoom, room }) => ({
    workThrough: Effect.fnUntraced(function*({ each, items }) {
      const left = items[Symbol.iterator]()
      let budgetReached: GenerateError | null = null
      let isStopping = false
      let isEmpty = false

      const worker = Effect.gen(function*() {
        while (!isStopping) {
          const next = left.next()
          if (next.done === true) {
            isEmpty = true
            return
          }
          if (!(yield* each(next.value))) isStopping = true
        }
      }).pipe(
        Effect.catchIf(isBudgetReached, (error) =>
          Effect.sync(() => {
            isStopping = true
            budgetReached = error
          }))
      )

      yield* runPool({
        worker,
        wanted: () => isEmpty || isStopping ? 0 : workers ?? room(),
        more: workers === undefined ? moreRoom : Effect.never
      })
      if (budgetReached !== null) return yield* Effect.fail<GenerateError>(budgetReached)
    })
  }))
