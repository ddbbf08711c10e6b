/**
 * At most so many requests in a time, evenly spaced.
 */
import { Duration, Effect } from "effect"
import type { Restore } from "./guarded.ts"
import { makePoolQueue } from "./PoolQueue.ts"

/** So many requests in each period. */
export interface RateLimit {
  readonly requests: number
  readonly per: Duration.DurationInput
}

export interface Pacer {
  /**
   * Runs an effect when its turn has come. It calls `leave` when it sends its request; the next one's turn comes an
   * interval after that. For regions that cannot be interrupted; only the wait can.
   */
  readonly pace: <A, E, R>(
    use: (leave: () => void) => Effect.Effect<A, E, R>,
    restore: Restore
  ) => Effect.Effect<A, E, R>
}

/** A pacer without a rate. */
export const noPacer: Pacer = { pace: (use) => use(() => {}) }

/** Makes a pacer. */
export const makePacer = ({ per, requests }: RateLimit): Effect.Effect<Pacer> =>
  Effect.map(Effect.clock, (clock) => {
    const interval = Duration.toMillis(per) / requests
    let next = Number.NEGATIVE_INFINITY
    /** Whose turn it is. */
    let current: object | null = null
    const queue = makePoolQueue<object>({
      take: () => current === null ? current = {} : null,
      giveBack: (turn) => {
        if (current === turn) current = null
      }
    })
    const wait = Effect.suspend(() => {
      const millis = next - clock.unsafeCurrentTimeMillis()
      return millis > 0 ? Effect.sleep(millis) : Effect.void
    })
    return {
      pace: (use, restore) =>
        queue.withSlot((turn) =>
          Effect.zipRight(
            restore(wait),
            use(() => {
              if (current !== turn) return
              next = clock.unsafeCurrentTimeMillis() + interval
              current = null
              queue.wake()
            })
          ), restore)
    }
  })
