/** A short answer is settled at its beginning or at its end, so readers of short answers look no further than this. */
const headLength = 2500
const tailLength = 2000

/** The head and the tail of a long text, the text itself when it is short. */
export const clip = (text: string): string =>
  text.length <= headLength + tailLength
    ? text
    : `${text.slice(0, headLength)}\n${text.slice(text.length - tailLength)}`

/** Straight quotes and apostrophes for curly ones, and no invisible characters: models mix them freely. */
export const straighten = (text: string): string => (unusual.test(text) ? straightened(text) : text)

const unusual = /[^\n\r\t -~]/

const straightened = (text: string): string =>
  text
    .replace(/[\u2018\u2019\u02BC\u2032\u00B4\uFF07]/g, "'")
    .replace(/[\u201C\u201D\u201E\u201F\u00AB\u00BB\u300C\u300D\u300E\u300F\uFF02]/g, "\"")
    .replace(/[\u200B-\u200D\u2060\uFEFF\u00AD]|\uFE0F/g, "")
    .replace(/\uFF1A/g, ": ")
    .replace(/[\u00A0\u2000-\u200A\u202F\u3000]/g, " ")

/** No sign more than three times in a row: a longer run says nothing more. */
export const shortenRuns = (text: string): string => text.replace(/([^\p{L}\p{N}\s])\1{3,}/gu, "$1$1$1")

/** The text without the signs at its end. */
export const trimSignsEnd = (text: string, signs: string): string => {
  let end = text.length
  while (end > 0 && signs.includes(text[end - 1] ?? "")) end -= 1
  return text.slice(0, end)
}

/** The text without the signs at both ends. */
export const trimSigns = (text: string, opening: string, closing: string): string => {
  let start = 0
  while (start < text.length && opening.includes(text[start] ?? "")) start += 1
  return trimSignsEnd(text.slice(start), closing)
}

/** One blank between words, none outside. */
export const squeeze = (text: string): string => {
  const trimmed = text.trim()
  return /\s\s|[^\S ]/.test(trimmed) ? trimmed.replace(/\s+/g, " ") : trimmed
}

const quotePairs: Readonly<Record<string, string>> = {
  "\"": "\"",
  "'": "'",
  "`": "`",
  "\u201C": "\u201D",
  "\u2018": "\u2019",
  "\u00AB": "\u00BB",
  "\u201E": "\u201C",
  "\u300C": "\u300D"
}

/** The quote that closes `opening`, or undefined when it opens nothing. */
export const closingQuote = (opening: string): string | undefined => quotePairs[opening]

/** `text` as a set of alternatives for a regular expression that is built from a list of phrases. */
export const anyOf = (phrases: readonly string[]): string => phrases.join("|")

/** The same as one group, to put it into a longer expression. */
export const oneOf = (phrases: readonly string[]): string => `(?:${anyOf(phrases)})`

/** Whether there is a letter of any script in a text. */
export const hasLetter = (text: string): boolean => letter.test(text)
const letter = /\p{L}/u

/** The matches of a global expression, one by one; `matchAll` would first make a copy of it, which costs more. */
export function* eachMatch(text: string, pattern: RegExp): Generator<RegExpExecArray, void> {
  for (let from = 0;;) {
    pattern.lastIndex = from
    const match = pattern.exec(text)
    if (match === null) return
    from = Math.max(pattern.lastIndex, match.index + 1)
    yield match
  }
}
