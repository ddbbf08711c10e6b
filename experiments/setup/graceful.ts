/**
 * Interruption that loses nothing: generations in flight may finish and be stored.
 */
import { Duration, Effect, Fiber } from "effect"
import { InFlight } from "../../src/inference/InFlight.ts"

/**
 * Runs a program; when it is interrupted, nothing new is sent, and what is in flight has `grace` to finish before the
 * program itself is interrupted.
 */
export const graceful = <A, E, R>(
  program: Effect.Effect<A, E, R>,
  grace: Duration.Duration
): Effect.Effect<A, E, R | InFlight> =>
  Effect.uninterruptibleMask((restore) =>
    Effect.gen(function*() {
      const { count, drain } = yield* InFlight
      // A daemon: an interruption would reach a child at the same moment as this fiber.
      const fiber = yield* Effect.forkDaemon(Effect.interruptible(program))
      const finish = Effect.gen(function*() {
        yield* Effect.logWarning(
          `stopping: ${count()} generations in flight have ${
            Duration.format(grace)
          } to finish (again to stop at once)`
        )
        yield* Effect.timeoutOption(Effect.interruptible(drain), grace)
        yield* Fiber.interrupt(fiber)
      })
      return yield* Effect.onInterrupt(restore(Fiber.join(fiber)), () => finish)
    })
  )
