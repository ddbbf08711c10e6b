/**
 * The general rule for questions with a choice of answers: the choice whose words stand closest to the question's, or
 * nearest to the end, since that is where stories tell how things came out.
 */
import { type Judgement, unknown } from "../question.ts"
import type { Token } from "../text/text.ts"
import { isContent, stem } from "../text/words.ts"

const wordPattern = /[\p{L}\p{M}\p{N}]+/gu

/** The stems of a text's content words, or of all its words if there are no others. */
export const stemsOf = (text: string): readonly string[] => {
  const words = text.toLowerCase().match(wordPattern) ?? []
  const content = words.filter(isContent)
  return [...new Set((content.length > 0 ? content : words).map(stem))]
}

/** A distance of so many words halves the weight of a question's word. */
const halfDistance = 6

/** What is told so many words later weighs as much as one more of the question's words. */
const wordsPerAnchor = 60

type Positions = readonly number[]

/** How close a position stands to each of the question's words, summed; a word that is everywhere says less. */
const closeness = (position: number, anchors: readonly Positions[]): number =>
  anchors.reduce((sum, positions) => {
    const nearest = positions.reduce((best, anchor) => Math.min(best, Math.abs(anchor - position)), Infinity)
    return sum + 1 / (1 + nearest / halfDistance) / Math.sqrt(positions.length)
  }, 0)

/** How well a word is placed, by its best occurrence; 0 if it does not occur. */
const placement = (positions: Positions, anchors: readonly Positions[]): number =>
  positions.reduce(
    (best, position) => Math.max(best, closeness(position, anchors) + (position + 1) / wordsPerAnchor),
    0
  )

const positionsByStem = (tokens: readonly Token[]): ReadonlyMap<string, Positions> => {
  const positions = new Map<string, number[]>()
  for (const [i, { isMask, lower }] of tokens.entries()) {
    if (isMask) continue
    const key = stem(lower)
    const known = positions.get(key)
    if (known === undefined) positions.set(key, [i])
    else known.push(i)
  }
  return positions
}

/** Judges by the places of words; without choices the answer is the one word that is placed best. */
export const judgeByOverlap = (
  tokens: readonly Token[],
  asked: string,
  choices: readonly string[] | null
): Judgement => {
  const positions = positionsByStem(tokens)
  const askedStems = stemsOf(asked)
  const anchors = askedStems.flatMap((word) => {
    const found = positions.get(word)
    return found === undefined ? [] : [found]
  })
  const evidence = anchors.flat()
  const isMasked = tokens.some(({ isMask }) => isMask)
  if (isMasked && anchors.length === 0) return { answer: unknown, evidence }
  const candidates = choices ?? [
    ...new Set(
      tokens.flatMap(({ isMask, lower }) =>
        isMask || !isContent(lower) || askedStems.includes(stem(lower)) ? [] : [lower]
      )
    )
  ]
  let best = { answer: unknown, score: isMasked ? 0 : -1 }
  for (const answer of candidates) {
    const stems = stemsOf(answer)
    const telling = stems.filter((word) => !askedStems.includes(word))
    const words = telling.length > 0 ? telling : stems
    const sum = words.reduce(
      (total, word) => total + placement(positions.get(word) ?? [], anchors),
      0
    )
    const score = sum / Math.max(1, words.length)
    if (score > best.score) best = { answer, score }
  }
  return { answer: best.answer, evidence }
}
