/**
 * Synchronous clean-up, however an effect ends: `Effect.onExit` in fewer steps, since every request goes through several.
 */
import { Effect } from "effect"

/** Calls `cleanUp` when the effect has ended. For regions that are uninterruptible but for this effect. */
export const ending = <A, E, R>(
  effect: Effect.Effect<A, E, R>,
  cleanUp: (isSuccess: boolean) => void
): Effect.Effect<A, E, R> =>
  Effect.matchCauseEffect(effect, {
    onFailure: (cause) => {
      cleanUp(false)
      return Effect.failCause(cause)
    },
    onSuccess: (value) => {
      cleanUp(true)
      return Effect.succeed(value)
    }
  })

/** Calls `begin`, and `cleanUp` when the effect has ended: nothing comes in between. */
export const between = <A, E, R>(
  begin: () => void,
  effect: Effect.Effect<A, E, R>,
  cleanUp: (isSuccess: boolean) => void
): Effect.Effect<A, E, R> =>
  Effect.uninterruptibleMask((restore) => {
    begin()
    return ending(restore(effect), cleanUp)
  })
