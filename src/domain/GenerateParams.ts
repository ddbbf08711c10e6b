/**
 * Sampling parameters of a generation, by the names that servers and papers use.
 */
import { Either, Schema } from "effect"
import { didYouMean } from "./nearest.ts"

/** The parameters that may be absent, each with what it may be. */
const numbers = {
  temperature: Schema.NonNegative.pipe(Schema.finite()),
  top_p: Schema.Number.pipe(Schema.between(0, 1)),
  top_k: Schema.NonNegativeInt,
  repetition_penalty: Schema.Positive.pipe(Schema.finite()),
  /** The most tokens of an answer. */
  max_new_tokens: Schema.Int.pipe(Schema.positive())
}

const exact = { exact: true } as const

/** An absent parameter is not sent: the server's own default then applies. */
export const GenerateParams = Schema.Struct({
  temperature: Schema.optionalWith(numbers.temperature, exact),
  top_p: Schema.optionalWith(numbers.top_p, exact),
  top_k: Schema.optionalWith(numbers.top_k, exact),
  repetition_penalty: Schema.optionalWith(numbers.repetition_penalty, exact),
  max_new_tokens: Schema.optionalWith(numbers.max_new_tokens, exact),
  /** Strings that end an answer; they are not part of its text. */
  stop: Schema.Array(Schema.NonEmptyString),
  seed: Schema.NonNegativeInt
})
export type GenerateParams = typeof GenerateParams.Type

/** The parameters of the paper (arXiv 2401.07927), without stop strings, which depend on the chat format. */
export const paperParams: GenerateParams = {
  temperature: 0.1,
  top_p: 0.95,
  top_k: 50,
  repetition_penalty: 1.2,
  max_new_tokens: 1024,
  stop: [],
  seed: 0
}

/** The name of a parameter that a user may change or leave out. */
export type ParamName = keyof typeof numbers

/** Changes of parameters: another value, or null to leave the parameter out. */
export const ParamChanges = Schema.Struct({
  temperature: Schema.optionalWith(Schema.NullOr(numbers.temperature), exact),
  top_p: Schema.optionalWith(Schema.NullOr(numbers.top_p), exact),
  top_k: Schema.optionalWith(Schema.NullOr(numbers.top_k), exact),
  repetition_penalty: Schema.optionalWith(Schema.NullOr(numbers.repetition_penalty), exact),
  max_new_tokens: Schema.optionalWith(Schema.NullOr(numbers.max_new_tokens), exact)
})
export type ParamChanges = typeof ParamChanges.Type

const allowed: { readonly [Name in ParamName]: string } = {
  temperature: "a number from 0",
  top_p: "a number from 0 to 1",
  top_k: "a whole number from 0 (0 is off)",
  repetition_penalty: "a number above 0 (1 is off)",
  max_new_tokens: "a whole number from 1"
}

const paramNames = Object.keys(allowed)

const isParamName = (name: string): name is ParamName => Object.hasOwn(allowed, name)

/** What is wrong with a change, or null. */
const problemOf = (name: string, value: number | null): string | null => {
  if (!isParamName(name)) {
    return `unknown parameter ${name}${didYouMean(name, paramNames)}; one of ${paramNames.join(", ")}`
  }
  return value === null || Schema.is(numbers[name])(value)
    ? null
    : `${name} must be ${allowed[name]}, or none to leave it out`
}

/**
 * Reads `name=value` or `name=none`, or says what is wrong.
 *
 * @example
 * parseParam("top_k=none") // Either.right(["top_k", null])
 */
export const parseParam = (text: string): Either.Either<readonly [ParamName, number | null], string> => {
  const split = text.indexOf("=")
  if (split < 0) return Either.left(`${JSON.stringify(text)} is no name=value, such as temperature=0.7`)
  const [name, given] = [text.slice(0, split).trim(), text.slice(split + 1).trim()]
  const value = given === "none" ? null : given === "" ? Number.NaN : Number(given)
  const problem = problemOf(name, value)
  return problem === null ? Either.right([name as ParamName, value]) : Either.left(problem)
}

/** Parameters with changes that were checked. */
export const withChanges = (params: GenerateParams, changes: ParamChanges): GenerateParams => {
  const changed: { -readonly [Name in keyof GenerateParams]: GenerateParams[Name] } = { ...params }
  for (const name of Object.keys(numbers) as ParamName[]) {
    const value = changes[name]
    if (value === null) delete changed[name]
    else if (value !== undefined) changed[name] = value
  }
  return changed
}

/** Parameters with changes, or what is wrong with those. */
export const changeParams = (
  params: GenerateParams,
  changes: ParamChanges
): Either.Either<GenerateParams, string> => {
  for (const [name, value] of Object.entries(changes)) {
    const problem = value === undefined ? null : problemOf(name, value)
    if (problem !== null) return Either.left(problem)
  }
  return Either.right(withChanges(params, changes))
}
