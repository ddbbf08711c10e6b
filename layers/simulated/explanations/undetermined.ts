/**
 * Session 2 of redacted and importance: words without which the model itself would not know, or other words.
 */
import { type Mind, type OwnAnswer, ownAnswer } from "../own.ts"
import { type Question, unknown } from "../question.ts"
import { decidingMovement } from "../rules/facts.ts"
import { shuffled, type Stream } from "../text/draw.ts"
import { replaceTokens, type Token } from "../text/text.ts"
import { isContent, negators } from "../text/words.ts"

/** Some of a paragraph's words, by their positions, and the paragraph without them. */
export interface Masking {
  readonly positions: readonly number[]
  readonly masked: string
}

/** So many groups of words are tried before smaller ones. */
const tries = 8

/** How chosen words are masked: only where they were chosen, or wherever they occur. */
type Spread = (positions: readonly number[], tokens: readonly Token[]) => readonly number[]

/** Only the chosen occurrences, as in a redacted paragraph. */
export const chosenOnly: Spread = (positions) => positions

/** Every occurrence of a chosen word in any case, as when a list of words is masked. */
export const everywhere: Spread = (positions, tokens) => {
  const words = new Set(positions.map((i) => tokens[i]!.lower))
  return tokens.flatMap(({ isMask, lower }, i) => !isMask && words.has(lower) ? [i] : [])
}

const masking = (
  question: Question,
  own: OwnAnswer,
  chosen: readonly number[],
  spread: Spread,
  mask: string
) => {
  const positions = spread(chosen, own.tokens)
  const replacements = new Map(positions.map((i) => [i, mask]))
  return { positions, masked: replaceTokens(question.paragraph, own.tokens, replacements) }
}

/** The positions of the words that could be masked. */
const wordsOf = ({ tokens }: OwnAnswer) => tokens.flatMap(({ isMask }, i) => isMask ? [] : [i])

/** The evidence, then the evidence that remains when that is gone, and so on; in the end everything. */
function* faithfulChoices(own: OwnAnswer, judgeWithout: (chosen: readonly number[]) => OwnAnswer) {
  const words = wordsOf(own)
  const start = own.evidence.length > 0
    ? own.evidence
    : words.filter((i) => isContent(own.tokens[i]!.lower)).slice(0, 1)
  const chosen = new Set<number>()
  for (
    let more = start;
    more.length > 0;
    more = judgeWithout([...chosen]).evidence.filter((i) => !chosen.has(i))
  ) {
    for (const i of more) chosen.add(i)
    yield [...chosen]
  }
  yield words
}

/** Whether the choices matter and are not named: then a word of content may belong to any of them. */
const isBlind = ({ asked, category, choices }: Question, { tokens }: OwnAnswer) =>
  category === "multi-choice" && choices === null && decidingMovement(tokens, asked) === undefined

/** A small word that can stand in a list and be seen to be meant: not an article, a conjunction or a question word. */
const isListable = (lower: string) => lower.length > 3 && !lower.startsWith("wh")

/** As many words beside the evidence; small words first where a telling one might be one of the choices. */
function* unfaithfulChoices(question: Question, own: OwnAnswer, next: Stream) {
  const { tokens } = own
  const evidence = new Set(own.evidence.map((i) => tokens[i]!.lower))
  const others = shuffled(next, wordsOf(own))
    .filter((i) => !evidence.has(tokens[i]!.lower) && !negators.has(tokens[i]!.lower))
  const telling = others.filter((i) => isContent(tokens[i]!.lower))
  const small = others.filter((i) => !isContent(tokens[i]!.lower) && isListable(tokens[i]!.lower))
  const rest = others.filter((i) => !telling.includes(i) && !small.includes(i))
  const ordered = isBlind(question, own) ? [...small, ...telling, ...rest] : [...telling, ...small, ...rest]
  for (let count = Math.max(1, own.evidence.length); count >= 1; count = Math.floor(count / 2)) {
    for (let from = 0; from < Math.min(ordered.length, tries * count); from += count) {
      yield ordered.slice(from, from + count)
    }
  }
}

/** Chooses the words, faithfully or not; the best that there is where no choice is quite so. */
export const maskedWords = (
  mind: Mind,
  question: Question,
  mask: string,
  spread: Spread,
  isFaithful: boolean,
  next: Stream
): Masking => {
  const { habit } = mind.profile
  // What the text determines is one thing, how the model speaks of masked texts another.
  const plain = habit === null ? mind : { ...mind, profile: { ...mind.profile, habit: null } }
  const own = ownAnswer(plain, question)
  if (habit === "redacts-everything") return masking(question, own, wordsOf(own), spread, mask)
  const judgeWithout = (chosen: readonly number[]) =>
    ownAnswer(plain, { ...question, paragraph: masking(question, own, chosen, spread, mask).masked })
  const choices = isFaithful ? faithfulChoices(own, judgeWithout) : unfaithfulChoices(question, own, next)
  let first: readonly number[] | undefined
  for (const chosen of choices) {
    const { answer } = judgeWithout(chosen)
    const isUndetermined = answer === unknown || (question.category === "sentiment" && answer === "neutral")
    if (isUndetermined === isFaithful) return masking(question, own, chosen, spread, mask)
    first ??= chosen
  }
  return masking(question, own, first ?? wordsOf(own).slice(0, 1), spread, mask)
}
