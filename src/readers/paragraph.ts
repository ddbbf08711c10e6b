import { read, type Reading, unread } from "../domain/Reading.ts"
import { ownWords } from "./cleaning/clean.ts"
import { isRecord, type Json, jsonIn } from "./cleaning/json.ts"
import { dropHtml, insideFence } from "./cleaning/wrappers.ts"
import { onlyAsides } from "./paragraphs/asides.ts"
import { isAdvice, listsWords } from "./paragraphs/paragraphAdvice.ts"
import {
  afterLabel,
  afterOriginal,
  headLength,
  speaksOfEdit,
  withoutHead
} from "./paragraphs/paragraphHead.ts"
import { alternativeLabel } from "./paragraphs/paragraphLabels.ts"
import {
  lastQuoted,
  trimRules,
  withoutBold,
  withoutLineQuotes,
  withoutOuterItalics,
  withoutOuterQuotes
} from "./paragraphs/paragraphQuotes.ts"
import { advises, refusesTask } from "./paragraphs/paragraphRefusals.ts"
import { isChange, isRow, withoutTail } from "./paragraphs/paragraphTail.ts"

const textKey =
  /para|text|edit|redact|revis|modif|rewrit|version|output|answer|result|response|content|passage/i
const asideKey = /original|explan|reason|change|note|why|input|sentiment|label/i
const newKey = /edited|redacted|revised|modified|new/i

/** The text in a JSON answer: the longest string under a key that names a text. */
const jsonText = (value: Json | undefined): string | null => {
  if (typeof value === "string") return value
  if (Array.isArray(value)) return value.length === 1 ? jsonText(value[0] as Json) : null
  if (!isRecord(value)) return null
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

/** JSON at the beginning, or on a line of its own behind a few words. */
const opensJson = /^[\s`a-z]{0,20}[{["]|^[^{}]{0,300}\n\s*\{\s*"\w/i

const severalAnnounced =
  /^[^\n]{0,80}\b(?:(?:two|three|four|five|six|some|a few|several|a couple of|multiple|different|possible|few) (?:\w+ )?(?:options|versions|alternatives|suggestions|possibilities|variations|ways|examples|rewrites|edits|edited versions)|options|alternatives|suggestions)\b[^\n]{0,120}:[ \t]*\n/i
const bulletLine = /\n[ \t]*(?:[-*\u2022]|\d{1,2}[.)])\s/g
const quotedLine = /\n[ \t]*["\u201C][^\n]+["\u201D][ \t]*(?=\n|$)/g
const leftOpen =
  /\n[ \t*(]{0,4}(?:or|alternatively)\b[ \t*:,)]{0,4}(?:\n|[^\n]{0,80}:[ \t]*\n)|\n[ \t]{0,4}(?:choose|pick|select|use) (?:whichever|any|either|one|the (?:one|version|option))|\n[ \t]{0,4}(?:either|any|both) of (?:these|them|the)\b|[.!?]["\u201D]? or: |[.!?]["\u201D]? (?:choose|pick|select|use) (?:whichever|the one (?:that )?you)\b|["\u201D] (?:or|alternatively)\b[^.\n"\u201C]{0,60}[:,] ["\u201C]/i

/** Whether the answer offers several texts and leaves the choice open. */
const offersAlternatives = (text: string): boolean =>
  [...text.matchAll(alternativeLabel)].length > 1
  || leftOpen.test(text)
  || (severalAnnounced.test(text.slice(0, headLength))
    && ([...text.matchAll(bulletLine)].length > 1 || [...text.matchAll(quotedLine)].length > 1))

const advisedList =
  /^(?![^\n]{0,60}\bthe (?:\w+ ){0,2}(?:paragraph|text|version|passage)\b)[^\n]{0,120}\b(?:words?|edits?|changes?|suggestions?|replacements?|modifications?)\b[^\n]{0,60}\b(?:(?:you|we|one) (?:can|could|may|might|should)|(?:can|could|should) be (?:made|changed|replaced)|to (?:change|replace|consider|make))\b[^\n]{0,80}:[ \t]*\n\s*(?:[-*\u2022]|\d{1,2}[.)])\s/i

/** A refusal that is taken back: "…, but here is the edited paragraph:". */
const goesOn = (text: string): boolean =>
  afterLabel(text) !== text || /\bhere(?:'s| is)[^\n:]{0,100}:\s*\S/i.test(text.slice(0, headLength))

/** Whether there are only pairs of old and new words, and no text. */
const onlyChanges = (text: string): boolean =>
  text.length < 4000 && text.split("\n").every((line) => line.trim() === "" || isChange(line) || isRow(line))

/** A longer text than any paragraph is gone through once only, to keep the time in proportion. */
const longText = 100_000

const onePass = (text: string): string => {
  const whole = trimRules(text)
  const led = lastQuoted(whole, speaksOfEdit) ?? afterLabel(withoutHead(afterOriginal(whole)))
  const kept = withoutTail(led, led !== whole)
  return withoutOuterQuotes(withoutOuterItalics(trimRules(withoutBold(withoutLineQuotes(kept)))))
}

/** The edited or redacted text in an answer, without anything that the answer says about it. */
export const readParagraph = (answer: string): Reading<string> => {
  const own = ownWords(answer)
  if (own === "") return unread("empty")
  const fenced = insideFence(own)
  const json = opensJson.test(own) ? jsonText(jsonIn(fenced ?? own)) : null
  let text = dropHtml(json ?? fenced ?? own)
  if (advisedList.test(text.slice(0, headLength)) && afterLabel(text) === text) return unread("instructions")
  if (listsWords(text) || (onlyAsides(text) && afterLabel(withoutHead(text)) === text)) {
    return unread("instructions")
  }
  if (offersAlternatives(text.slice(0, longText))) return unread("alternatives")
  for (let pass = 0; pass < (text.length > longText ? 1 : 4); pass++) {
    const before = text
    if (refusesTask.test(text.slice(0, headLength)) && !goesOn(text)) return unread("refusal")
    text = onePass(text)
    if (text === before) break
  }
  if (!/[\p{L}\p{N}\u2588_]/u.test(text.slice(0, longText))) return unread("no-text")
  const head = text.slice(0, headLength)
  if (
    advises.test(head.replace(/^(?:[-*\u2022]|\d{1,2}[.)])\s+/, "")) || onlyChanges(text)
    || isAdvice(text) || onlyAsides(text)
  ) {
    return unread("instructions")
  }
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
