/** The reader of edited and redacted paragraphs. */
import { read, type Reading, unread } from "../domain/Reading.ts"
import { ownWords } from "./cleaning/clean.ts"
import { dropReasoning } from "./cleaning/reasoning.ts"
import { dropHtml, insideFence } from "./cleaning/wrappers.ts"
import { hasArrow } from "./paragraphs/arrows.ts"
import { onlyAsides, refuses } from "./paragraphs/asides.ts"
import { isAdvice, listsWords } from "./paragraphs/paragraphAdvice.ts"
import { offersAlternatives } from "./paragraphs/paragraphAlternatives.ts"
import { afterLabel, afterOriginal } from "./paragraphs/paragraphBehind.ts"
import { headLength, speaksOfEdit, withoutHead } from "./paragraphs/paragraphHead.ts"
import { tellsHowTo } from "./paragraphs/paragraphHowTo.ts"
import { textInJson } from "./paragraphs/paragraphJson.ts"
import {
  lastQuoted,
  quotedLines,
  trimRules,
  withoutBold,
  withoutLineQuotes,
  withoutOuterItalics,
  withoutOuterQuotes
} from "./paragraphs/paragraphQuotes.ts"
import { refusesTask } from "./paragraphs/paragraphRefusals.ts"
import { newSide } from "./paragraphs/paragraphSides.ts"
import { isChange, isRow, withoutTail } from "./paragraphs/paragraphTail.ts"

const advisedList =
  /^(?![^\n]{0,60}\bthe (?:\w+ ){0,2}(?:paragraph|text|version|passage)\b)[^\n]{0,120}\b(?:words?|edits?|changes?|suggestions?|replacements?|modifications?)\b[^\n]{0,60}\b(?:(?:you|we|one) (?:can|could|may|might|should)|(?:can|could|should) be (?:made|changed|replaced)|to (?:change|replace|consider|make))\b[^\n]{0,80}:[ \t]*\n\s*(?:[-*\u2022]|\d{1,2}[.)])\s/i

/** A refusal that is taken back: "…, but here is the edited paragraph:". */
const goesOn = (text: string): boolean =>
  afterLabel(text) !== text || /\bhere(?:'s| is)[^\n:]{0,100}:\s*\S/i.test(text.slice(0, headLength))

/** Whether there are only pairs of old and new words, and no text. */
const onlyChanges = (text: string): boolean =>
  text.length < 4000 && (text.trim() === "" || hasArrow(text) || text.includes("|"))
  && text.split("\n").every((line) => line.trim() === "" || isChange(line) || isRow(line))

/** A longer text than any paragraph is gone through once only, to keep the time in proportion. */
const longText = 100_000

/** What a text has at least: a letter, a figure or a mask. */
const textSign = /[\p{L}\p{N}\u2588_]/u

/** The text without what leads to it. */
const led = (text: string): string =>
  lastQuoted(text, speaksOfEdit) ?? quotedLines(text) ?? newSide(text)
    ?? afterLabel(withoutHead(afterOriginal(text)))

const bare = (text: string): string =>
  withoutOuterQuotes(withoutOuterItalics(trimRules(withoutBold(withoutLineQuotes(text)))))

/** Whether an answer, or what it leads to, is advice, a list of words or changes, or remarks, and no text. */
const holdsNoText = (text: string): boolean =>
  tellsHowTo(text.slice(0, headLength)) || onlyChanges(text) || listsWords(text) || isAdvice(text)
  || onlyAsides(text)

const restated = /^[\s*#>]{0,8}(?:edit|redact|change|task|instruction|paragraph|passage|text|question)\b/i
const ownField =
  /\n[\s*#>]{0,8}(?:edited|redacted|revised|modified|rewritten|new) (?:paragraph|text|passage|version|story|review)[*]{0,2}\s?:(?=\s*\S)/i

/** An answer that repeats its task, field by field, is read from its own field on: its question opens no foreign turn. */
const afterTask = (answer: string): string => {
  const own = restated.test(answer) ? ownField.exec(answer) : null
  return own === null || !/\nquestion\s?:/i.test(answer.slice(0, own.index))
    ? answer
    : answer.slice(own.index)
}

/** The edited or redacted text in an answer, without anything that the answer says about it. */
export const readParagraph = (answer: string): Reading<string> => {
  const own = ownWords(afterTask(dropReasoning(answer)))
  if (own === "") return unread("empty")
  const fenced = insideFence(own)
  const json = textInJson(fenced ?? own)
  let text = dropHtml(json ?? fenced ?? own)
  if (advisedList.test(text.slice(0, headLength)) && afterLabel(text) === text) return unread("instructions")
  if (listsWords(text)) return unread("instructions")
  if (offersAlternatives(text.slice(0, longText))) return unread("alternatives")
  let checked: string | null = null
  for (let pass = 0; pass < (text.length > longText ? 1 : 4); pass++) {
    const before = text
    if ((refusesTask(text.slice(0, headLength)) || refuses(text)) && !goesOn(text)) {
      return unread("refusal")
    }
    const whole = trimRules(text)
    const behind = led(whole)
    if (behind !== checked && holdsNoText(behind)) return unread("instructions")
    checked = behind
    text = bare(withoutTail(behind, behind !== whole))
    if (text === before) break
  }
  if (!textSign.test(text.slice(0, longText))) return unread("no-text")
  if (text !== checked && holdsNoText(text)) return unread("instructions")
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
