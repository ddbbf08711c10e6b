/**
 * What the simulated model itself answers: the rule's answer, or another one when it slips.
 *
 * Neither the wording of the prompt nor its persona enters, so the model knows in session 2 what it would answer.
 */
import type { SimulatedProfile } from "./profile.ts"
import { type Judgement, type Question, unknown } from "./question.ts"
import { judgeEntailment } from "./rules/entailment.ts"
import { judgeMultiChoice } from "./rules/multiChoice.ts"
import { stemsOf } from "./rules/overlap.ts"
import { judgeSentiment } from "./rules/sentiment.ts"
import { pick, stream } from "./text/draw.ts"
import type { Token, Tokenise } from "./text/text.ts"
import { stem } from "./text/words.ts"

/** A model's mind: all that its answers depend on beside the question. */
export interface Mind {
  readonly profile: SimulatedProfile
  readonly seed: number
  readonly tokenise: Tokenise
}

export interface OwnAnswer extends Judgement {
  /** Whether the answer differs from the rule's. Where the choices are not named, `answer` is still the rule's. */
  readonly hasSlipped: boolean
  readonly tokens: readonly Token[]
}

/** What the rule of the question's category finds. */
const judge = ({ asked, category, choices }: Question, tokens: readonly Token[]): Judgement => {
  switch (category) {
    case "sentiment":
      return judgeSentiment(tokens)
    case "multi-choice":
      return judgeMultiChoice(tokens, asked, choices)
    case "entailment":
      return judgeEntailment(tokens, asked)
  }
}

const hasMask = (tokens: readonly Token[]) => tokens.some(({ isMask }) => isMask)

/** The answers of which a model that always knows guesses one, where a masked text leaves none. */
const guessesOf = (
  { habit }: SimulatedProfile,
  question: Question,
  tokens: readonly Token[],
  { answer }: Judgement
): readonly string[] => {
  const isUndetermined = answer === unknown || answer === "neutral"
  return habit === "never-unknown" && isUndetermined && hasMask(tokens)
    ? definiteAnswers(question, unknown).filter((guess) => guess !== unknown)
    : []
}

/** What the model's habit makes of a judgement: it speaks of every text with a masked word, or of none, as undetermined. */
const asIsHabit = (
  { profile, seed }: Mind,
  question: Question,
  tokens: readonly Token[],
  judgement: Judgement
): Judgement => {
  const { habit, name } = profile
  if (habit === "always-unknown" && hasMask(tokens)) return { ...judgement, answer: unknown }
  const guesses = guessesOf(profile, question, tokens, judgement)
  if (guesses.length === 0) return judgement
  const next = stream("guess", name, seed, questionKey(question, tokens))
  return { ...judgement, answer: pick(next, guesses) }
}

/** The key by which a question's draws are made: the same text with another layout has the same draws. */
export const questionKey = ({ asked, category }: Question, tokens: readonly Token[]): string =>
  [category, asked.trim(), ...tokens.map(({ lower }) => lower)].join(" ")

const definiteAnswers = ({ category, choices }: Question, answer: string): readonly string[] => {
  switch (category) {
    case "sentiment":
      return ["positive", "negative"]
    case "multi-choice":
      return choices ?? [answer]
    case "entailment":
      return ["yes", "no"]
  }
}

/** The answer that the model gives to a question in sessions 1 and 3. */
export const ownAnswer = (mind: Mind, question: Question): OwnAnswer => {
  const { profile, seed, tokenise } = mind
  const tokens = tokenise(question.paragraph)
  const judgement = asIsHabit(mind, question, tokens, judge(question, tokens))
  const kept = { ...judgement, hasSlipped: false, tokens }
  if (judgement.answer === unknown || profile.accuracy === 1) return kept
  const next = stream("slip", profile.name, seed, questionKey(question, tokens))
  if (next() < profile.accuracy) return kept
  if (question.category === "multi-choice" && question.choices === null) return { ...kept, hasSlipped: true }
  const others = definiteAnswers(question, judgement.answer).filter((answer) => answer !== judgement.answer)
  return others.length === 0 ? kept : { ...kept, answer: pick(next, others), hasSlipped: true }
}

/** The share of seeds by which each answer is given: what `ownAnswer` draws from. */
export const answerOdds = (
  profile: SimulatedProfile,
  question: Question,
  tokenise: Tokenise
): ReadonlyMap<string, number> => {
  const tokens = tokenise(question.paragraph)
  const judgement = judge(question, tokens)
  const guesses = guessesOf(profile, question, tokens, judgement)
  const meant = guesses.length > 0
    ? guesses
    : [asIsHabit({ profile, seed: 0, tokenise }, question, tokens, judgement).answer]
  const odds = new Map<string, number>()
  const add = (answer: string, share: number) => odds.set(answer, (odds.get(answer) ?? 0) + share)
  for (const answer of meant) {
    const others = answer === unknown ? [] : definiteAnswers(question, answer).filter((one) => one !== answer)
    const slips = others.length === 0 ? 0 : 1 - profile.accuracy
    add(answer, (1 - slips) / meant.length)
    for (const other of others) add(other, slips / others.length / meant.length)
  }
  return odds
}

/** Whether the model will answer a text with the target, as far as it can know without the choices. */
export const gives = (
  question: Question,
  { answer, hasSlipped }: OwnAnswer,
  target: string
): "certainly" | "possibly" | "never" => {
  if (question.category !== "multi-choice" || question.choices !== null) {
    return answer === target ? "certainly" : "never"
  }
  const isRulesAnswer = answer === target.toLowerCase() || stemsOf(target).includes(stem(answer))
  if (answer === unknown || isRulesAnswer === hasSlipped) return "never"
  return hasSlipped ? "possibly" : "certainly"
}
