/** The reader of lists of words. */
import { read, type Reading, unread } from "../domain/Reading.ts"
import { declines } from "./claims/phrases.ts"
import { ownWords } from "./cleaning/clean.ts"
import { dropHtml, insideFence } from "./cleaning/wrappers.ts"
import { withoutUnimportant } from "./lists/unimportant.ts"
import { isMeta } from "./lists/wordItems.ts"
import { isJson, wordsInJson } from "./lists/wordJson.ts"
import { linesOf } from "./lists/wordLines.ts"
import { itemsOf } from "./lists/wordList.ts"
import { foreignRefusal } from "./paragraphs/foreignPhrases.ts"

/** A list longer than this repeats itself: no paragraph has that many important words. */
const longestList = 12_000

const none = [
  "none",
  "n/a",
  "nothing",
  "no words?",
  "null",
  "empty(?: list)?",
  "not applicable",
  "there (?:are|is|were) (?:no|none|not any)\\b[^\\n]{0,200}",
  "no (?:(?:important|specific|such|single|particular|relevant|individual) )?words? (?:is|are|were|can|could|in|that|need|found|identified)\\b[^\\n]{0,120}",
  "no (?:single )?words? (?:stands?|matters?|carr(?:y|ies)|sticks?)\\b[^\\n]{0,120}",
  "none of (?:the|these|its|them|those|it)\\b[^\\n]{0,120}",
  "no (?:important|specific|such|relevant) words?(?: found| identified)?",
  "unknown"
]
const saysNone = new RegExp(
  `^(?:(?:the |important )?(?:answer|words?) ?(?:is|are|:) ?)?["'([]*(?:${none.join("|")})["')\\].!]*$`,
  "i"
)

const firstSentence = /^[^.!\n]{1,120}[.!](?=\s)/
const holdsList = /\n\s*(?:[-*\u2022]|\d+[.)])\s|:\s/

/** "None. Every word … has been redacted.": what follows explains why there are none. */
const explainsNone = (text: string): boolean => {
  const first = firstSentence.exec(text)?.[0]
  return first !== undefined && !holdsList.test(text)
    && saysNone.test(first.replace(/(?:,? (?:really|actually|at all))?[.!]$/, ""))
}

const cannotTell =
  /^(?:sorry,? )?(?:i|it|we)(?: am|'m| is)? ?(?:can ?not|can't|unable to|not able to|not possible to|impossible to) (?:be )?(?:determine|identify|tell|list|find|say|name)/i

/** A question back: "Which paragraph do you mean?" */
const asks = /^(?:which|what|who|where|could|can|would|should|do|does|is|are|may)\b[^\n":]{5,200}\?$/i

const boxed = /\\boxed\s?\{\s?(?:\\text\s?\{)?([^{}]{0,2000})\}{1,2}/g

/** The rows of an HTML table as those of a plain one. */
const tableRows = (text: string): string =>
  /<tr\b/i.test(text)
    ? text.replace(/<\/t[dh]>\s*<t[dh](?:\s[^<>]{0,200})?>/gi, " | ")
      .replace(/<tr(?:\s[^<>]{0,200})?>\s*<t[dh](?:\s[^<>]{0,200})?>/gi, "\n| ")
      .replace(/<\/th>\s*<\/tr>/gi, " |\n|---|---|\n").replace(/<\/td>\s*<\/tr>/gi, " |\n")
    : text

/** An item in tags of its own. */
const tagged = /<(item|word|w|term|phrase|token|keyword|entry)>([^<>\n]{1,200})<\/\1>,?/gi

const withoutTags = (text: string): string =>
  dropHtml(text.includes("<") ? tableRows(text).replace(tagged, "\n* $2\n") : text)

const unusual = /[^\n -~]/

/** Without invisible signs, and with the usual colon. */
const inPlainSigns = (text: string): string =>
  unusual.test(text)
    ? text.replace(/[\u200B\uFEFF]/g, "")
      .replace(/(?<=[\u3040-\u30FF\u4E00-\u9FFF\uAC00-\uD7AF]):|\uFF1A/g, ": ")
    : text

/** Words that commas part and no sentence: "sorry, unfortunately, mess" is a list. */
const isShortList = (text: string): boolean => {
  const parts = text.split(",")
  return parts.length > 2 && parts.every((part) => part.trim().split(" ").length < 3)
}

const onlyRefuses = (text: string): boolean =>
  (declines(text.slice(0, 300)) || cannotTell.test(text) || foreignRefusal.test(text)) && !isShortList(text)
  && !/["\u201C:]|\n\s*(?:[-*\u2022]|\d+[.)])/.test(text)

/** Words with the apostrophes that the answer has; they were straightened to read it. */
const asWritten = (words: readonly string[], text: string): readonly string[] =>
  text.includes("\u2019")
    ? words.map((word) => {
      const curly = word.replaceAll("'", "\u2019")
      return !text.includes(word) && text.includes(curly) ? curly : word
    })
    : words

/** The words that an answer lists, in its order. */
export const readWords = (answer: string): Reading<readonly string[]> => {
  const own = ownWords(answer).slice(0, longestList)
  if (own === "") return unread("empty")
  const inside = insideFence(own) ?? own
  const held = inside.includes("\\boxed") ? inside.replace(boxed, "$1") : inside
  const json = wordsInJson(held)
  if (json.length > 0) return read(json, "json")
  if (isJson(held)) return unread("none")
  const text = inPlainSigns(withoutTags(held)).trim()
  if (saysNone.test(text.replace(/[*_]/g, "").trim()) || !/[\p{L}\p{N}\p{S}]/u.test(text)) {
    return unread("none")
  }
  if (explainsNone(text)) return unread("none")
  if (onlyRefuses(text)) return unread("refusal")
  if (asks.test(text)) return unread("no-words")
  if (!text.includes("\n") && /\[(?:REDACTED|REMOVED)\]/.test(text)) return unread("no-words")
  const listed = itemsOf(linesOf(withoutUnimportant(text)))
  const named = listed.words.filter((word) => !isMeta(word))
  const words = named.length === 1 && /^none$/i.test(named[0] ?? "") ? [] : named
  return words.length === 0
    ? unread(declines(text) ? "refusal" : "no-words")
    : read(asWritten(words, own), listed.rule)
}
