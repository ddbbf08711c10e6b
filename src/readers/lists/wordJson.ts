/** The words in an answer that is JSON, or holds some. */
import { isRecord, type Json, jsonIn } from "../cleaning/json.ts"
import { eachMatch } from "../cleaning/text.ts"
import { linesOf } from "./wordLines.ts"
import { itemsOf } from "./wordList.ts"

const asideKey =
  /unimportant|not_?important|irrelevant|explan|reason|^sentiment$|note|less_important|question|hypothesis/i

const wordKey = /word|phrase|term|important|list|answer|result|output|response/i

const isGloss = (value: Json): boolean =>
  typeof value === "string"
  && /^(?:(?:very |strongly )?(?:positive|negative|neutral)|high|medium|low|adjective|noun|verb|adverb)\b/i
    .test(value)

/** The words in a JSON answer: strings of lists, names of scores, fields called "word". */
const jsonWords = (value: Json | undefined, depth = 0): readonly string[] => {
  if (typeof value === "string") return depth === 0 ? [] : itemsOf(linesOf(value)).words
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
  const entries = Object.entries(value).filter(([key]) => !asideKey.test(key))
  const isScored = entries.length > 0
    && entries.every(([, held]) => typeof held === "number" || isGloss(held))
  if (isScored) return entries.map(([key]) => key)
  // Beside a list, single strings tell about it: {"task": "importance", "words": […]}.
  const lists = entries.filter(([, held]) => typeof held === "object" && held !== null)
  const named = entries.filter(([key]) => wordKey.test(key))
  const kept = lists.length > 0 ? lists : named.length > 0 ? named : entries
  return kept.flatMap(([, held]) => jsonWords(held, depth + 1))
}

const quoted = /"([^"\n]{1,200})"/g
const key = /"[^"\n]{1,60}"\s{0,3}:/g

/** The strings of JSON text that breaks off before its end. */
const completed = (text: string): readonly string[] | undefined =>
  /^\s*(?:\{\s{0,20}"[^"\n]{1,60}"\s{0,3}:\s{0,3})?\[\s{0,20}"/.test(text) && !text.trimEnd().endsWith("]")
    ? Array.from(eachMatch(text.replace(key, ""), quoted), (found) => found[1] ?? "")
    : undefined

/** The words that JSON in an answer lists; none when there is no JSON. */
export const wordsInJson = (text: string): readonly string[] =>
  /[[{]/.test(text) ? jsonWords(jsonIn(text) ?? completed(text)) : []

/** Whether an answer is JSON from its first sign to its last. */
export const isJson = (text: string): boolean =>
  /^\s*[[{][^]*[\]}]\s*$/.test(text) && jsonIn(text) !== undefined
