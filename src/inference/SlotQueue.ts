/**
 * A number of slots, handed over one by one in the order of asking.
 *
 * A plain queue: with many waiters, a semaphore's bookkeeping is quadratic.
 */
import { Deferred, Effect, FiberId } from "effect"

export interface SlotQueue {
  /** Runs an effect while holding a slot, waiting for one first. */
  readonly withSlot: <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
  /** Changes the number of slots; held ones are not taken back. */
  readonly resize: (slots: number) => Effect.Effect<void>
  /** Hands out no more slots, and returns when none is held. */
  readonly drain: Effect.Effect<void>
  /** The number of slots held now. */
  readonly held: () => number
}

/** Makes a queue with this many slots. */
export const makeSlotQueue = (slots: number): SlotQueue => {
  let limit = slots
  let held = 0
  let isDraining = false
  const waiting = new Set<Deferred.Deferred<void>>()
  const drained = Deferred.unsafeMake<void>(FiberId.none)

  const handOver = () => {
    while (held < limit) {
      const next = waiting.values().next().value
      if (next === undefined) break
      waiting.delete(next)
      held++
      Deferred.unsafeDone(next, Effect.void)
    }
    if (isDraining && held === 0) Deferred.unsafeDone(drained, Effect.void)
  }

  /** Only the wait itself can be interrupted: between taking a slot and using it, a slot would be lost. */
  const acquire = (restore: <A>(wait: Effect.Effect<A>) => Effect.Effect<A>) =>
    Effect.suspend(() => {
      if (held < limit) {
        held++
        return Effect.void
      }
      const turn = Deferred.unsafeMake<void>(FiberId.none)
      waiting.add(turn)
      return Effect.onInterrupt(restore(Deferred.await(turn)), () =>
        Effect.sync(() => {
          if (waiting.delete(turn)) return
          held--
          handOver()
        }))
    })

  const release = Effect.sync(() => {
    held--
    handOver()
  })

  const resize = (size: number) =>
    Effect.sync(() => {
      if (isDraining) return
      limit = size
      handOver()
    })

  const drain = Effect.suspend(() => {
    isDraining = true
    limit = 0
    handOver()
    return Deferred.await(drained)
  })

  return {
    withSlot: (effect) =>
      Effect.uninterruptibleMask((restore) =>
        Effect.zipRight(acquire(restore), Effect.ensuring(restore(effect), release))
      ),
    resize,
    drain,
    held: () => held
  }
}
