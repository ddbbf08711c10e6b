/** Answers that tell how to edit, or which words to redact, and give no text. */
import { anyOf, eachMatch, hasLetter } from "../cleaning/text.ts"
import { quotedSentenceEnd, sentencesOf } from "./sentences.ts"

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

const terms = [
  "words?\\b",
  "(?:adjectiv|adverb|verbs?\\b|nouns?\\b)",
  "(?:sentiment|tone|polarity)\\b",
  "redact",
  "(?:replac|swap|substitut)",
  "(?:opposites?|synonyms?|antonyms?)\\b",
  "(?:paragraph|text|passage)\\b",
  "hypothes",
  "(?:phrases?|expressions?|sentences?)\\b",
  "names?\\b"
]
/** A term, in the group of its kind. */
const editTerm = new RegExp(`\\b(?:${terms.map((term) => `(${term})`).join("|")})`, "gi")

const kindOf = (match: RegExpExecArray): number =>
  match.findIndex((held, kind) => kind > 0 && held !== undefined)

/** The last text that had too few terms: what is looked at next is often a beginning of it. */
let poor = ""

/** Whether terms of two kinds occur. */
const hasTerms = (text: string): boolean => {
  if (poor.slice(0, text.length) === text && !/\w/.test(poor.charAt(text.length))) return false
  let first = 0
  for (const match of eachMatch(text, editTerm)) {
    if (first === 0) first = kindOf(match)
    else if (match[first] === undefined) return true
  }
  poor = text
  return false
}

const longestAdvice = 1500
const bullet = /^\s*(?:[-*\u2022#]+|\(?(?:step )?\d{1,2}[.):])\s*\**/i

/** Whether most sentences of a text are instructions, and several terms of editing occur: "1. Find … 2. Replace …". */
export const isAdvice = (text: string): boolean => {
  if (text.length > longestAdvice || !hasTerms(text)) return false
  const pieces = [...sentencesOf(text, quotedSentenceEnd)]
  let advising = 0
  let others = 0
  for (const piece of pieces) {
    const sentence = piece.replace(bullet, "")
    if (!hasLetter(sentence)) continue
    if (imperative.test(sentence) || modal.test(sentence)) advising++
    // Two sentences of five may be no instructions, so that the beginning of most texts decides.
    else if (++others * 5 > pieces.length * 2) return false
  }
  return advising > 1 && advising * 5 >= (advising + others) * 3
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
  const parts = listed.split(/,|;|\n|\band\b/).map((part) => part.trim().replace(/^[-*\u2022]\s+/, ""))
    .filter((part) => part !== "")
  return parts.length > 1 && parts.every((part) => part.split(" ").length < (/^["\u201C]/.test(part) ? 8 : 4))
}
