/** Answers that tell how to edit, or which words to redact, and give no text. */
import { anyOf } from "../cleaning/text.ts"

const editVerbs = [
  "find",
  "identify",
  "look (?:for|at)",
  "locate",
  "pick(?: out)?",
  "choose",
  "select",
  "replace",
  "change",
  "swap",
  "substitute",
  "remove",
  "delete",
  "redact",
  "mask",
  "turn",
  "rewrite",
  "rephrase",
  "keep",
  "leave",
  "check",
  "make sure",
  "ensure",
  "read",
  "go through",
  "begin with",
  "start (?:with|by)",
  "add",
  "insert",
  "use",
  "avoid",
  "highlight",
  "mark",
  "underline",
  "cross out",
  "black out",
  "cover",
  "flip",
  "reverse",
  "invert",
  "adjust",
  "convert"
]
const order =
  "(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|then|next|after that|afterwards|finally|lastly|also|now|simply|just)"
const imperative = new RegExp(`^(?:and )?(?:${order},? )?(?:${anyOf(editVerbs)})\\b`, "i")
const modal =
  /\b(?:should|could|can|may|must|needs? to|ought to)(?: \w+)? (?:be|become|turn|stay|remain)\b|\b(?:i|you|we|one)(?:'d| would| could| can| should| might| may)(?: also| then| simply)? (?:suggest|recommend|advise|propose|start|begin|turn|redact|replace|change|remove|swap|keep|leave|look|pick|use)\b/i

const editTerms = [
  /\bwords?\b/i,
  /\b(?:adjectiv|adverb|verbs?\b|nouns?\b)/i,
  /\b(?:sentiment|tone|polarity)\b/i,
  /\bredact/i,
  /\b(?:replac|swap|substitut)/i,
  /\b(?:opposites?|synonyms?|antonyms?)\b/i,
  /\b(?:paragraph|text|passage)\b/i,
  /\bhypothes/i,
  /\b(?:phrases?|expressions?|sentences?)\b/i,
  /\bnames?\b/i
]

const longestAdvice = 1500
const sentenceEnd = /\n+|(?<=[.!?:]["'\u201D)]?)\s+/

/** Whether most sentences of a text are instructions, and several terms of editing occur: "1. Find … 2. Replace …". */
export const isAdvice = (text: string): boolean => {
  if (text.length > longestAdvice) return false
  const sentences = text.split(sentenceEnd).map((sentence) =>
    sentence.replace(/^\s*(?:[-*\u2022#]+|\(?(?:step )?\d{1,2}[.):])\s*\**/i, "")
  ).filter((sentence) => /\p{L}/u.test(sentence))
  const advising = sentences.filter((sentence) => imperative.test(sentence) || modal.test(sentence))
  return advising.length > 1 && advising.length * 5 >= sentences.length * 3
    && editTerms.filter((term) => term.test(text)).length > 1
}

const announcedWords =
  /^[^.\n:"\u201C]{0,120}\b(?:words?|terms?|phrases?|expressions?)\b[^.\n:"\u201C]{0,100}(?:\b(?:are|is|would be|include)\b:?|:)\s+(?=\S)/i
const chosenWords =
  /\b(?:redact|mask|hide|black out|remove|replace|important|key|crucial|decisive|relevant|influential)/i

/** Whether a text only lists words: "The words that I would redact are \"Oslo\" and \"king\"." */
export const listsWords = (text: string): boolean => {
  const lead = text.length > longestAdvice ? null : announcedWords.exec(text)
  if (lead === null || !chosenWords.test(lead[0])) return false
  const listed = (text.slice(lead[0].length).split(/(?<=[.!])\s+(?=\p{Lu})/u)[0] ?? "").trim()
  const parts = listed.split(/,|;|\n|\band\b/).map((part) => part.trim()).filter((part) => part !== "")
  return parts.length > 1 && parts.every((part) => part.split(" ").length < 6)
}
