/**
 * Time that passes faster, so that pauses of minutes can be tried over real sockets.
 */
import { Clock, Duration, Effect } from "effect"

const live = Clock.make()

/** Runs an effect with a clock that is so many times as fast. */
export const hasty =
  (factor: number) => <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> => {
    const millis = () => live.unsafeCurrentTimeMillis() * factor
    const nanos = () => live.unsafeCurrentTimeNanos() * BigInt(factor)
    return Effect.withClock(effect, {
      [Clock.ClockTypeId]: Clock.ClockTypeId,
      unsafeCurrentTimeMillis: millis,
      unsafeCurrentTimeNanos: nanos,
      currentTimeMillis: Effect.sync(millis),
      currentTimeNanos: Effect.sync(nanos),
      sleep: (duration) => live.sleep(Duration.times(duration, 1 / factor))
    })
  }
