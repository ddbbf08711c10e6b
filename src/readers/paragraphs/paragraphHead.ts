/** What leads to a text: how much of the beginning of an answer is a preamble, a label, an exclamation. */
import { atLines } from "../cleaning/lines.ts"
import { bounds, isAside, leadBound, namesTask } from "./asides.ts"
import { foreignLabel, foreignPreamble } from "./foreignPhrases.ts"
import { bareLabelLine, bracketLabel, headingLabel, textLabel } from "./paragraphLabels.ts"
import {
  agreeingLine,
  agreeingSentence,
  hasEditWord,
  hasTextNoun,
  startsPreamble
} from "./paragraphPreambles.ts"
import { trimRules } from "./paragraphQuotes.ts"

/** Preambles are short: only this much of the beginning is searched for one. */
export const headLength = 1500

const exclaimed =
  /^(?:sure(?: thing)?|certainly|of course|absolutely|okay|got it|no problem|understood|done)!(?:\s|$)/i
const thanks =
  /^(?:thank you|thanks) for (?:sharing|providing|your (?:feedback|thoughts|opinion|request|input|message|question|patience)|the (?:paragraph|opportunity|feedback|text)|submitting|asking|reaching)[^\n]{0,200}\n/i
const announces =
  /^(?:sure|certainly|of course|absolutely|okay|ok\b|alright|here(?:'s| is| are)|below|i(?:'ve| have) |i (?:edited|redacted|changed|made|replaced|rewrote|modified|revised)|the (?:following|edited|revised|redacted|modified|paragraph)|to (?:make|change|redact|edit|achieve)|based on|let me|as (?:you )?requested|by (?:changing|replacing|redacting))/i
const edited =
  /\b(?:here|below|edited|redacted|revised|modified|rewritten|replaced|replacing|changed|rewrote|follows|changing|redacting|editing|edit|edits|changes)\b|\b(?:i'll|i will|i'm going to|let me|let's) (?:\w+ )?(?:redact|replace|change|rewrite|remove|mask|turn)\b/i
const saysQuoted =
  /^[^\n"\u201C:]{0,250}\b(?:is|reads|be|as|becomes|to|like|this|follows|read|say)[,:]?\s(?=["\u201C])/i

/** Whether words speak of an edit; the mask itself does not. */
export const speaksOfEdit = (words: string): boolean =>
  hasEditWord.test(words.replace(/\[[^\]\n]{0,30}\]/g, ""))

const turnsToUser =
  /\b(?:you|your|task|request(?:ed)?|let's|let me|my (?:proposal|suggestion|version|attempt|take|solution|edit|try))\b|\b(?:i|we)(?:'ve| have|'ll| will)\b|\bcame up with\b|\bhere(?:'s| is| are)\b/i
const taskWord =
  /\b(?:redact|edit|replac|sentiment|paragraph|passage|hypothes|entail|chang|words?\b|review\b|version|negative|positive|question)/i

