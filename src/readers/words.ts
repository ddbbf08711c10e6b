import { read, type Reading, unread } from "../domain/Reading.ts"
import { ownWords } from "./clean.ts"
import { isRecord, type Json, jsonIn } from "./json.ts"
import { declines } from "./phrases.ts"
import { isMeta, wordsOf } from "./wordItems.ts"
import { itemsOf, type Line, linesOf } from "./wordLines.ts"
import { dropHtml, insideFence } from "./wrappers.ts"

/** A list longer than this repeats itself: no paragraph has that many important words. */
const longestList = 20_000

const notWordsKey = /unimportant|not_?important|irrelevant|explan|reason|sentiment$|note|less_important/i

/** The words in a JSON answer: strings of lists, names of scores, fields called "word". */
const jsonWords = (value: Json | undefined, depth = 0): readonly string[] => {
  if (typeof value === "string") return depth === 0 ? [] : wordsOf(value)
  if (depth > 4) return []
  if (Array.isArray(value)) {
    return (value as readonly Json[]).flatMap((item) => {
      if (typeof item === "string") return item.trim() === "" ? [] : [item.trim()]
      if (!isRecord(item)) return jsonWords(item, depth + 1)
      const word = item["word"] ?? item["phrase"] ?? item["term"] ?? item["text"] ?? item["token"]
      return typeof word === "string" ? [word] : jsonWords(item, depth + 1)
    })
  }
  if (!isRecord(value)) return []
  const entries = Object.entries(value).filter(([key]) => !notWordsKey.test(key))
  if (
    entries.length > 0
    && entries.every(([key, held]) =>
      typeof held === "number" || (typeof held === "string" && depth > 0 && !/^\d+$/.test(key))
    )
  ) {
    return entries.map(([key]) => key)
  }
  return entries.flatMap(([, held]) => jsonWords(held, depth + 1))
}

const saysNone =
  /^(?:(?:the )?answer ?(?:is|:) ?)?["'([]*(?:none|n\/a|nothing|no words?|null|empty|not applicable|there are no(?:ne)?\b.{0,120}|no (?:important|specific|such|single|particular) words?\b.{0,120}|none of (?:the|these) .{0,120})["')\].!]*$/i

const isSentenceRefusal = (text: string): boolean =>
  declines(text.slice(0, 300)) && !/["\u201C\n:]/.test(text.slice(0, 4000))

/** The words that an answer lists, in its order. */
export const readWords = (answer: string): Reading<readonly string[]> => {
  const own = ownWords(answer).slice(0, longestList)
  if (own === "") return unread("empty")
  const fenced = insideFence(own) ?? own
  const json = /[[{]/.test(fenced) ? jsonWords(jsonIn(fenced)) : []
  if (json.length > 0) return read(json, "json")
  const text = dropHtml(fenced).replace(/[\u200B\uFEFF]/g, "").trim()
  if (saysNone.test(text.replace(/[*_]/g, "").trim()) || /^[[\]{}()\s"'.,;:-]*$/.test(text)) {
    return unread("none")
  }
  if (isSentenceRefusal(text)) return unread("refusal")
  const lines: readonly Line[] = linesOf(text)
  const listed = itemsOf(lines)
  const words = listed.words.filter((word) => !isMeta(word))
  return words.length === 0 ? unread(declines(text) ? "refusal" : "no-words") : read(words, listed.rule)
}
