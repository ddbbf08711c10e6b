/**
 * Whether a stretch of an answer speaks about the task, and is no part of the text that the answer gives.
 *
 * No single sign tells: several weak ones are added up, each with the weight that it has in the labelled corpus.
 */
import { hasLetter, straighten } from "../cleaning/text.ts"
import { formSigns } from "./asideForms.ts"
import { asideBias, asideWeights } from "./asideWeights.ts"
import { wordSigns } from "./asideWords.ts"
import { recalling } from "./recent.ts"
import { sentenceEnd, sentencesOf } from "./sentences.ts"

const masks =
  "\\[(?:redacted|removed|mask(?:ed)?|blank)[ _]?\\d*\\]|<mask>|\\[[A-Z_]{3,}\\d*\\]|[\u2588\u2593\u25A0]+|_{3,}|\\bX{3,}\\b|\\*{4,}"
const mask = new RegExp(masks, "gi")
/** A mask that is spoken of: "replaced with [REDACTED]". */
const namedMask = new RegExp(
  `\\b(with|by|as|to|into|using|used|each|token|placeholder|marker) ["'\`\u201C]?(?:${masks})`,
  "gi"
)

/** What every mask has, and all bold text: most stretches have neither. */
const mayMask = /[[<_*\u2588-\u25A0]|xxx/i

/** Few words are more likely said beside a text, many belong to one. */
const lengthSign = (count: number): string | null =>
  count < 6 ? "short" : count < 26 ? null : count < 51 ? "long" : "veryLong"

const blanksIn = (text: string): number => {
  let count = 0
  for (let at = text.indexOf(" "); at >= 0; at = text.indexOf(" ", at + 1)) count += 1
  return count
}

/** A stretch with straight quotes, without bold and masks. */
const plainOf = (stretch: string): { readonly plain: string; readonly isMasked: boolean } => {
  if (!mayMask.test(stretch)) return { plain: straighten(stretch).trim(), isMasked: false }
  const named = /[[<_*X\u2588-\u25A0]/.test(stretch) ? stretch.replace(namedMask, "$1 ") : stretch
  const unmasked = named.replace(mask, " ")
  return { plain: straighten(unmasked).replace(/\*\*|__/g, "").trim(), isMasked: unmasked !== named }
}

/** The names of all signs that a stretch has. */
export const asideSigns = (stretch: string): readonly string[] => {
  const { isMasked, plain } = plainOf(stretch)
  const signs = wordSigns(plain.toLowerCase())
  for (const sign of formSigns(plain)) signs.push(sign)
  const length = lengthSign(blanksIn(plain) + 1)
  if (length !== null) signs.push(length)
  if (isMasked) signs.push("masked")
  return signs
}

const weights = new Map(Object.entries(asideWeights))

/** The signs of a stretch and what they weigh together. */
const weighed = recalling((said) => {
  const signs = asideSigns(said)
  let score = asideBias
  for (const sign of signs) score += weights.get(sign) ?? 0
  return { signs, score }
})

/** How much a stretch looks like one that speaks about the task: above 0 it rather does than not. */
export const asideScore = (stretch: string): number => weighed(stretch.trim()).score

const hasSign = (stretch: string, signs: ReadonlySet<string>): boolean =>
  weighed(stretch.trim()).signs.some((sign) => signs.has(sign))

const ofTask = new Set(["task", "redacting", "editing", "wording", "quotesWord"])

/** Whether a stretch names the task or an edit, or quotes a word, and does not only talk to somebody. */
export const namesTask = (stretch: string): boolean => hasSign(stretch, ofTask)

const ofAnswer = new Set([
  "task",
  "redacting",
  "editing",
  "note",
  "declining",
  "offers",
  "edited",
  "misses",
  "question",
  "polarity"
])

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
    ? { opening: 0.5, closing: 0, line: 0.6, sentence: 2.8 }
    : { opening: 0.8, closing: 0.7, line: 0.9, sentence: 2.8 }

/** A line that ends with a colon opens a part of a review as well: "The story:". */
export const leadBound = 1.5

/** Whether a stretch is short enough to be an aside, and its score is above the bound. */
export const isAside = (stretch: string, bound: number): boolean =>
  stretch.length <= longestAside && hasLetter(stretch) && asideScore(stretch) > bound

const declines =
  /\b(?:i|we)(?: am|'m)? (?:simply |just |really )?(?:can't|cannot|can not|could not|couldn't|won't|will not|do not feel|don't feel|unable|not able|not willing|must decline|have to decline|would rather not)\b/i

const withoutBoldMarks = (text: string): string =>
  text.includes("**") || text.includes("__") ? text.replace(/\*\*|__/g, "") : text

/** The first sentences of a text, at most so many; what has no letter is none. */
const sentencesIn = (text: string, most = Infinity): readonly string[] => {
  const sentences: string[] = []
  for (const sentence of sentencesOf(withoutBoldMarks(text), sentenceEnd)) {
    if (hasLetter(sentence) && sentences.push(sentence) >= most) break
  }
  return sentences
}

/** No answer without a text is longer. */
const longestTalk = 1500

/** Whether one of the first sentences refuses the task; what follows are reasons. */
export const refuses = (text: string): boolean => {
  if (text.length > longestTalk) return false
  const sentences = sentencesIn(text, 3)
  const refusal = sentences.find((sentence) => declines.test(sentence))
  return refusal !== undefined && !/:\s*\n/.test(text) && declines.test(text)
    && (asideScore(refusal) > 0.5 || asideScore(sentences[0] ?? "") > 1.5)
}

/**
 * Whether everything in a text speaks about the task, so that the answer gives no text at all: each block does, and no
 * sentence of it looks like one of a text; or the text is one block that begins and goes on so.
 */
export const onlyAsides = (text: string): boolean => {
  if (text.length > longestTalk) return false
  // Most texts begin like one, and are not taken apart any further.
  const [first] = sentencesIn(text.slice(0, 300), 1)
  if (first === undefined || asideScore(first) < -1.5) return false
  const sentences = sentencesIn(text)
  const scores = sentences.map(asideScore)
  const mean = scores.reduce((total, score) => total + score, 0) / scores.length
  if (Math.min(...scores) > -0.7 && mean > 0.85) {
    return hasSign(text, ofAnswer) && text.split(/\n\s*\n/).every((block) => isAside(block, 0.5))
  }
  return (scores[0] ?? 0) > 2 && mean > 0 && !/[\n:]/.test(text)
}
