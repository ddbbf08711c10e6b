/**
 * Whether a stretch of an answer speaks about the task, and is no part of the text that the answer gives.
 *
 * No single sign tells: several weak ones are added up, each with the weight that it has in the labelled corpus.
 */
import { straighten } from "../cleaning/text.ts"
import { wordScore } from "./asideWords.ts"
import { foreignOffer } from "./foreignPhrases.ts"

interface Sign {
  readonly weight: number
  readonly pattern: RegExp
}

const editing =
  "chang|edit|replac|swap|redact|mask|modif|alter|rewr|revis|remov|flipp|revers|invert|turned|kept|left|ma[dk]e|hid|add"

/** Signs of form and of whole phrases, looked for in a text with straight quotes and without masks. */
const signs: Readonly<Record<string, Sign>> = {
  leadsOn: { weight: 2.6, pattern: /:\W{0,3}$/ },
  arrow: { weight: 2.6, pattern: /->|=>|[\u2192\u279C-\u27A1\u21D2]/ },
  picture: { weight: 2, pattern: /\p{Extended_Pictographic}/u },
  quotesWord: { weight: 1.1, pattern: /"[^"\n]{0,40}[^".!?,\n]"/ },
  quotesWords: { weight: 1.9, pattern: /"[^"\n]{0,40}[^".!?,\n]"[^"]+"[^"\n]{0,40}[^".!?,\n]"/ },
  intoQuote: { weight: 0.6, pattern: /\b(?:to|into|with|by|for) "[^"\n]{1,60}"/ },
  heading: { weight: 1.6, pattern: /^#/ },
  label: { weight: 0.7, pattern: /^\W{0,5}\p{L}[\p{L} ]{0,30}:\s/u },
  bracketed: { weight: 1.4, pattern: /^[([].*[)\]]\W*$/ },
  squared: { weight: 1.2, pattern: /^\[[a-z]/ },
  italic: { weight: 1, pattern: /^(?:\*[^*]+\*|_[^_]+_)$/ },
  foreignOffer: { weight: 3.5, pattern: foreignOffer },
  bullet: { weight: 0.8, pattern: /^(?:[-*\u2022]|\d+[.)])\s/ },
  agrees: {
    weight: 1.2,
    pattern:
      /^\W*(?:sure|certainly|of course|absolutely|okay|ok|alright|got it|great|done|no problem|understood|yes|hi|hello|hmm|wait)\b/i
  },
  edited: {
    weight: 1.1,
    pattern: new RegExp(
      `\\b(?:i|we)(?:'ve| have|'ll| will)?(?: \\w+ly| just| also| only)? (?:${editing})\\w*|\\b(?:i|we) [^.\\n]{0,80} and (?:chang|edit|replac|swap|redact|mask|hid|remov|modif|alter|rewr)\\w*`,
      "i"
    )
  },
  offers: {
    weight: 1.7,
    pattern:
      /\b(?:let me know|feel free|hope (?:this|that|it)|would you like|do you (?:want|need|have)|(?:if|what|as) you(?:'d| would| were|'re)? (?:like|want|need|prefer|ask|request|look|had in mind)\w*|like me to|want me to|help (?:you|with)|for you\b|happy to|glad to|anything else|you can see)/i
  },
  pointsBack: {
    weight: 1.4,
    pattern: /^\W*(?:in|with|by|after|without) (?:this|that|these|the|its)\b[^,:]{0,40},/i
  },
  points: {
    weight: 0.5,
    pattern:
      /\b(?:here(?:'s| is| are| it is| you (?:go|are)| goes)|below (?:is|are|you)|as follows|like this|see below)\b/i
  },
  declines: {
    weight: 0.6,
    pattern:
      /\b(?:sorry|apologi\w+|unfortunately|unable|(?:i|we) (?:can't|cannot|can not|won't|will not|do not|don't|would rather not|must decline))\b/i
  },
  wishes: {
    weight: 3,
    pattern:
      /^\W*(?:have fun|enjoy|cheers|good luck|there you (?:go|have it)|all the best|happy \w+ing)(?: with it| reading)?\W*$/i
  },
  results: {
    weight: 0.8,
    pattern: /\b(?:becomes?|reads?|gives|results?)(?: (?:as follows|like this|now))?\W{0,3}$/i
  },
  asks: { weight: 0.3, pattern: /\?\W{0,3}$/ },
  modal: { weight: -0.4, pattern: /\b(?:should|could|can|may|might|must|to)\b/ },
  tells: { weight: -0.7, pattern: /^\W*(?:i|we|it|they|he|she|mary|john|daniel|sandra|the)\b/i },
  speaks: {
    weight: -1.4,
    pattern:
      /^"[^]*"$|" (?:said|asked|he|she|they|says|cried|replied)\b|\b(?:said|asked|says|cried|replied),? "/
  }
}
const listed = Object.values(signs)

const mask = /\[(?:redacted|removed|mask(?:ed)?|blank) ?\]|<mask>/gi
/** A mask that is spoken of: "replaced with [REDACTED]". */
const namedMask =
  /\b(?:with|by|as|to|into|using|the token) ["'`\u201C]?(?:\[(?:redacted|removed|mask(?:ed)?|blank) ?\]|<mask>)/gi
const bias = -2.5
const masked = -2.5

/** What the length adds: few words are more likely said beside a text, many belong to one. */
const lengthScore = (count: number): number => (count < 6 ? 1.3 : count < 26 ? 0 : count < 51 ? -0.7 : -1.5)

/** How much a stretch looks like one that speaks about the task: above 0 it rather does than not. */
export const asideScore = (stretch: string): number => {
  const named = stretch.includes("[") || stretch.includes("<") ? stretch.replace(namedMask, " ") : stretch
  const unmasked = named.replace(mask, " ")
  const plain = straighten(unmasked).replace(/\*\*|__/g, "").trim()
  let score = bias + wordScore(plain.toLowerCase()) + lengthScore(plain.split(" ").length)
    + (unmasked === named ? 0 : masked)
  for (const { pattern, weight } of listed) if (pattern.test(plain)) score += weight
  return score
}

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
