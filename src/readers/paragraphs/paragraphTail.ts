/** What follows a text: notes, lists of changes, offers of more help. */
import { hasArrow } from "./arrows.ts"
import { bounds, isAside, namesTask } from "./asides.ts"
import { holdsWord, postscriptCue } from "./paragraphPostscripts.ts"
import { endsWithRule, openingQuote, trimRules } from "./paragraphQuotes.ts"

const taskStems = [
  "redact",
  "edit",
  "replac",
  "sentiment",
  "paragraph",
  "hypothes",
  "entail",
  "modif",
  "statement",
  "mask",
  "question",
  "unknown",
  "chang",
  "determin",
  "word"
]
const tellingStems = ["redact", "sentiment", "paragraph", "hypothes", "entail", "statement \"", "mask"]

const outcome =
  /\bso the answer (?:to the question )?(?:would|will|is|becomes|changes)\b|\b(?:question|sentiment|statement|hypothesis|entailment|answer|it)\b[^.\n]{0,120}\b(?:can ?not|can't|can no longer|is no longer|becomes|is now|can now|no longer)\b[^.\n]{0,30}\b(?:answered|determined|entailed|positive|negative|known|follows?|inferred)\b/

/** How many of the stems begin a word of a text. */
const stemsIn = (text: string, stems: readonly string[]): number =>
  stems.filter((stem) => {
    const at = text.indexOf(stem)
    return at >= 0 && (!/[a-z]/.test(text[at - 1] ?? "") || new RegExp(`\\b${stem}`).test(text))
  }).length

/** A block that points back at the text and names what the task is about. */
const pointsBack =
  /^[*_]{0,2}(?:this|that|these|those|now|thus|so|in this way|with (?:this|that|these)|as a result)\b/
const aboutTask = /\bhypothes[ie]s\b|\bentail|\bsentiment\b|\bthe statement\b|\bredact/

/** Whether a block speaks about the task: no text of a review or a story uses several of its terms at once. */
export const speaksOfTask = (block: string): boolean => {
  if (block.length > 800) return false
  const lower = block.toLowerCase().replace(/\[redacted\]|\[removed\]/g, "")
  const said = lower.trim()
  if (pointsBack.test(said) && said.length < 300 && aboutTask.test(said)) return true
  if (/^\(.*\)$/.test(said) && /\b(?:words?|edits?|changes?|phrases?)\b/.test(said)) return true
  return outcome.test(lower) || (stemsIn(lower, tellingStems) > 0 && stemsIn(lower, taskStems) > 1)
}

const noted =
  /\s[*_]?(?:\[(?:i |note\b|change[sd]?:|edit(?:s|ed)?:)[^[\]\n]{0,500}\]|\((?:i |note|changed?\b|removed?\b|replac|redact\w* \w|the (?:word|only|change|edit|phrase)|edit|only |added|this |words?\b|minimal|original)[^()\n]{0,500}\))[*_.]{0,2}$/i
const labelled =
  /(?<=[.!?"\u201D')\]\u2026])\s+[*_]{0,2}(?:note|explanation|changes?(?: made)?|edits?(?: made)?|redacted words?|rationale|reason(?:ing)?)[*_]{0,2}:\s[^\n]{0,600}$/i
const told =
  /\s(?:i(?:'ve| have)? (?:only |simply |just )?(?:changed|replaced|removed|redacted|edited|swapped|modified) (?:the (?:\w+ )?(?:words?|phrases?|sentence|adjectives?|verbs?)|["\u201C'])|the (?:word|words|phrase|phrases) (?:["\u201C'][^\n]{1,200}|\w+ )?(?:was|were|has been|have been) (?:removed|changed|replaced|redacted)|(?:please )?let me know if (?:you(?:'d| would)? (?:like|need|want|have|prefer)|there|this|that|any|further|it|i|these|the)\b|i hope this helps(?! others))[^\n]{0,400}$/i
const aboutEdit =
  /\b(?:words?|chang|remov|replac|redact|edit|sentiment|paragraph|mask|let me know|hope this)/i

/** How much of the end is searched for a note in the last line. */
const tailLength = 900

/** The kinds of notes that a tail may end with, by what shows at once. */
const notesOf = (tail: string): readonly RegExp[] => [
  ...(/[)\]]/.test(tail.slice(-4)) ? [noted] : []),
  ...(tail.includes(":") ? [labelled] : []),
  told
]

const withoutInlineNote = (text: string): string => {
  const tail = text.slice(-tailLength)
  for (const pattern of notesOf(tail)) {
    const note = pattern.exec(tail)
    if (note === null || !aboutEdit.test(note[0])) continue
    const kept = text.slice(0, text.length - tail.length + note.index).trim()
    if (hasLetterOrDigit.test(kept)) return kept
  }
  return text
}

const hasLetterOrDigit = /[\p{L}\p{N}]/u

const withoutLastBlocks = (text: string, isLed: boolean): string => {
  if (!text.includes("\n")) return text
  const { closing, line } = bounds(isLed)
  let kept = text
  for (let guard = 0; guard < 8; guard++) {
    const at = kept.lastIndexOf("\n")
    if (at < 1) return kept
    const blank = kept.lastIndexOf("\n\n")
    const block = kept.slice(blank)
    const bound = endsWithRule(kept.slice(0, Math.max(0, blank))) ? bounds(true).closing : closing
    if (blank > 0 && (speaksOfTask(block) || isAside(block.trim(), bound))) {
      kept = trimRules(kept.slice(0, blank))
    } else if (isAside(kept.slice(at).trim(), line)) kept = trimRules(kept.slice(0, at))
    else return kept
  }
  return kept
}

const endsSentence = (sign: string | undefined): boolean => sign === "." || sign === "!" || sign === "?"
const closers = new Set("\"'\u201D)]")
const closes = (sign: string | undefined): boolean => sign !== undefined && closers.has(sign)

/** No last sentence is longer, its sign and what closes it not counted. */
const longestSentence = 300

/** The blank before the last sentence, behind the sign of the one before it; -1 when the last line has only one. */
const lastSentenceAt = (text: string): number => {
  let closed = text.length
  while (text.length - closed < 2 && closes(text[closed - 1])) closed -= 1
  const end = endsSentence(text[closed - 1]) ? closed - 1 : text.length
  let sign = end - 1
  while (sign >= 0 && !endsSentence(text[sign]) && text[sign] !== "\n") sign -= 1
  if (!endsSentence(text[sign])) return -1
  const start = closes(text[sign + 1]) ? sign + 3 : sign + 2
  return text[start - 1] === " " && start < end && Math.min(closed, end) - start <= longestSentence
    ? start - 1
    : -1
}

/** Takes away sentences behind the text in its last line, and remarks in brackets there. */
const withoutLastSentences = (text: string, isLed: boolean): string => {
  let kept = text
  for (let guard = 0; guard < 5; guard++) {
    const tail = kept.slice(-400)
    const at = lastSentenceAt(tail)
    const said = at < 0 ? "" : tail.slice(at).trim()
    if (at < 0 || !(isLed || namesTask(said)) || !isAside(said, bounds(isLed).sentence)) return kept
    kept = kept.slice(0, kept.length - tail.length + at).trimEnd()
  }
  return kept
}

const changeLine =
  /^[ \t]*(?:[-*\u2022]|\d{1,2}[.)])?[ \t]*[^\n]{1,80}?\s?(?:->|\u2192|=>|\u21D2)\s?[^\n]{1,80}$/

/** Whether a line is a pair of old and new words, such as "- filthy -> spotless". */
export const isChange = (line: string): boolean =>
  hasArrow(line) && changeLine.test(line) && !/\p{L}[.!?]["\u201D]? /u.test(line)

/** Takes away a list or a table of changes that follows the text without a heading. */
export const isRow = (line: string): boolean => /^\s*\|.*\|\s*$/.test(line)

const withoutLastChanges = (text: string): string => {
  if (!text.includes("\n")) return text
  let kept = text
  for (let guard = 0; guard < 60; guard++) {
    const at = kept.lastIndexOf("\n")
    if (at < 1 || kept.length - at > 300 || !(isChange(kept.slice(at + 1)) || isRow(kept.slice(at + 1)))) {
      return kept
    }
    kept = kept.slice(0, at).trimEnd()
  }
  return kept
}

const editStems = [
  ...taskStems,
  "remov",
  "swap",
  "delet",
  "altera",
  "explain",
  "added",
  "adjectiv",
  "to positive",
  "to negative",
  "impossible",
  "possible to",
  "the original"
]
const announcesNote =
  /(?:(?<!note):|let me know[^\n]*|feel free|hesitate|hope (?:this|that|it)[^\n]*|would you like|do you [^\n]*|anything else[^\n]*|does this [^\n]*|is there [^\n]*|if you[^\n]*|nb:?|note(?:s)?(?: that)?|original)$/i

/** Whether a line that begins like a remark on the text is one: "I left the cinema" goes on with the text. */
const isRemark = (cue: string, line: string): boolean =>
  announcesNote.test(cue) || (/\bnote:$/i.test(cue) && isAside(line, 0)) || /^(?:#|\*\*)/.test(cue)
  || /:[*_ ]{0,4}$/.test(line)
  || stemsIn(line.toLowerCase().replace(/\[[^\]]{0,30}\]/g, ""), editStems) > 0

/** How much of a line is looked at. */
const longestRemark = 600

const farewell =
  /^[*_(]{0,3}(?:in (?:this|the (?:new|edited|changed|above)) (?:version|story|text|paragraph|review|passage|rewrite|case)\b|(?:have fun|enjoy|cheers|good luck|there you (?:go|have it)|voil\u00E0|happy (?:editing|reading))\b|i (?:tried|hope|kept|made sure|took care|wanted)\b|(?:that|this|it) should (?:do|work)\b|(?:is|how's|how is|does) (?:that|this|it)\b[^.\n]*\?)/i
const longestFarewell = 300

/** Behind a preamble, a model goes on to talk to the user: its last block may be a farewell ("Have fun!"). */
const withoutFarewell = (text: string): string => {
  const tail = text.slice(-longestFarewell)
  const blank = tail.lastIndexOf("\n\n")
  const at = text.length - tail.length + blank
  return blank >= 0 && at > 0 && farewell.test(tail.slice(blank).trim()) ? trimRules(text.slice(0, at)) : text
}

/** The end of the line behind which the first remark on the text stands that something stands before; -1 without any. */
const remarkAt = (text: string): number => {
  for (let at = text.indexOf("\n"); at >= 0;) {
    const next = text.indexOf("\n", at + 1)
    const end = next < 0 ? text.length : next
    if (holdsWord(text, at + 1, end)) {
      const line = text.slice(at + 1, Math.min(end, at + longestRemark))
      const cue = postscriptCue(line)
      if (cue !== null && isRemark(cue, line) && text.slice(0, Math.min(at, 2000)).trim() !== "") return at
    }
    at = next
  }
  return -1
}

/**
 * Takes away what follows the text: notes, lists of changes, offers of more help.
 *
 * @param isLed - Whether a preamble or a label led to the text.
 */
export const withoutTail = (whole: string, isLed: boolean): string => {
  const text = isLed ? withoutFarewell(whole) : whole
  const remark = remarkAt(text)
  const before = remark < 0 ? text : trimRules(text.slice(0, remark))
  const kept = withoutLastBlocks(withoutLastChanges(before), isLed)
  const quoted = openingQuote(kept, isLed)
  if (
    quoted !== null && isAside(kept.slice(quoted.length, quoted.length + 700).trim(), bounds(true).closing)
  ) {
    return quoted
  }
  return withoutLastSentences(withoutInlineNote(kept), isLed)
}
