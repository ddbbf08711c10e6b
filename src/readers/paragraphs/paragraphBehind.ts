/** The new text behind something else: the original, thoughts, or a label further down. */
import { isAt, tableOf } from "../places.ts"
import { isAside } from "./asides.ts"
import { headLength, speaksOfEdit } from "./paragraphHead.ts"
import { inlineLabel, newTextHeading, newTextLine, originalLabel, trailingLabel } from "./paragraphLabels.ts"
import { postscriptCue } from "./paragraphPostscripts.ts"
import { isChange, speaksOfTask } from "./paragraphTail.ts"

const pointerLine =
  /^[^\n:]{0,60}\b(?:here(?:'s| is)|the (?:edited|revised|redacted|modified|updated|new|final|resulting) (?:paragraph|version|text))\b[^:\n]{0,120}:/i
const pointerInline =
  /[.!] (?:here(?:'s| is)|the (?:edited|revised|redacted|modified|updated) (?:paragraph|version|text))(?: (?:the|an?|my))?(?: \w+){0,10}:\s/i

/** How much of a line is looked at. */
const longestLead = 400

/** How many labels are looked at, from the last one on. */
const mostLabels = 12

const verdict = /^(?:positive|negative|neutral|yes|no|unknown|none|\(?[a-f]\).{0,40})\W*$/i

const wordList = /^[\p{L}'-]+(?:, [\p{L}'-]+){1,30}$/u

/** Whether what stands behind a label can be a text: no pair of words, no verdict, no remark. */
const isContent = (behind: string): boolean => {
  const line = behind.split("\n", 1)[0] ?? ""
  return !isChange(line) && !verdict.test(line) && !wordList.test(line) && !isAside(line, 2)
}

/** Where the texts begin that the lines of a text lead to, all but its first line. */
interface Leads {
  /** Behind labels. */
  readonly labelled: readonly number[]
  /** Behind lines that point to a text: "Here is the edited paragraph:". */
  readonly pointed: readonly number[]
}

const leadsOf = (text: string): Leads => {
  const length = text.trimEnd().length
  const labelled: number[] = []
  const pointed: number[] = []
  for (let at = text.indexOf("\n"); at >= 0;) {
    const next = text.indexOf("\n", at + 1)
    const start = at + 1
    const line = text.slice(start, Math.min(next < 0 ? text.length : next, at + longestLead))
    const colon = line.indexOf(":")
    const label = labelEnd(line, colon)
    if (label > 0 && start + label < length) labelled.push(start + label)
    const pointer = pointerEnd(line, colon)
    if (pointer > 0 && start + pointer < length) pointed.push(start + pointer)
    at = next
  }
  return { labelled, pointed }
}

/** The last of the places where a text begins; -1 when there is none. */
const lastText = (text: string, starts: readonly number[]): number =>
  starts.slice(-mostLabels).findLast((start) => isContent(text.slice(start, start + longestLead).trimStart()))
    ?? -1

const letters = tableOf("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
const labelEnds = tableOf(":*_")

/** Whether a label ends a line, or is all of it. */
const isLabel = (line: string): boolean =>
  (isAt(labelEnds, line, line.length - 1) && trailingLabel.test(line))
  || (!isAt(letters, line, 0) && newTextHeading.test(line.trim()))

/** What stands before the first colon of a label at least ("New"), and of a line that points ("Here's"). */
const shortestLabel = 3
const shortestPointer = 6

const labelEnd = (line: string, colon: number): number => {
  const label = colon >= shortestLabel || line.includes("\u2192") ? newTextLine.exec(line) : null
  return label?.[0].length ?? (isLabel(line) ? line.length : 0)
}

const pointerEnd = (line: string, colon: number): number => {
  const found = colon >= shortestPointer ? pointerLine.exec(line) : null
  return found !== null && speaksOfEdit(found[0]) ? found[0].length : 0
}

/** A line of thoughts that leads to a text: "Wait, that is still the old verb. Let me fix it:". */
const thoughtEnd = (text: string): number => {
  let end = -1
  for (let at = text.indexOf(":\n\n"); at >= 0; at = text.indexOf(":\n\n", at + 1)) {
    const line = text.slice(Math.max(text.lastIndexOf("\n", at) + 1, at - longestLead), at + 1)
    const behind = text.slice(at + 3, at + 3 + longestLead)
    if (
      isAside(line, 2.3) && postscriptCue(line) === null && !/^\s*(?:[-*\u2022|]|\d+[.)])/.test(behind)
      && !isAside(behind.split("\n")[0] ?? "", 0)
    ) end = at + 3
  }
  return end
}

const loneLabel = /\n[*_#]{0,3}(?:paragraph|passage|text)[*_]{0,3}\s?:[*_]{0,3}/i

const maskToken = /\[(?:redacted|removed|mask)/i

/** Whether a label such as "Masked:" behind a masked text names the words that were masked. */
const namesMasked = (text: string, at: number): boolean =>
  maskToken.test(text.slice(0, at)) && !maskToken.test(text.slice(at))

/** Takes what follows the last label of a new text, when an original or thoughts stand before it. */
export const afterLabel = (text: string): string => {
  if (!text.includes(":") && !text.includes("\u2192")) return text
  const leads = leadsOf(text)
  const labelled = lastText(text, leads.labelled)
  if (labelled >= 0 && !namesMasked(text, labelled)) return text.slice(labelled).trim()
  const pointed = lastText(text, leads.pointed)
  if (pointed >= 0) return text.slice(pointed).trim()
  const thought = thoughtEnd(text)
  if (thought >= 0) return text.slice(thought).trim()
  const lone = loneLabel.exec(text)
  if (lone !== null && text.slice(lone.index + lone[0].length).trim() !== "") {
    // The label opens the new text behind an explanation, and repeats the original behind a text.
    const before = text.slice(0, lone.index).trim()
    return speaksOfTask(before) ? text.slice(lone.index + lone[0].length).trim() : before
  }
  const inline = pointerInline.exec(text.slice(0, headLength))
  return inline === null || !speaksOfEdit(inline[0])
    ? text
    : text.slice(inline.index + inline[0].length).trim()
}

/** The new text where the original stands before it under a label. */
export const afterOriginal = (text: string): string => {
  const label = originalLabel.exec(text.slice(0, 200))
  if (label === null) return text
  const changed = afterLabel(text)
  if (changed !== text) return changed
  const inline = inlineLabel.exec(text)
  if (inline !== null) return text.slice(inline.index + inline[0].length)
  // Without a label of its own the new text is what stands behind the block under the heading of the original.
  if (!label[0].endsWith("\n") && !text.slice(label[0].length).startsWith("\n")) return text
  const original = text.slice(label[0].length).trimStart()
  const blank = original.indexOf("\n\n")
  return blank < 0 ? text : original.slice(blank).trim()
}
