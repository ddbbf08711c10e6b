/**
 * Rates on the command line: `60/min`, `5/s`, `1000/h`.
 */
import * as Options from "@effect/cli/Options"
import { Duration, Effect, Either } from "effect"
import type { RateLimit } from "../../src/inference/Pacer.ts"
import { invalid } from "./choice.ts"

const periods: { readonly [unit: string]: Duration.Duration } = {
  s: Duration.seconds(1),
  m: Duration.minutes(1),
  min: Duration.minutes(1),
  h: Duration.hours(1),
  d: Duration.days(1)
}

/** Reads a rate, or says how one is written. */
export const parseRate = (text: string): Either.Either<RateLimit, string> => {
  const [, amount = "", unit = ""] = /^(\d+(?:\.\d+)?)\s*\/\s*([a-z]+)$/.exec(text.trim()) ?? []
  const per = periods[unit]
  return per === undefined || Number(amount) === 0
    ? Either.left(`${JSON.stringify(text)} is no rate: write 5/s, 60/min or 1000/h`)
    : Either.right({ requests: Number(amount), per })
}

/** An option whose value is a rate. */
export const rateOption = (name: string, description: string): Options.Options<RateLimit> =>
  Options.text(name).pipe(
    Options.withPseudoName("rate"),
    Options.withDescription(description),
    Options.mapEffect((text) => Effect.catchAll(parseRate(text), (problem) => invalid(name, problem)))
  )
