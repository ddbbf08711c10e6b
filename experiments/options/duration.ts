/**
 * Durations on the command line: `50ms`, `10s`, `5m`, `1h`.
 */
import * as Options from "@effect/cli/Options"
import { type Duration, Effect } from "effect"
import { parseDuration } from "../../src/domain/durationText.ts"
import { invalid } from "./choice.ts"

/** An option whose value is a duration. */
export const durationOption = (
  name: string,
  fallback: string,
  description: string
): Options.Options<Duration.Duration> =>
  Options.text(name).pipe(
    Options.withPseudoName("duration"),
    Options.withDescription(`${description} (default ${fallback})`),
    Options.withDefault(fallback),
    Options.mapEffect((text) => Effect.catchAll(parseDuration(text), (problem) => invalid(name, problem)))
  )
