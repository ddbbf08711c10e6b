/** The text in an answer that is JSON, or holds some behind a few words. */
import { isRecord, type Json, jsonIn } from "../cleaning/json.ts"

const textKey =
  /para|text|edit|redact|revis|modif|rewrit|version|output|answer|result|response|content|passage/i
const asideKey = /original|explan|reason|change|note|why|input|sentiment|label/i
const newKey = /edited|redacted|revised|modified|new/i

/** The longest string under a key that names a text. */
const jsonText = (value: Json | undefined): string | null => {
  if (typeof value === "string") return value
  if (Array.isArray(value)) return value.length === 1 ? jsonText(value[0] as Json) : null
  if (!isRecord(value)) return null
  // A text that is null was refused, whatever other fields say about it.
  const held = Object.entries(value).find(([key]) => textKey.test(key) && !asideKey.test(key))
  if (held !== undefined && held[1] === null) return ""
  const strings = Object.entries(value).flatMap(([key, held]) => {
    const inner = typeof held === "string" ? held : isRecord(held) ? jsonText(held) : null
    return inner === null || (asideKey.test(key) && !newKey.test(key)) ? [] : [{ key, inner }]
  })
  const keyed = strings.filter(({ key }) => textKey.test(key))
  return (keyed.length > 0 ? keyed : strings).reduce<string | null>(
    (longest, { inner }) => (longest === null || inner.length > longest.length ? inner : longest),
    null
  )
}

const opensJson = /^[\s`a-z]{0,20}[{["]/i
const laterJson = /^[^{}]{0,300}\n\s*\{\s*"\w/i

/** Whether JSON stands at the beginning, or on a line of its own behind a few words. */
const holdsJson = (answer: string): boolean =>
  opensJson.test(answer) || (answer.includes("{") && laterJson.test(answer))

const cutField = /^\s*\{\s*"(\w{1,40})"\s*:\s*"([^"\\]*(?:\\.[^"\\]*)*)$/

/** The first string of JSON that breaks off inside it. */
const cutText = (text: string): string | null => {
  const [, key, held] = cutField.exec(text) ?? []
  if (key === undefined || held === undefined || !textKey.test(key)) return null
  return held.replace(/\\n/g, "\n").replace(/\\(["\\/])/g, "$1").replace(/\\$/, "")
}

/** The text that JSON in an answer holds; null when there is no JSON, or none with a text. */
export const textInJson = (answer: string): string | null =>
  holdsJson(answer) ? jsonText(jsonIn(answer)) ?? cutText(answer) : null
