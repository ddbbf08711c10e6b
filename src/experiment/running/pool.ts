/**
 * A number of fibers that all do the same, and that may grow.
 */
import { Deferred, Effect } from "effect"

export interface Pool<E, R> {
  /** What each fiber does, until there is nothing left to do. */
  readonly worker: Effect.Effect<void, E, R>
  /** How many there should be now. */
  readonly wanted: () => number
  /** Returns when there may be more wanted. */
  readonly more: Effect.Effect<void>
}

/** Runs workers until the last has ended; the first failure interrupts the others. */
export const runPool = <E, R>({ more, wanted, worker }: Pool<E, R>): Effect.Effect<void, E, R> =>
  Effect.scoped(Effect.gen(function*() {
    const scope = yield* Effect.scope
    const ended = yield* Deferred.make<void, E>()
    let running = 0

    const start = Effect.onExit(worker, (exit) =>
      Effect.suspend(() => {
        running--
        if (exit._tag === "Failure") return Deferred.failCause(ended, exit.cause)
        return running === 0 ? Deferred.succeed(ended, undefined) : Effect.void
      }))

    const fill = Effect.suspend(() => {
      const missing = Math.max(0, wanted() - running)
      running += missing
      return Effect.replicateEffect(Effect.forkIn(start, scope), missing, { discard: true })
    })

    yield* fill
    if (running === 0) return
    yield* Effect.forkIn(Effect.forever(Effect.zipRight(more, fill)), scope)
    yield* Deferred.await(ended)
  }))
