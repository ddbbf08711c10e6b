/** Quotes, block quotes, bold, italics and rules around and inside a text. */
import { closingQuote } from "../cleaning/text.ts"

/** Letters by their place in Unicode, which is enough to tell an apostrophe from a quote. */
const isLetterAt = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at)
  return (unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122) || (unit >= 0xC0 && unit < 0x2000)
}

const isApostrophe = (text: string, at: number): boolean =>
  isLetterAt(text, at - 1) && (isLetterAt(text, at + 1) || (text[at - 1] === "s" && text[at + 1] === " "))

/** Whether quotes of one kind inside come in pairs, of which the first opens. */
const hasPairs = (sign: string, inside: string): boolean => {
  let count = 0
  for (let at = inside.indexOf(sign); at >= 0; at = inside.indexOf(sign, at + 1)) {
    if (sign === "'" && isApostrophe(inside, at)) continue
    count += 1
    if (count === 1 && at > 0 && !/[\s([\u2014-]/.test(inside[at - 1] ?? "")) return false
  }
  return count % 2 === 0
}

/** Whether the quote at the beginning closes only at the end. */
const enclosesAll = (opening: string, closing: string, inside: string): boolean => {
  if (opening === closing) return hasPairs(opening, inside)
  let depth = 0
  for (let at = 0; at < inside.length; at++) {
    if (inside[at] === opening) depth += 1
    else if (inside[at] === closing) depth -= 1
    if (depth < 0) return false
  }
  return true
}

const italic = /^(?:\*[^*\n]{1,20000}\*|_[^_\n]{1,20000}_)$/

/** Takes away the marks of italics around a whole text of one line. */
export const withoutOuterItalics = (text: string): string =>
  italic.test(text) && !/^(?:\*\s|_\s)/.test(text) ? text.slice(1, -1) : text

/** Takes away the quotes around the whole text, but not those of a dialogue that opens and ends it. */
export const withoutOuterQuotes = (text: string): string => {
  const opening = text[0] ?? ""
  const closing = closingQuote(opening)
  if (closing === undefined || text.length < 2 || !text.endsWith(closing)) return text
  if (text.length >= 6 && text.startsWith("\"\"\"") && text.endsWith("\"\"\"")) {
    return text.slice(3, -3).trim()
  }
  const inside = text.slice(1, -1)
  return enclosesAll(opening, closing, inside) ? inside.trim() : text
}

const quotedBlock =
  /^(?:"[^"\n]{1,20000}"|\u201C[^\u201C\u201D\n]{1,20000}\u201D)(?=[ \t]*\n|\s+[-\u2013\u2014(]\s?\S)/

/** The quoted block that opens a text and that something unquoted follows, or null. */
export const openingQuote = (text: string, isLed: boolean): string | null =>
  (isLed ? ledQuote : quotedBlock).exec(text)?.[0] ?? null

/** Behind a preamble, a remark may follow the quote in its line. */
const ledQuote =
  /^(?:"[^"\n]{1,20000}"|\u201C[^\u201C\u201D\n]{1,20000}\u201D)(?=[ \t]*\n|\s+[-\u2013\u2014(]\s?\S|\s[A-Z])/

const quotedWhole = /^(?:"[^"]{1,20000}"|\u201C[^\u201C\u201D]{1,20000}\u201D)[.]?$/
const leadIn = /^[^\n"\u201C]{1,300}:$/
const quotedBehind =
  /^[^\n"\u201C]{1,300}[:,]?\s(?:"[^"\n]{1,20000}"|\u201C[^\u201C\u201D\n]{1,20000}\u201D)[.]?$/

/** How many blocks such an answer has at most. */
const mostBlocks = 6

/** Whether a text ends with a quote that opens at the beginning of a line, and has another one before it. */
const endsWithSecondQuote = (text: string): boolean => {
  const end = text.endsWith(".") ? text.length - 2 : text.length - 1
  const closing = text[end]
  if (closing !== "\"" && closing !== "\u201D") return false
  const start = text.lastIndexOf(closing === "\"" ? "\"" : "\u201C", end - 1)
  return start > 0 && (text.lastIndexOf("\"", start - 1) >= 0 || text.lastIndexOf("\u201D", start - 1) >= 0)
    && text.slice(text.lastIndexOf("\n", start) + 1, start).trim() === ""
}

/**
 * The last quoted block of an answer that quotes the original first: all of its blocks are quotes or lead to one, and
 * at least one of them speaks of the edit.
 */
export const lastQuoted = (text: string, speaksOfEdit: (words: string) => boolean): string | null => {
  if (!text.includes("\n") || !endsWithSecondQuote(text)) return null
  const blocks = text.split(/\n\s*\n|(?<=:)\n/, mostBlocks + 1).map((block) => block.trim())
  const last = blocks.at(-1) ?? ""
  const quoted = blocks.filter((block) => quotedWhole.test(block) || quotedBehind.test(block))
  const leads = blocks.filter((block) => leadIn.test(block) || quotedBehind.test(block))
  const isFramed = blocks.length > 1 && blocks.length <= mostBlocks && quotedWhole.test(last)
    && leadIn.test(blocks.at(-2) ?? "")
    && blocks.every((block) => quoted.includes(block) || leads.includes(block))
  return isFramed && quoted.length > 1 && leads.some((lead) => speaksOfEdit(lead.replace(/["\u201C].*/, "")))
    ? last
    : null
}

/** Takes away the marks of a block quote at the line starts. */
export const withoutLineQuotes = (text: string): string =>
  text.startsWith(">") ? text.replace(/^[ \t]{0,3}>[ \t]?/gm, "") : text

const quotedRun = /(?:^|\n)((?:[ \t]{0,3}>[^\n]*(?:\n|$))+)/g

/** The last run of quoted lines in an answer that has other lines as well. */
export const quotedLines = (text: string): string | null => {
  if (!text.includes("\n>") && !text.startsWith(">")) return null
  if (text.split("\n", 2000).every((line) => line.startsWith(">") || line.trim() === "")) return null
  return [...text.matchAll(quotedRun)].at(-1)?.[1]?.trim() ?? null
}

const stars = /\*\*(?=[^\s*])([^*\n]{1,2000}?)(?<=[^\s*])\*\*/g
const lows = /(?<![\p{L}\p{N}_])__(?=[^\s_])([^_\n]{1,2000}?)(?<=[^\s_])__(?![\p{L}\p{N}_])/gu

/** Takes away double asterisks and underscores in pairs: they mark what was changed. */
export const withoutBold = (text: string): string =>
  withoutStars(text.includes("~~") ? text.replace(struck, "") : text)

const struck = /~~[^~\n]{1,1000}~~ ?/g

const withoutStars = (text: string): string =>
  text.includes("**") || text.includes("__") ? text.replace(stars, "$1").replace(lows, "$1") : text

const ruleOnly = /^[ \t]{0,4}(?:(?:[-=*_\u2014][ \t]?){3,}|#{1,6})[ \t]*$/
const longestRule = 200

const isRule = (line: string): boolean => line.length < longestRule && ruleOnly.test(line)

/** Whether the last line of a text is a rule. */
export const endsWithRule = (text: string): boolean => {
  const tail = text.slice(-longestRule).trimEnd()
  return isRule(tail.slice(tail.lastIndexOf("\n") + 1))
}

/** Takes away rules and blank lines at both ends. */
export const trimRules = (text: string): string => {
  let kept = text.trim()
  for (let guard = 0; guard < 8; guard++) {
    const before = kept
    const head = kept.slice(0, longestRule)
    const firstEnd = head.indexOf("\n")
    if (firstEnd > 0 && isRule(head.slice(0, firstEnd))) kept = kept.slice(firstEnd).trim()
    const tail = kept.slice(-longestRule)
    const lastStart = tail.lastIndexOf("\n")
    if (lastStart >= 0 && isRule(tail.slice(lastStart + 1))) {
      kept = kept.slice(0, kept.length - tail.length + lastStart).trim()
    }
    if (kept === before) break
  }
  return isRule(kept) && !/_{3}/.test(kept) ? "" : kept
}
