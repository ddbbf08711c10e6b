/**
 * Whether a stretch of an answer speaks about the task, and is no part of the text that the answer gives.
 *
 * No single sign tells: several weak ones are added up, each with the weight that it has in the labelled corpus.
 */
import { straighten } from "../cleaning/text.ts"
import { formSigns } from "./asideForms.ts"
import { asideBias, asideWeights } from "./asideWeights.ts"
import { wordSigns } from "./asideWords.ts"

const mask = /\[(?:redacted|removed|mask(?:ed)?|blank) ?\]|<mask>/gi
/** A mask that is spoken of: "replaced with [REDACTED]". */
const namedMask =
  /\b(?:with|by|as|to|into|using|the token) ["'`\u201C]?(?:\[(?:redacted|removed|mask(?:ed)?|blank) ?\]|<mask>)/gi

/** Few words are more likely said beside a text, many belong to one. */
const lengthSigns = (count: number): readonly string[] =>
  count < 6 ? ["short"] : count < 26 ? [] : count < 51 ? ["long"] : ["veryLong"]

/** The names of all signs that a stretch has. */
export const asideSigns = (stretch: string): readonly string[] => {
  const named = /[[<]/.test(stretch) ? stretch.replace(namedMask, " ") : stretch
  const unmasked = named.replace(mask, " ")
  const plain = straighten(unmasked).replace(/\*\*|__/g, "").trim()
  return [
    ...wordSigns(plain.toLowerCase()),
    ...formSigns(plain),
    ...lengthSigns(plain.split(" ").length),
    ...(unmasked === named ? [] : ["masked"])
  ]
}

/** How much a stretch looks like one that speaks about the task: above 0 it rather does than not. */
export const asideScore = (stretch: string): number =>
  asideSigns(stretch).reduce((score, sign) => score + (asideWeights[sign] ?? 0), asideBias)

/** No aside that stands alone is longer. */
const longestAside = 800

/** How sure a score must be, by how the stretch is set off from the text. */
export interface Bounds {
  /** A first block, with a blank line behind it. */
  readonly opening: number
  /** A last block, with a blank line before it. */
  readonly closing: number
  /** A last line. */
  readonly line: number
  /** A last sentence in the line of the text. */
  readonly sentence: number
}

/** An answer that began by talking to the user is likely to end so. */
export const bounds = (isLed: boolean): Bounds =>
  isLed
    ? { opening: 0.6, closing: 0.3, line: 1, sentence: 0.9 }
    : { opening: 2, closing: 1.5, line: 1.9, sentence: 1.7 }

/** Whether a stretch is short enough to be an aside, and its score is above the bound. */
export const isAside = (stretch: string, bound: number): boolean =>
  stretch.length <= longestAside && /\p{L}/u.test(stretch) && asideScore(stretch) > bound

const declines =
  /\b(?:i|we)(?: am|'m)? (?:can't|cannot|can not|could not|couldn't|won't|will not|do not feel|don't feel|unable|not able|not willing|must decline|have to decline|would rather not)\b/i

const sentenceEnd = /(?<=[.!?:]["')]?)\s+|\n+/

/**
 * Whether everything in a text speaks about the task, so that the answer gives no text at all: each sentence does, or
 * the text is one block that begins and goes on so.
 */
export const onlyAsides = (text: string): boolean => {
  if (text.length > 1500) return false
  const sentences = text.replace(/\*\*|__/g, "").split(sentenceEnd).filter((sentence) =>
    /\p{L}/u.test(sentence)
  )
  const first = sentences[0]
  if (first === undefined) return false
  const firstScore = asideScore(first)
  if (firstScore < -1.5) return false
  const scores = [firstScore, ...sentences.slice(1).map(asideScore)]
  // A refusal goes on about its reasons.
  if (firstScore > 1.5 && !text.includes(":") && declines.test(sentences.slice(0, 3).join(" "))) return true
  const mean = scores.reduce((total, score) => total + score, 0) / scores.length
  if (mean > 0.85 && asideScore(text) > 1 && Math.min(...scores) > -1.3) return true
  return firstScore > 2 && mean > 0 && !text.includes("\n") && !text.includes(":")
}
