/**
 * Durations as people write them: `50ms`, `10s`, `5m`, `1h`.
 */
import { Duration, Either } from "effect"

const units: { readonly [unit: string]: (amount: number) => Duration.Duration } = {
  ms: Duration.millis,
  s: Duration.seconds,
  m: Duration.minutes,
  min: Duration.minutes,
  h: Duration.hours,
  d: Duration.days
}

/** Reads a duration, or says how one is written. */
export const parseDuration = (text: string): Either.Either<Duration.Duration, string> => {
  const [, amount = "", unit = ""] = /^(\d+(?:\.\d+)?)\s*([a-z]+)$/.exec(text.trim()) ?? []
  const make = units[unit]
  return make === undefined
    ? Either.left(`${JSON.stringify(text)} is no duration: write 500ms, 10s, 5m, 1h or 2d`)
    : Either.right(make(Number(amount)))
}
