/**
 * The general rule for questions with a choice of answers: the choice whose words stand closest to the question's.
 */
import { type Judgement, unknown } from "./question.ts"
import type { Token } from "./text.ts"
import { isContent, stem } from "./words.ts"

const wordPattern = /[\p{L}\p{M}\p{N}]+/gu

/** The stems of a text's content words, or of all its words if there are no others. */
export const stemsOf = (text: string): readonly string[] => {
  const words = text.toLowerCase().match(wordPattern) ?? []
  const content = words.filter(isContent)
  return [...new Set((content.length > 0 ? content : words).map(stem))]
}

/** A distance of so many words halves the weight. */
const halfDistance = 6

/** How close a position stands to each of the question's words, summed; a word that is everywhere says less. */
const closeness = (position: number, anchors: readonly (readonly number[])[]): number =>
  anchors.reduce((sum, positions) => {
    const nearest = positions.reduce((best, anchor) => Math.min(best, Math.abs(anchor - position)), Infinity)
    return sum + 1 / (1 + nearest / halfDistance) / Math.sqrt(positions.length)
  }, 0)

const positionsOf = (stems: readonly string[], wanted: string): readonly number[] =>
  stems.flatMap((found, i) => found === wanted ? [i] : [])

/** Judges by the words' distances; without choices the answer is the one word that stands closest. */
export const judgeByOverlap = (
  tokens: readonly Token[],
  asked: string,
  choices: readonly string[] | null
): Judgement => {
  const stems = tokens.map(({ isMask, lower }) => isMask ? "" : stem(lower))
  const askedStems = stemsOf(asked)
  const anchors = askedStems.map((word) => positionsOf(stems, word)).filter(({ length }) => length > 0)
  const evidence = anchors.flat()
  const isMasked = tokens.some(({ isMask }) => isMask)
  if (isMasked && anchors.length === 0) return { answer: unknown, evidence }
  const candidates = choices ?? tokens
    .filter(({ isMask, lower }) => !isMask && isContent(lower) && !askedStems.includes(stem(lower)))
    .map(({ lower }) => lower)
  const scored = candidates.map((choice) => {
    const own = stemsOf(choice)
    const telling = own.filter((word) => !askedStems.includes(word))
    const words = telling.length > 0 ? telling : own
    const support = words.reduce(
      (sum, word) =>
        sum
        + positionsOf(stems, word).reduce(
          (best, position) => Math.max(best, closeness(position, anchors)),
          0
        ),
      0
    )
    return { choice, score: support / Math.max(1, words.length) }
  })
  const best = scored.reduce<{ choice: string; score: number } | undefined>(
    (top, one) => top === undefined || one.score > top.score ? one : top,
    undefined
  )
  if (best === undefined || (isMasked && best.score === 0)) return { answer: unknown, evidence }
  return { answer: best.choice, evidence }
}
