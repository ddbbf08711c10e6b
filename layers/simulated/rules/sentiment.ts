/**
 * The sentiment rule: opinion words are weighed, and a negation before a word turns it round.
 */
import { type Judgement, unknown } from "../question.ts"
import type { Token } from "../text/text.ts"
import { negators } from "../text/words.ts"
import { opinionOf } from "./opinions.ts"

/** A negation reaches so many words. */
const reach = 3

/** Reviewers put their verdict after such words, and what speaks against it before them. */
const turns = new Set([
  "but",
  "however",
  "yet",
  "still",
  "nevertheless",
  "otherwise",
  "unfortunately",
  "sadly",
  "then"
])

/** Reviewers who admit something are about to overrule it. */
const admissions = new Set([
  "admit",
  "grant",
  "concede",
  "allow",
  "respect",
  "sure",
  "although",
  "though",
  "admittedly"
])

/** Whether a negation before the word, in the same clause, turns it round. */
const isNegated = (tokens: readonly Token[], position: number): boolean => {
  for (let i = position; i > position - reach && i > 0; i--) {
    if (tokens[i]!.afterBreak) return false
    if (negators.has(tokens[i - 1]!.lower)) return true
  }
  return false
}

/** How the weight of an opinion changes after a turn, before one, and in an admission. */
const afterTurn = 2
const beforeTurn = 0.5
const admitted = 0.3

/** The weight of what is said at a position: the end of a text and what follows a turn say more. */
const weightAt = (tokens: readonly Token[], position: number): number => {
  const { sentence } = tokens[position]!
  let weight = 1 + position / tokens.length
  const start = tokens.findIndex((token) => token.sentence === sentence)
  for (let i = start; i < tokens.length && tokens[i]!.sentence === sentence; i++) {
    const { lower } = tokens[i]!
    if (turns.has(lower)) weight *= i < position ? afterTurn : beforeTurn
    if (admissions.has(lower)) weight *= admitted
  }
  return weight
}

/** What an opinion word says where it stands. */
export interface Voice {
  readonly position: number
  /** Above 0 for praise. */
  readonly weight: number
}

/** The opinion words of a text. */
export const voices = (tokens: readonly Token[]): readonly Voice[] =>
  tokens.flatMap(({ lower }, position) => {
    const opinion = opinionOf(lower)
    if (opinion === undefined) return []
    const polarity = isNegated(tokens, position) ? -opinion.weight : opinion.weight
    return [{ position, weight: polarity * weightAt(tokens, position) }]
  })

/** Positive or negative by weight; neutral where no opinion was ever there. */
export const judgeSentiment = (tokens: readonly Token[]): Judgement => {
  const found = voices(tokens)
  const evidence = found.map(({ position }) => position)
  if (found.length === 0) {
    return { answer: tokens.some(({ isMask }) => isMask) ? unknown : "neutral", evidence }
  }
  const sum = found.reduce((total, { weight }) => total + weight, 0)
  return { answer: sum < 0 ? "negative" : "positive", evidence }
}
