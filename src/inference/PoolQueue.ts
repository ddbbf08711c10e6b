/**
 * Slots of any pool, handed over one by one in the order of asking.
 *
 * A plain queue: with many waiters, a semaphore's bookkeeping is quadratic.
 */
import { Deferred, Effect, FiberId } from "effect"
import { ending } from "./atEnd.ts"
import type { Restore } from "./guarded.ts"

/** Where slots come from; it may have more or fewer of them from one moment to the next. */
export interface SlotPool<Slot> {
  /** Takes a free slot; null when there is none now. */
  readonly take: () => Slot | null
  readonly giveBack: (slot: Slot) => void
}

export interface PoolQueue<Slot, Refusal> {
  /** Uses a slot, waiting for one first. For regions that cannot be interrupted; only the wait can. */
  readonly withSlot: <A, E, R>(
    use: (slot: Slot) => Effect.Effect<A, E, R>,
    restore: Restore
  ) => Effect.Effect<A, E | Refusal, R>
  /** The same, while no other slot is held. */
  readonly withSlotAlone: <A, E, R>(
    use: (slot: Slot) => Effect.Effect<A, E, R>,
    restore: Restore
  ) => Effect.Effect<A, E | Refusal, R>
  /** Hands out what the pool has got meanwhile. */
  readonly wake: () => void
  /** Sends away everybody who waits now. */
  readonly refuse: (refusal: Refusal) => void
  /** Hands out no more slots, and returns when none is held. */
  readonly drain: Effect.Effect<void>
  /** The number of slots held now. */
  readonly held: () => number
  /** Whether anybody waits. */
  readonly isWanted: () => boolean
}

interface Waiter<Slot, Refusal> {
  readonly turn: Deferred.Deferred<Slot, Refusal>
  readonly isAlone: boolean
}

/** Makes a queue for the slots of a pool. */
export const makePoolQueue = <Slot, Refusal = never>(pool: SlotPool<Slot>): PoolQueue<Slot, Refusal> => {
  let held = 0
  let isDraining = false
  let isOneAlone = false
  const waiting = new Set<Waiter<Slot, Refusal>>()
  const drained = Deferred.unsafeMake<void>(FiberId.none)

  /** A slot for whoever is first in the queue. */
  const take = (isAlone: boolean): Slot | null => {
    if (isDraining || isOneAlone || (isAlone && held > 0)) return null
    const slot = pool.take()
    if (slot === null) return null
    held++
    isOneAlone = isAlone
    return slot
  }

  const handOver = () => {
    while (waiting.size > 0) {
      const next = waiting.values().next().value!
      const slot = take(next.isAlone)
      if (slot === null) break
      waiting.delete(next)
      Deferred.unsafeDone(next.turn, Effect.succeed(slot))
    }
    if (isDraining && held === 0) Deferred.unsafeDone(drained, Effect.void)
  }

  const giveBack = (slot: Slot) => {
    held--
    isOneAlone = false
    pool.giveBack(slot)
    handOver()
  }

  /** Only the wait itself can be interrupted: between taking a slot and using it, a slot would be lost. */
  const queueUp = (isAlone: boolean, restore: Restore): Effect.Effect<Slot, Refusal> => {
    const waiter = { turn: Deferred.unsafeMake<Slot, Refusal>(FiberId.none), isAlone }
    waiting.add(waiter)
    return Effect.onInterrupt(restore(Deferred.await(waiter.turn)), () =>
      waiting.delete(waiter)
        ? Effect.void
        : Effect.ignore(Effect.map(Deferred.await(waiter.turn), giveBack)))
  }

  const using =
    (isAlone: boolean) => <A, E, R>(use: (slot: Slot) => Effect.Effect<A, E, R>, restore: Restore) =>
      Effect.suspend(() => {
        const useIt = (slot: Slot) => ending(use(slot), () => giveBack(slot))
        const slot = waiting.size === 0 ? take(isAlone) : null
        return slot === null ? Effect.flatMap(queueUp(isAlone, restore), useIt) : useIt(slot)
      })

  return {
    withSlot: using(false),
    withSlotAlone: using(true),
    wake: handOver,
    refuse: (refusal) => {
      for (const { turn } of waiting) Deferred.unsafeDone(turn, Effect.fail(refusal))
      waiting.clear()
    },
    drain: Effect.suspend(() => {
      isDraining = true
      handOver()
      return Deferred.await(drained)
    }),
    held: () => held,
    isWanted: () => waiting.size > 0
  }
}
