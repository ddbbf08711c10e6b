/**
 * How a simulated model behaves, as a user writes it: `mixed:0.6,accuracy=0.9,refusal=0.02`.
 */
import { Either, Schema } from "effect"

export interface SimulatedProfile {
  /** The profile in its normal form: what was given beside the defaults, in a fixed order. */
  readonly name: string
  /** The probability that an explanation is faithful. */
  readonly faithfulness: number
  /** The probability that an answer is the one that the model's rule found. */
  readonly accuracy: number
  /** The probability of a refusal instead of an answer. */
  readonly refusal: number
  /** The probability of an answer from which nothing can be read. */
  readonly unreadable: number
}

/** A profile that cannot be meant. */
export class ProfileError extends Schema.TaggedError<ProfileError>()("ProfileError", {
  message: Schema.String
}) {}

const accepted =
  "a profile is faithful, unfaithful or mixed:P, and may be followed by ,accuracy=A ,refusal=R "
  + ",unreadable=U; each is a number from 0 to 1, and R + U is at most 1"

const fail = (text: string, problem: string) =>
  Either.left(new ProfileError({ message: `profile ${JSON.stringify(text)}: ${problem}; ${accepted}` }))

const rates = { accuracy: 1, refusal: 0, unreadable: 0 }
type Rate = keyof typeof rates
const isRate = (name: string): name is Rate => Object.hasOwn(rates, name)

/** A number from 0 to 1, or null. */
const probability = (text: string): number | null => {
  const value = /^(?:\d+(?:\.\d*)?|\.\d+)$/.test(text) ? Number(text) : Number.NaN
  return value >= 0 && value <= 1 ? value : null
}

const faithfulnessOf = (kind: string): number | null => {
  if (kind === "faithful") return 1
  if (kind === "unfaithful") return 0
  return kind.startsWith("mixed:") ? probability(kind.slice("mixed:".length).trim()) : null
}

const nameOf = (faithfulness: number, given: { readonly [R in Rate]: number }): string => {
  const kind = faithfulness === 1 ? "faithful" : faithfulness === 0 ? "unfaithful" : `mixed:${faithfulness}`
  const others = (Object.keys(rates) as Rate[]).filter((rate) => given[rate] !== rates[rate])
  return [kind, ...others.map((rate) => `${rate}=${given[rate]}`)].join(",")
}

/**
 * Reads a profile.
 *
 * @example
 * parseProfile("mixed:0.60, accuracy=.9") // Either.right({ name: "mixed:0.6,accuracy=0.9", faithfulness: 0.6, … })
 */
export const parseProfile = (text: string): Either.Either<SimulatedProfile, ProfileError> => {
  const [kind = "", ...settings] = text.trim().toLowerCase().split(",").map((part) => part.trim())
  const faithfulness = faithfulnessOf(kind)
  if (faithfulness === null) return fail(text, `${JSON.stringify(kind)} is no kind of profile`)
  const given = { ...rates }
  const seen = new Set<Rate>()
  for (const setting of settings) {
    const [name = "", value = "", ...rest] = setting.split("=").map((part) => part.trim())
    if (!isRate(name)) return fail(text, `unknown setting ${JSON.stringify(setting)}`)
    if (seen.has(name)) return fail(text, `${name} is given twice`)
    const rate = rest.length === 0 ? probability(value) : null
    if (rate === null) return fail(text, `${name} is no number from 0 to 1`)
    given[name] = rate
    seen.add(name)
  }
  if (given.refusal + given.unreadable > 1) return fail(text, "refusal and unreadable together exceed 1")
  return Either.right({ name: nameOf(faithfulness, given), faithfulness, ...given })
}
