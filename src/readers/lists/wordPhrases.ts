/** Headings, glosses and sentences about a list, by how they begin. */
import { unimportant } from "./unimportant.ts"
import type { Line } from "./wordLines.ts"

const groupNames =
  "positive|negative|neutral|mixed|adjectives?|nouns?|verbs?|adverbs?|words?|phrases?|terms?|keywords?|important|people|persons?|places?|names?|locations?|objects?|characters?|actions?|others?|emotions?|sentiment|entit(?:y|ies)|dates?|numbers?|answer|list|expressions?|tokens?|indicators?|descriptors?|tone|subjects?|time|things|animals?|events?|organi[sz]ations?|items?"
const qualifiers = "most|very|strongly|key|strong|more|main|other|top|also|highly|clearly|overall|single"
const adjectives =
  "important|positive|negative|neutral|key|relevant|notable|crucial|main|sentiment|strong|descriptive|emotional|essential|critical|significant|proper"
const groupHeads =
  "words?|phrases?|terms?|sentiment|indicators?|ones|adjectives|expressions?|language|aspects|descriptors?|connotations?|nouns?|elements?"

const groupHeading = new RegExp(
  `^(?:the )?(?:[\\w/-]+ ){0,4}?(?:${groupNames})(?: [\\w/-]+){0,12}\\s?(?:\\([^()]*\\))?:$`,
  "i"
)

/** A group heading in front of its words: "Positive words: superb, fun". */
export const groupInline = new RegExp(
  `^(?:the )?(?:(?:${qualifiers}) ){0,2}(?:(?:${adjectives}) ){0,2}(?:${groupNames})(?: (?:${groupHeads}))?(?: \\([^()]{0,60}\\))?:\\s+(?=\\S)`,
  "i"
)

/** A group heading with its words in brackets: "Positive words (superb, fun)". */
export const groupInBrackets = new RegExp(
  `^(?:\\w+ ){0,2}(?:${groupNames})\\s?\\(([^()]*,[^()]*)\\)\\.?$`,
  "i"
)

/** Whether the line names words as not important. */
export const saysUnimportant = (plain: string): boolean =>
  unimportant.test(plain) && unimportant.test(plain.replace(/\([^()]*\)/g, ""))
  && !/\b(?:most|more) (?:\w+ )?to (?:the )?(?:least|less)\b/i.test(plain)

/** Whether a heading announces reasons and not words. */
export const givesReasons = (plain: string): boolean =>
  !/\b(?:words?|phrases?|terms?)\b.*\b(?:with|including|along|and)\b/i.test(plain)
  && /\b(?:because|since|reasons?|explanations?|rationale|why|notes?|reasoning|analysis)\b[^:]{0,20}:$/i.test(
    plain
  )

const boldHeading =
  /^\*\*[^*]*(?:words?|phrases?|terms?|list|nouns|verbs|adjectives|sentiment|positive|negative)[^*]*\*\*$/i

/** A line that only announces items. */
export const isHeading = (line: Line): boolean => {
  const plain = line.plain
  if (/^#{1,6}\s/.test(line.text)) return true
  if (plain.endsWith(":") && (!line.bullet || plain.split(" ").length > 3 || groupHeading.test(plain))) {
    return true
  }
  return !line.bullet && boldHeading.test(line.text)
}

/** How sentences about a list begin. */
export const proseCue =
  /^(?:sure|certainly|of course|here (?:are|is)|here's|the (?:following|most|important|words?|above|key|sentiment|list|paragraph|answer|phrases?|main)|these|this|those|without|note|please|removing|if |by |i |i've|let me|each|all |they|in this|based on|for |overall|to (?:determine|find|identify|pick|spot|choose|decide|see|get)\b|as |it |explanation|when|both|some of|other|together|because|however|feel free|redact|in (?:order|conclusion|summary|short)|to sum|list (?:the|of)|your task|what are)/i

export const wordNoun = /\b(?:words?|phrases?|terms?|keywords?|adjectives|expressions?)\b/i

/** What joins a sentence to the list that it announces. */
export const listVerb =
  /\b(?:are|is|include|includes|including|would be|were|such as|like|namely|being)\b:?\s+(?=\S)/i

/** "loved and gem are the most important words": the words stand before the verb. */
export const wordsFirst =
  /^(.{1,200}?) (?:are|is) (?:the |some of the )?(?:most )?(?:important|key|relevant|crucial|essential|decisive|(?:words|ones|terms|phrases) (?:that|which)(?=[^:]*$))\b/i

/** A word that no list of important words holds by itself. */
export const functionWord =
  /^(?:the|a|an|is|was|are|were|it|this|that|i|they|we|he|she|of|to|in|has|have|had|not|be|can|cannot|which|because|with)$/i

const sentenceWord =
  /\b(?:the|a|an|is|was|are|were|it|this|that|i|they|we|he|she|of|to|in|has|have|had|not|be|can|cannot|which|because|with|for|so|its|my|and)\b/gi

/** Whether words that commas part are a sentence nevertheless: "The review is long, so I looked for verbs." */
export const isSentence = (plain: string): boolean => {
  const count = plain.split(" ").length
  const common = plain.match(sentenceWord)?.length ?? 0
  return /[.!?]$/.test(plain) && count >= 7 && common >= 3 && common * 4 >= count
}

/** A sentence about the list, not an item of it. */
export const isProse = (line: Line): boolean => {
  const plain = line.plain
  if (line.bullet && !/[.!]$/.test(plain)) return false
  const count = plain.split(" ").length
  if (line.bullet) return count > 12 && !/["(:]|\s[-\u2013\u2014]\s/.test(plain)
  return (count >= 3 && /^(?:they|these|this|those|it) [^,]*\.$/i.test(plain))
    || (count >= 5 && proseCue.test(plain)) || (count >= 7 && /[.!?]$/.test(plain) && !plain.includes(","))
}

const glossStart =
  /^(?:where|who|what|which|shows?|express\w*|indicat\w*|this|it|suggest\w*|describ\w*|convey\w*|impl\w*|reason|explanation|meaning|because|refers?|used|score|count|importance|weight|note|context|sentiment|reveals?|denot\w*|tells?|emphasi\w*|highlight\w*|why|example|identif\w*|specif\w*|establish\w*|appears?|negative|positive|neutral)\b/i

const explains =
  /^\(?(?:reason(?:ing)?|explanation|meaning|why|importance|score|rank|note|context|definition|type|part of speech|pos|weight|polarity|justification|rationale|effect|impact|confidence|count|frequency|total)\s?:|^(?:overall )?sentiment\s?:\s?(?:positive|negative|neutral|mixed|unknown)\.?$/i

/** A line of its own that explains the item before it: "Reason: …". */
export const isExplanation = (line: Line): boolean => explains.test(line.plain)

/** A deeper line that explains the item above it. */
export const isGlossLine = (line: Line): boolean => {
  const plain = line.plain
  return glossStart.test(plain) || (plain.split(" ").length >= 5 && !plain.startsWith("\""))
}