const blankLines = atLines(/\n[ \t]*\n/)
/** A first block of this length may be an aside, even where less follows. */
const longestOpening = 250
const inlineBound = 2.3
const inlineColon = /^[^\s:][^:\n]{0,250}\s[^:\n]{0,100}:\s+(?=["\u201C'\u2018[(]|\p{Lu})/u

const dashLead = /^([^\n\u2013\u2014]{3,100}?) ?[\u2013\u2014] (?=["\u201C[(]|\p{Lu})/u
const quoteLead =
  /^[^\n"\u201C:]{1,200} (?:is|be|becomes|reads?|gives|say|write|get|have|as|like this)[,:]? (?=["\u201C][^\n"\u201D]{20,5000}["\u201D]\W*$)/

const firstSentence = /^[^.!?:\n]{20,250}[.!] (?=["\u201C[(]|\p{Lu})/u

const forUser = /\b(?:i|we)(?:'ve| have)? .*\bfor you\b|\b(?:as|what) you (?:asked|wanted|requested)\b/i

/** Whether a first line of several sentences leads to a text: it speaks of the task, to the user, and ends with a colon. */
const leadsIn = (plain: string): boolean =>
  forUser.test(plain)
  || (/[.!?]\s/.test(plain) && turnsToUser.test(plain) && (speaksOfEdit(plain) || taskWord.test(plain)))

const marks = ["*", "_", "#", ">"]

/** A line without marks of Markdown. */
const withoutMarks = (line: string): string =>
  marks.some((mark) => line.includes(mark)) ? line.replace(/[*_#>]+/g, "") : line

/** How much of the beginning leads to the text: 0 when the text begins at once. */
const leadLength = (text: string, isLed: boolean): number => {
  const head = text.slice(0, headLength)
  const newline = head.indexOf("\n")
  const line = newline < 0 ? head : head.slice(0, newline)
  const more = newline >= 0
  const plain = withoutMarks(line).trim()
  if (more && headingLabel.test(line.trim())) return line.length
  if (
    more && (agreeingLine.test(plain) || foreignPreamble.test(plain) || bareLabelLine.test(plain)
      || (/^note\s?:|^\(.*\)$/i.test(plain) && plain.length < 200 && speaksOfEdit(plain)))
  ) return line.length
  const label = textLabel.exec(head) ?? bracketLabel.exec(head) ?? foreignLabel.exec(head)
  if (label !== null) return label[0].length
  const ends = plain.endsWith(":")
  if (
    (more || ends) && ends && plain.length < 400 && (startsPreamble.test(plain) || speaksOfEdit(plain))
    && hasTextNoun.test(plain)
  ) {
    return line.length
  }
  if (more && ends && plain.length < 500 && leadsIn(plain) && head[newline + 1] === "\n") return line.length
  const blankAfter = more && /^\s*\n/.test(head.slice(newline + 1, newline + 20))
  if (
    blankAfter && plain.length < 300 && announces.test(plain) && speaksOfEdit(plain)
    && edited.test(plain.replace(/\[[^\]\n]{0,30}\]/g, ""))
  ) return line.length
  const opening = blankLines(head).next().value
  if (opening !== undefined) {
    const block = head.slice(0, opening.index)
    const leads = block.trimEnd().endsWith(":")
    // What is longer than all that follows is the text itself, however much it talks.
    const isText = !leads && block.length > longestOpening && block.length > text.length - block.length
    if (!isText && isAside(block, leads ? leadBound : bounds(isLed).opening)) return opening.index
  }
  if (more && ends && isAside(line, leadBound)) return line.length
  const colon = head.slice(0, 400).includes(": ") ? inlineColon.exec(head.slice(0, 400)) : null
  if (colon !== null && isAside(colon[0].trim(), inlineBound)) return colon[0].length
  const dashed = line.includes("\u2013") || line.includes("\u2014") ? dashLead.exec(head) : null
  if (dashed !== null && (agreeingLine.test(dashed[1] ?? "") || isAside(`${dashed[1]}:`, inlineBound))) {
    return dashed[0].length
  }
  const said = line.includes("\"") || line.includes("\u201C") ? quoteLead.exec(head) : null
  if (said !== null && isAside(said[0], 0.5) && namesTask(said[0])) return said[0].length
  const told = firstSentence.exec(head)
  if (told !== null && isAside(told[0], 2.3) && !isAside(head.slice(told[0].length, 400), -1)) {
    return told[0].length
  }
  const undecorated = head.replace(/^[*_#> ]{1,6}/, "")
  const preamble = startsPreamble.exec(undecorated)
  if (preamble !== null && speaksOfEdit(preamble[0]) && hasTextNoun.test(preamble[0])) {
    return head.length - undecorated.length + preamble[0].length
  }
  const quoting = head.includes("\"") || head.includes("\u201C") ? saysQuoted.exec(head) : null
  if (quoting !== null && speaksOfEdit(quoting[0]) && startsPreamble.test(`${quoting[0].trim()}:`)) {
    return quoting[0].length
  }
  const exclamation = exclaimed.exec(head) ?? agreeingSentence.exec(head)
  if (exclamation !== null) return exclamation[0].length
  return thanks.test(head) ? line.length : 0
}

/** Pictures that are left over from a line that was taken away. */
const picturesLine = /^[ \t]*(?:\p{Extended_Pictographic}\uFE0F? ?)+(?=\n)/u

/** Takes away what leads to the text: a preamble, a label, an exclamation. */
export const withoutHead = (text: string): string => {
  let kept = text
  for (let guard = 0; guard < 8 && kept !== ""; guard++) {
    const length = leadLength(kept, kept !== text)
    if (length === 0) return kept
    kept = trimRules(kept.slice(length).replace(/^[*_]{2,3}(?=\s)/, "").replace(picturesLine, ""))
  }
  return kept
}
