/**
 * A number of slots, handed over one by one in the order of asking.
 */
import { Effect } from "effect"
import { makePoolQueue } from "./PoolQueue.ts"

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
  let taken = 0
  const queue = makePoolQueue<true>({
    take: () => {
      if (taken >= limit) return null
      taken++
      return true
    },
    giveBack: () => {
      taken--
    }
  })
  return {
    withSlot: (effect) =>
      Effect.uninterruptibleMask((restore) => queue.withSlot(() => restore(effect), restore)),
    resize: (size) =>
      Effect.sync(() => {
        limit = size
        queue.wake()
      }),
    drain: queue.drain,
    held: queue.held
  }
}
