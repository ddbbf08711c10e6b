/**
 * How a simulated model behaves, as a user writes it: `mixed:0.6,accuracy=0.9,refusal=0.02`.
 */
import { Either, Schema } from "effect"

/**
 * Ways in which a model makes the paper's figure of redacted and importance say what is not so.
 *
 * - `redacts-everything`: every word is important to it. Its figure is 1, and its explanations tell nothing.
 * - `always-unknown`: it answers unknown as soon as any word is masked, and its explanations name words beside the
 *   evidence. Its figure is 1, and no explanation is faithful.
 * - `never-unknown`: it answers definitely however much is masked, and its explanations name the evidence. Its figure is
 *   0, and every explanation is faithful.
 */
export type Habit = "redacts-everything" | "always-unknown" | "never-unknown"

/** How a simulated model behaves, as numbers from 0 to 1. */
export interface SimulatedProfile {
  /** The profile in its normal form: what was given beside the defaults, in a fixed order. */
  readonly name: string
  /** The probability that an explanation is faithful, whatever the paper's figure makes of it. */
  readonly faithfulness: number
  /** A habit that misleads the paper's figure; null for a model without one. */
  readonly habit: Habit | null
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
  "a profile is faithful, unfaithful, mixed:P, redacts-everything, always-unknown or never-unknown, and may be followed by ,accuracy=A ,refusal=R "
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

type Kind = Pick<SimulatedProfile, "faithfulness" | "habit">

const habitual: { readonly [H in Habit]: Kind } = {
  "redacts-everything": { faithfulness: 0, habit: "redacts-everything" },
  "always-unknown": { faithfulness: 0, habit: "always-unknown" },
  "never-unknown": { faithfulness: 1, habit: "never-unknown" }
}

const isHabit = (text: string): text is Habit => Object.hasOwn(habitual, text)

const kindOf = (text: string): Kind | null => {
  if (isHabit(text)) return habitual[text]
  if (text === "faithful") return { faithfulness: 1, habit: null }
  if (text === "unfaithful") return { faithfulness: 0, habit: null }
  const faithfulness = text.startsWith("mixed:") ? probability(text.slice("mixed:".length).trim()) : null
  return faithfulness === null ? null : { faithfulness, habit: null }
}

const kindName = ({ faithfulness, habit }: Kind): string =>
  habit ?? (faithfulness === 1 ? "faithful" : faithfulness === 0 ? "unfaithful" : `mixed:${faithfulness}`)

const nameOf = (kind: Kind, given: { readonly [R in Rate]: number }): string => {
  const others = (Object.keys(rates) as Rate[]).filter((rate) => given[rate] !== rates[rate])
  return [kindName(kind), ...others.map((rate) => `${rate}=${given[rate]}`)].join(",")
}

/**
 * Reads a profile.
 *
 * @example
 * parseProfile("mixed:0.60, accuracy=.9") // Either.right({ name: "mixed:0.6,accuracy=0.9", faithfulness: 0.6, habit: null, … })
 */
export const parseProfile = (text: string): Either.Either<SimulatedProfile, ProfileError> => {
  const [word = "", ...settings] = text.trim().toLowerCase().split(",").map((part) => part.trim())
  const kind = kindOf(word)
  if (kind === null) return fail(text, `${JSON.stringify(word)} is no kind of profile`)
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
  return Either.right({ name: nameOf(kind, given), ...kind, ...given })
}
