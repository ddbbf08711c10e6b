/**
 * Options with a fixed set of values, or of whole numbers, whose errors name the option and what is near.
 */
import * as HelpDoc from "@effect/cli/HelpDoc"
import * as Options from "@effect/cli/Options"
import * as ValidationError from "@effect/cli/ValidationError"
import { Effect } from "effect"
import { didYouMean } from "../../src/domain/nearest.ts"

/** Fails with what is wrong with an option's value. */
export const invalid = (name: string, problem: string) =>
  Effect.fail(ValidationError.invalidValue(HelpDoc.p(`--${name}: ${problem}`)))

const chosen = <A extends string>(name: string, choices: readonly A[], text: string) => {
  const found = choices.find((choice) => choice === text)
  return found === undefined
    ? invalid(name, `unknown ${name} ${text}${didYouMean(text, choices)}; one of ${choices.join(", ")}`)
    : Effect.succeed(found)
}

/** An option that is one of some names. */
export const choiceOption = <A extends string>(
  name: string,
  choices: readonly A[],
  description: string
): Options.Options<A> =>
  Options.text(name).pipe(
    Options.withPseudoName(choices.join("|")),
    Options.withDescription(description),
    Options.mapEffect((text) => chosen(name, choices, text))
  )

/** An option that is a list of some names, given one by one or with commas; without it the list is empty. */
export const choicesOption = <A extends string>(
  name: string,
  choices: readonly A[],
  description: string
): Options.Options<readonly A[]> =>
  Options.text(name).pipe(
    Options.withPseudoName(`${choices.join("|")}…`),
    Options.withDescription(description),
    Options.repeated,
    Options.mapEffect((texts) =>
      Effect.forEach(texts.flatMap((text) => text.split(",")), (text) => chosen(name, choices, text))
    )
  )

/** An option that is a whole number from `least` on. */
export const countOption = (name: string, least: number, description: string): Options.Options<number> =>
  Options.integer(name).pipe(
    Options.withDescription(description),
    Options.mapEffect((value) =>
      value < least ? invalid(name, `${value} is less than ${least}`) : Effect.succeed(value)
    )
  )
