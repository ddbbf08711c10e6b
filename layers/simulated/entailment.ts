/**
 * The rule for entailment: most of the hypothesis's words must be in the paragraph, with the same negation.
 */
import { type Judgement, unknown } from "./question.ts"
import type { Token } from "./text.ts"
import { isContent, negators, stem } from "./words.ts"

/** The share of the hypothesis's words that must be found for a yes. */
const enough = 0.7

/** Below this share, a text with masked words says too little about the hypothesis. */
const related = 0.25

const wordPattern = /[\p{L}\p{M}\p{N}]+(?:['’]t(?![\p{L}\p{N}]))?/gu

const isNegator = (lower: string) => negators.has(lower)

/** Whether a stretch of words negates: two negations cancel. */
const isNegative = (words: readonly string[]): boolean => words.filter(isNegator).length % 2 === 1

/** The words of a hypothesis in lower case. */
const wordsOf = (hypothesis: string): readonly string[] =>
  (hypothesis.toLowerCase().match(wordPattern) ?? []).map((word) => word.replace("’", "'"))

/** Judges whether the hypothesis follows. */
export const judgeEntailment = (tokens: readonly Token[], hypothesis: string): Judgement => {
  const words = wordsOf(hypothesis)
  const content = words.filter((word) => isContent(word) && !isNegator(word))
  const wanted = new Set((content.length > 0 ? content : words).map(stem))
  const evidence = tokens.flatMap(({ isMask, lower }, i) => !isMask && wanted.has(stem(lower)) ? [i] : [])
  const found = new Set(evidence.map((i) => stem(tokens[i]!.lower)))
  const share = wanted.size === 0 ? 0 : found.size / wanted.size
  if (share < related && tokens.some(({ isMask }) => isMask)) return { answer: unknown, evidence }
  if (share < enough) return { answer: "no", evidence }
  const isSame = isNegative(sentenceWith(tokens, evidence)) === isNegative(words)
  return { answer: isSame ? "yes" : "no", evidence }
}

/** The words of the sentence that holds the most of the evidence. */
const sentenceWith = (tokens: readonly Token[], evidence: readonly number[]): readonly string[] => {
  const counts = new Map<number, number>()
  for (const i of evidence) {
    const { sentence } = tokens[i]!
    counts.set(sentence, (counts.get(sentence) ?? 0) + 1)
  }
  const [best] = [...counts].toSorted(([, a], [, b]) => b - a)
  return tokens.filter(({ sentence }) => sentence === best?.[0]).map(({ lower }) => lower)
}
