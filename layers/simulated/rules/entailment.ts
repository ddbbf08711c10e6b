/**
 * The rule for entailment: the paragraph must hold enough of the hypothesis's words, one of its sentences must hold
 * them in about the same order, and it must negate if and only if the hypothesis does.
 */
import { type Judgement, unknown } from "../question.ts"
import type { Token } from "../text/text.ts"
import { isContent, negators, stem } from "../text/words.ts"

/** The share of the hypothesis's words that must be found for a yes: paraphrases share less than half of them. */
const enough = 0.4

/** Below this share, a text with masked words says too little about the hypothesis. */
const related = 0.1

/** From this share on the words are nearly the same, and their order tells who did what to whom. */
const verbatim = 0.8

/** The share of word pairs that must keep their order then. */
const ordered = 0.8

const wordPattern = /[\p{L}\p{M}\p{N}]+(?:['’]t(?![\p{L}\p{N}]))?/gu

/** The words of a hypothesis in lower case. */
const wordsOf = (hypothesis: string): readonly string[] =>
  (hypothesis.toLowerCase().match(wordPattern) ?? []).map((word) => word.replace("’", "'"))

/** Whether a stretch of words negates: two negations cancel. */
const isNegative = (words: readonly string[]): boolean =>
  words.filter((word) => negators.has(word)).length % 2 === 1

/** The sentence that holds the most of the hypothesis's words. */
const closestSentence = (tokens: readonly Token[], evidence: readonly number[]): readonly Token[] => {
  const kinds = new Map<number, Set<string>>()
  for (const i of evidence) {
    const { lower, sentence } = tokens[i]!
    kinds.set(sentence, (kinds.get(sentence) ?? new Set()).add(stem(lower)))
  }
  const [best] = [...kinds].toSorted(([, a], [, b]) => b.size - a.size)
  return tokens.filter(({ sentence }) => sentence === best?.[0])
}

/** The share of word pairs that two texts have in the same order; 1 where there is nothing to compare. */
const sameOrder = (sentence: readonly string[], hypothesis: readonly string[]): number => {
  const places = hypothesis.flatMap((word) => sentence.includes(word) ? [sentence.indexOf(word)] : [])
  let pairs = 0
  let kept = 0
  for (const [i, place] of places.entries()) {
    for (const later of places.slice(i + 1)) {
      pairs++
      if (place < later) kept++
    }
  }
  return pairs === 0 ? 1 : kept / pairs
}

/** Judges whether the hypothesis follows. */
export const judgeEntailment = (tokens: readonly Token[], hypothesis: string): Judgement => {
  const words = wordsOf(hypothesis)
  const content = words.filter((word) => isContent(word) && !negators.has(word))
  const wanted = [...new Set((content.length > 0 ? content : words).map(stem))]
  const evidence = tokens.flatMap(({ isMask, lower }, i) =>
    !isMask && wanted.includes(stem(lower)) ? [i] : []
  )
  const found = new Set(evidence.map((i) => stem(tokens[i]!.lower)))
  const share = wanted.length === 0 ? 0 : found.size / wanted.length
  if (share < related && tokens.some(({ isMask }) => isMask)) return { answer: unknown, evidence }
  if (share < enough) return { answer: "no", evidence }
  const sentence = closestSentence(tokens, evidence).map(({ lower }) => lower)
  const isInOrder = share < verbatim || sameOrder(sentence.map(stem), wanted) >= ordered
  const agrees = isNegative(sentence) === isNegative(words)
  return { answer: isInOrder && agrees ? "yes" : "no", evidence }
}
