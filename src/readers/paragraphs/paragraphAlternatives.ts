/** Answers that offer several texts and leave the choice open. */
import { atLines } from "../cleaning/lines.ts"
import { oneOf } from "../cleaning/text.ts"
import { alternativeLabel } from "./paragraphLabels.ts"

const alternativeLabels = atLines(alternativeLabel, true)

const counts = "two|three|four|five|six|some|a few|several|a couple of|multiple|different|possible|few"
const things =
  "options|versions|alternatives|suggestions|possibilities|variations|ways|examples|rewrites|edits|edited versions"

/** "Here are three ways to do it:" above a list. */
const announced = new RegExp(
  `^[^\\n]{0,80}\\b(?:(?:${counts}) (?:\\w+ )?(?:${things})|options|alternatives|suggestions)\\b[^\\n]{0,120}:[ \\t]*\\n`,
  "i"
)
const bulletLine = /\n[ \t]*(?:[-*\u2022]|\d{1,2}[.)])\s/g
const quotedLine = /\n[ \t]*["\u201C][^\n]+["\u201D][ \t]*(?=\n|$)/g

/** Words that leave it to the user to choose: on a line of their own, beside what is quoted, anywhere. */
const leftOpenOnLine = new RegExp(
  `\\n${
    oneOf([
      "[ \\t*(]{0,4}(?:or|alternatively)\\b[ \\t*:,)]{0,4}(?:\\n|[^\\n]{0,80}:[ \\t]*(?:\\n|[\"\u201C]))",
      "[ \\t]{0,4}(?:choose|pick|select|use) (?:whichever|any|either|one|the (?:one|version|option))",
      "[ \\t]{0,4}(?:either|any|both) of (?:these|them|the)\\b"
    ])
  }`,
  "i"
)
const leftOpenLines = atLines(leftOpenOnLine)
const leftOpenByQuote = /["\u201D] (?:or ["\u201C]|(?:or|alternatively)\b[^.\n"\u201C]{0,60}[:,] ["\u201C])/i
const leftOpen = /[.!?]["\u201D]? (?:or: |(?:choose|pick|select|use) (?:whichever|the one (?:that )?you)\b)/i
const allWork =
  /\b(?:either|both|any) (?:of them |of these |one |version )?(?:would|will|should|could) (?:work|do|be fine)\b/i

/** "Final paragraph:" settles which of them it is. */
const settled = /\bfinal (?:paragraph|version|text|answer|choice|edit)\b[^\n:]{0,40}:[^]*$/i

/** How much of the beginning is searched for an announcement. */
const headLength = 1500

/** Whether the answer offers several texts and settles for none. Most texts have one line and quote nothing. */
export const offersAlternatives = (text: string): boolean => {
  const labels = text.includes("\n") ? [...alternativeLabels(text)] : []
  const last = labels.at(-1)
  if (last !== undefined && labels.length > 1) return !settled.test(text.slice(last.index))
  if (
    leftOpen.test(text) || allWork.test(text) || !leftOpenLines(text).next().done
    || ((text.includes("\"") || text.includes("\u201D")) && leftOpenByQuote.test(text))
  ) return true
  return text.includes("\n") && announced.test(text.slice(0, headLength))
    && [bulletLine, quotedLine].some((line) => [...text.matchAll(line)].length > 1)
}
