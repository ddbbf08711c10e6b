/**
 * Flags that say what else a run asks, to judge its figures by; the experiment is the same without them.
 */
import * as Options from "@effect/cli/Options"
import { Effect } from "effect"
import { usualDraws } from "../../src/domain/ControlRecord.ts"
import { didYouMean } from "../../src/domain/nearest.ts"
import type { ControlOptions, WantedControl } from "../../src/experiment/controls/kinds.ts"
import { countOption, invalid } from "./choice.ts"

const names: readonly WantedControl[] = ["random", "none", "all", "size"]

const controlNamed = (text: string) => {
  const found = names.find((name) => name === text)
  return found === undefined
    ? invalid("controls", `unknown control ${text}${didYouMean(text, names)}; some of ${names.join(", ")}`)
    : Effect.succeed(found)
}

export const controlOptions = {
  controls: Options.text("controls").pipe(
    Options.withPseudoName("LIST"),
    Options.withDescription(
      "Also ask about: random (the text changed at random, as much as by the explanation), none (the untouched text "
        + "again), all (every word masked), size (how much explanations change); a list such as random,none"
    ),
    Options.repeated,
    Options.mapEffect(Effect.forEach(controlNamed))
  ),
  draws: countOption("draws", 1, "How often --controls random changes each text (default 5)").pipe(
    Options.withDefault(usualDraws)
  ),
  repeats: countOption("repeats", 0, "Hold the whole experiment so many more times, each with other seeds")
    .pipe(
      Options.withDefault(0)
    ),
  soft: Options.boolean("soft").pipe(
    Options.withDescription(
      "Also ask how likely each possible answer is in sessions 1 and 3, where the server can score a given text (vLLM, TGI, "
        + "llama.cpp)"
    )
  )
}

/** The values of these flags. */
export type ControlFlags = ControlOptions
