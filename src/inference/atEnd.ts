/**
 * Synchronous clean-up, however an effect ends: `Effect.onExit` in fewer steps, since every request goes through several.
 */
import { Effect, Exit } from "effect"

/** Calls `cleanUp` when the effect has ended. For regions that are uninterruptible but for this effect. */
export const ending = <A, E, R>(
  effect: Effect.Effect<A, E, R>,
  cleanUp: (exit: Exit.Exit<A, E>) => void
): Effect.Effect<A, E, R> => {
  const end = (exit: Exit.Exit<A, E>) => {
    cleanUp(exit)
    return exit
  }
  return Effect.matchCauseEffect(effect, {
    onFailure: (cause) => end(Exit.failCause(cause)),
    onSuccess: (value) => end(Exit.succeed(value))
  })
}

/** Calls `begin`, and `cleanUp` when the effect has ended: nothing comes in between. */
export const between = <A, E, R>(
  begin: () => void,
  effect: Effect.Effect<A, E, R>,
  cleanUp: (exit: Exit.Exit<A, E>) => void
): Effect.Effect<A, E, R> =>
  Effect.uninterruptibleMask((restore) => {
    begin()
    return ending(restore(effect), cleanUp)
  })
