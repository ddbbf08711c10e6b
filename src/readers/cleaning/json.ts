/** A value of JSON text, or undefined when the text is not JSON. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

const parse = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

/** Small models write Python literals, trailing commas and single quotes for JSON. */
const repaired = (text: string): string =>
  text
    .replace(/,\s{0,20}([\]}])/g, "$1")
    .replace(/([[{,:]\s{0,20})'|'(\s{0,20}[\]},:])/g, (_, before?: string, after?: string) =>
      `${before ?? ""}"${after ?? ""}`)
    .replace(/\bNone\b/g, "null")
    .replace(/\bTrue\b/g, "true")
    .replace(/\bFalse\b/g, "false")

/** The JSON value that the text is or holds between its first opening and its last closing bracket. */
export const jsonIn = (text: string): Json | undefined => {
  const trimmed = text.trim()
  const first = trimmed[0]
  if (first === "\"" && trimmed.endsWith("\"")) return parse(trimmed)
  const start = trimmed.search(/\{\s{0,50}["'}]|\[\s{0,50}["'\]{]/)
  if (start < 0) return undefined
  const closing = trimmed[start] === "{" ? "}" : "]"
  const end = trimmed.lastIndexOf(closing)
  if (end < start) return undefined
  const held = trimmed.slice(start, end + 1)
  return parse(held) ?? parse(repaired(held))
}

export const isRecord = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** Keys under which models put a short answer, the surest first. */
const answerKeys = [
  "final_answer",
  "answer",
  "sentiment",
  "overall_sentiment",
  "label",
  "choice",
  "option",
  "letter",
  "entailment",
  "prediction",
  "classification",
  "class",
  "result",
  "response",
  "output",
  "verdict",
  "value",
  "text",
  "answerable",
  "ability",
  "possible"
]

const scalarText = (value: Json | undefined): string | null =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : null

const answerName =
  /answer|sentiment|label|choice|option|letter|verdict|class|result|prediction|entail|decision|conclusion|relation|judge?ment|overall|follows|possible|holds/
/** Keys of what stands beside an answer. */
const asideName =
  /reason|explan|rational|justif|confidence|score|evidence|question|paragraph|passage|^text$|^hypothesis$|premise|thought|note|comment|aspect|analysis|considered|quote/

const keyName = (key: string): string =>
  key.toLowerCase().replace(/[\s-]/g, "_").replace(/^finalanswer$/, "final_answer")

/** The short answer that a JSON value holds, as the model would have written it without JSON. */
export const jsonAnswer = (value: Json | undefined, depth = 0): string | null => {
  const scalar = scalarText(value)
  if (scalar !== null || value === undefined || depth > 4) return scalar
  if (Array.isArray(value)) return value.length === 1 ? jsonAnswer(value[0] as Json, depth + 1) : null
  if (!isRecord(value)) return null
  const found: string[] = []
  for (const key of answerKeys) {
    for (const [name, held] of Object.entries(value)) {
      if (keyName(name) !== key) continue
      const inner = jsonAnswer(held, depth + 1)
      if (inner !== null) found.push(inner)
    }
  }
  const [first, second] = found
  if (first === undefined) {
    const own = Object.entries(value).filter(([key]) => !asideName.test(keyName(key)))
    const named = own.filter(([key]) => answerName.test(keyName(key)))
    const [only, another] = named.length > 0 ? named : own
    return only === undefined || another !== undefined ? null : jsonAnswer(only[1], depth + 1)
  }
  if (second === undefined) return first
  if (first.length === 1) return `${first}) ${second}`
  return second.length === 1 ? `${second}) ${first}` : first
}

const looseField =
  /["']?\b(final_answer|answer|sentiment|label|choice|option|prediction|result)["']?\s{0,3}:\s{0,3}["']([^"'{}\n]{1,200})/i

/** The short answer in JSON text, also when the text breaks off or breaks the rules of JSON. */
export const shortJson = (text: string): string | null => {
  if (!/^\s*[{["]/.test(text) && !/\{\s{0,50}["']/.test(text)) return null
  const whole = jsonAnswer(jsonIn(text))
  if (whole !== null) return whole
  return /\{/.test(text) ? looseField.exec(text)?.[2] ?? null : null
}
