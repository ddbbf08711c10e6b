import { read, type Reading, unread } from "../domain/Reading.ts"
import { ownWords } from "./clean.ts"
import { isRecord, type Json, jsonIn } from "./json.ts"
import {
  advises,
  alternativeLabel,
  hasEditWord,
  hasTextNoun,
  headingLabel,
  newTextLine,
  originalLabel,
  postscriptLine,
  refusesTask,
  startsPreamble,
  textLabel
} from "./paragraphPhrases.ts"
import { closingQuote } from "./text.ts"
import { dropHtml, insideFence } from "./wrappers.ts"

/** Preambles are short: only this much of the beginning is searched for one. */
const headLength = 1500

const lineEnd = (text: string): number => {
  const end = text.indexOf("\n")
  return end < 0 ? text.length : end
}

const textKey =
  /para|text|edit|redact|revis|modif|rewrit|version|output|answer|result|response|content|passage/i
const notTextKey = /original|explan|reason|change|note|why|input|sentiment|label/i

/** The text in a JSON answer: the value under the likeliest key, or the longest string. */
const jsonText = (value: Json | undefined): string | null => {
  if (typeof value === "string") return value
  if (Array.isArray(value)) return value.length === 1 ? jsonText(value[0] as Json) : null
  if (!isRecord(value)) return null
  const strings = Object.entries(value).flatMap(([key, held]) => {
    const inner = notTextKey.test(key) && !/edited|redacted|revised|new/i.test(key)
      ? null
      : typeof held === "string"
      ? held
      : isRecord(held)
      ? jsonText(held)
      : null
    return inner === null ? [] : [{ key, inner }]
  })
  const keyed = strings.filter(({ key }) => textKey.test(key))
  const from = keyed.length > 0 ? keyed : strings
  return from.reduce<string | null>(
    (best, { inner }) => (best === null || inner.length > best.length ? inner : best),
    null
  )
}

const ruleOnly = /^[ \t]{0,4}(?:[-=*_\u2014][ \t]?){3,}[ \t]*$/

/** Takes away rules and blank lines at both ends. */
const trimRules = (text: string): string => {
  let kept = text.trim()
  for (let guard = 0; guard < 8; guard++) {
    const first = kept.slice(0, Math.min(lineEnd(kept), 200))
    if (first.length < kept.length && first.length < 200 && ruleOnly.test(first)) {
      kept = kept.slice(first.length).trim()
    }
    const at = kept.lastIndexOf("\n")
    const last = kept.slice(Math.max(at + 1, kept.length - 200))
    if (at >= 0 && last.length < 200 && ruleOnly.test(last)) kept = kept.slice(0, at).trim()
  }
  return ruleOnly.test(kept.slice(0, 200)) && kept.length < 200 ? "" : kept
}

const exclaimed =
  /^(?:sure(?: thing)?|certainly|of course|absolutely|okay|got it|no problem|understood)!(?:\s|$)/i
const thanks = /^(?:thank you for|thanks for)[^\n]{0,200}\n/i

/** Takes away what leads to the text: a preamble, a label, an exclamation. */
const withoutHead = (text: string): string => {
  let kept = text
  for (let guard = 0; guard < 8; guard++) {
    const head = kept.slice(0, headLength)
    const firstLine = head.slice(0, lineEnd(head))
    const alone = firstLine.length < kept.length || firstLine.trimEnd().endsWith(":")
    const plainLine = firstLine.replace(/[*_#>]+/g, "").trim()
    const label = textLabel.exec(head)
    const preamble = startsPreamble.exec(head.replace(/^[*_#> ]{1,6}/, ""))
    let cut = 0
    if (headingLabel.test(firstLine.trim()) && firstLine.length < kept.length) cut = firstLine.length
    else if (label !== null) cut = label[0].length
    else if (
      alone && plainLine.endsWith(":") && plainLine.length < 400
      && (startsPreamble.test(plainLine) || hasEditWord.test(plainLine)) && hasTextNoun.test(plainLine)
    ) cut = firstLine.length
    else if (
      alone && /^(?:sure|certainly|of course|absolutely|okay|here(?:'s| is)|i(?:'ve| have) )/i.test(plainLine)
      && plainLine.length < 250 && hasEditWord.test(plainLine)
      && /\n\s*\n/.test(head.slice(firstLine.length, firstLine.length + 20))
      && /\b(?:here|edited|redacted|revised|modified|rewritten)\b/i.test(plainLine)
    ) cut = firstLine.length
    else if (preamble !== null && hasEditWord.test(preamble[0])) {
      cut = head.indexOf(preamble[0]) + preamble[0].length
    } else if (exclaimed.test(head)) cut = (exclaimed.exec(head)?.[0] ?? "").length
    else if (thanks.test(head)) cut = firstLine.length
    if (cut <= 0) return kept
    kept = trimRules(kept.slice(cut).replace(/^[*_]{2,3}(?=\s)/, ""))
    if (kept === "") return ""
  }
  return kept
}

/** Takes away what follows the text: notes, lists of changes, offers of more help. */
const withoutTail = (text: string): string => {
  for (const line of text.matchAll(postscriptLine)) {
    const kept = text.slice(0, line.index).trim()
    if (kept !== "") return trimRules(kept)
  }
  return text
}

/** Takes what follows the last label of a new text, when an original or thoughts stand before it. */
const afterLabel = (text: string): string => {
  let from = -1
  for (const label of text.matchAll(newTextLine)) {
    const after = text.slice(label.index + label[0].length).trim()
    if (after !== "") from = label.index + label[0].length
  }
  if (from >= 0) return text.slice(from).trim()
  const line =
    /\n[^\n:]{0,40}\b(?:here(?:'s| is)|the (?:edited|revised|redacted|modified|updated|new) (?:paragraph|version|text))\b[^:\n]{0,120}:[ \t]*(?=\S|\n)/gi
  let pointerEnd = -1
  for (const found of text.matchAll(line)) {
    if (hasEditWord.test(found[0]) && text.slice(found.index + found[0].length).trim() !== "") {
      pointerEnd = found.index + found[0].length
    }
  }
  if (pointerEnd >= 0) return text.slice(pointerEnd).trim()
  const inline =
    /[.!] (?:here(?:'s| is)) (?:the|an?|my) (?:\w+ ){0,2}(?:paragraph|version|text|passage)(?: \w+){0,6}:\s/i
      .exec(text.slice(0, headLength))
  return inline === null || !hasEditWord.test(inline[0])
    ? text
    : text.slice(inline.index + inline[0].length).trim()
}

const afterOriginal = (text: string): string => {
  if (!originalLabel.test(text.slice(0, 200))) return text
  const changed = afterLabel(text)
  return changed === text ? text : changed
}

/** Takes away the quotes around the whole text, but not those of a dialogue that opens and ends it. */
const withoutOuterQuotes = (text: string): string => {
  const opening = text[0] ?? ""
  const closing = closingQuote(opening)
  if (closing === undefined || text.length < 2 || !text.endsWith(closing)) return text
  if (text.startsWith("\"\"\"") && text.endsWith("\"\"\"") && text.length >= 6) {
    return text.slice(3, -3).trim()
  }
  const inside = text.slice(1, -1)
  const inner = opening === "'" ? inside.replace(/(?<=\p{L})'(?=\p{L})|(?<=s)'(?=\s)/gu, "") : inside
  if (opening === closing) {
    if (!inner.includes(opening)) return inside.trim()
    const marks = inner.split(opening).length - 1
    const firstAt = inner.indexOf(opening)
    const opensAgain = firstAt === 0 || /[\s(\[\u2014-]/.test(inner[firstAt - 1] ?? "")
    return marks % 2 === 0 && opensAgain ? inside.trim() : text
  }
  let depth = 0
  for (const symbol of inside) {
    if (symbol === opening) depth += 1
    else if (symbol === closing) depth -= 1
    if (depth < 0) return text
  }
  return inside.trim()
}

const withoutLineQuotes = (text: string): string =>
  /^>/.test(text) ? text.replace(/^[ \t]{0,3}>[ \t]?/gm, "") : text

/** Takes away double asterisks and underscores in pairs: they mark what was changed. */
const withoutBold = (text: string): string =>
  text.includes("**") || text.includes("__")
    ? text.replace(/\*\*(?=[^\s*])([^*\n]{1,2000}?)(?<=[^\s*])\*\*/g, "$1").replace(
      /(?<![\p{L}\p{N}_])__(?=[^\s_])([^_\n]{1,2000}?)(?<=[^\s_])__(?![\p{L}\p{N}_])/gu,
      "$1"
    )
    : text

const onePass = (text: string): string => {
  let kept = trimRules(text)
  kept = afterOriginal(kept)
  kept = withoutHead(kept)
  kept = afterLabel(kept)
  kept = withoutTail(`\n${kept}`.slice(1))
  kept = withoutLineQuotes(kept)
  kept = withoutBold(kept)
  return withoutOuterQuotes(trimRules(kept))
}

/** The edited or redacted text in an answer, without anything that the answer says about it. */
export const readParagraph = (answer: string): Reading<string> => {
  const own = ownWords(answer)
  if (own === "") return unread("empty")
  const fenced = insideFence(own)
  const json = /^[\s`a-z]{0,20}[{["]/i.test(own) ? jsonText(jsonIn(fenced ?? own)) : null
  let text = dropHtml(json ?? fenced ?? own)
  if ([...text.matchAll(alternativeLabel)].length > 1) return unread("alternatives")
  for (let guard = 0; guard < 4; guard++) {
    const before = text
    if (refusesTask.test(text.slice(0, headLength))) return unread("refusal")
    text = onePass(text)
    if (text === before) break
  }
  if (text === "") return unread("no-text")
  const head = text.slice(0, headLength)
  if (refusesTask.test(head)) return unread("refusal")
  if (advises.test(head)) return unread("instructions")
  if (!/[\p{L}\p{N}]/u.test(text)) return unread("no-text")
  return read(
    text,
    json !== null
      ? "json"
      : fenced !== null
      ? "fence"
      : text === answer.trim()
      ? "whole-answer"
      : "text-in-answer"
  )
}
