/** The reader of which choice an answer names. */
import { read, type Reading, unread } from "../domain/Reading.ts"
import { choicePartsOf } from "./choices/choiceParts.ts"
import { closestChoice, misspelledChoice } from "./choices/choiceText.ts"
import { withoutOptionList } from "./choices/optionList.ts"
import { markedIn, markLetters, withoutMarks } from "./claims/designators.ts"
import { declines, refusesOutright } from "./claims/phrases.ts"
import { isSettledBefore, settle } from "./claims/settle.ts"
import { asCorrections } from "./claims/takenBack.ts"
import { shortAnswer } from "./cleaning/clean.ts"
import { writeOut } from "./cleaning/contractions.ts"
import { withoutQuotations } from "./cleaning/quotations.ts"
import { dropEmphasis } from "./cleaning/wrappers.ts"
import { remembered } from "./remembered.ts"

/** The commonest answer: "b) kitchen". */
const letteredChoice = /^\(?([a-zA-Z])[).:] ([^.\n]+)\.?$/

const noneOfThese =
  /\bnone of (?:the (?:above|options|choices|answers|given|listed|provided|other|mentioned|possible)|these|those|them)\b/i

/** What of a choice is the same for every answer: its text written out, and whether a word of it is one capital. */
const prepared = remembered((choice: string) => ({
  text: writeOut(choice),
  loneCapital: /(?<!\S)[A-H](?!\S)/.test(choice)
}))

/** What an answer says after all, behind words that decline: "As an AI I was not there, but …". */
const afterContrast = /\b(?:but|however|nevertheless|still),? ([^]+)$/i

const ruledOut = /\b(?:not|rather than|instead of)\b[^,.;]*/gi

const aboutText = /\b(?:paragraph|text|passage|story|information|mention\w*|context|location)\b/i

/** Which choice an answer names, by letter, by text or by both; "unknown" is the letter after the last choice. */
export const readMultiChoice = (answer: string, choices: readonly string[]): Reading<string> => {
  const spoken = choices.map((choice) => prepared(choice).text)
  const reading = readSpoken(answer, spoken)
  const at = reading.value === null ? -1 : spoken.indexOf(reading.value)
  return at < 0 ? reading : { ...reading, value: choices[at] ?? reading.value }
}

const readSpoken = (answer: string, choices: readonly string[]): Reading<string> => {
  const short = shortAnswer(answer)
  const plain = dropEmphasis(short).trim()
  if (plain === "") return unread("empty")
  const exact = choices.find((choice) => choice.toLowerCase() === plain.toLowerCase())
  if (exact !== undefined) return read(exact, "bare-choice")
  const named = letteredChoice.exec(plain)
  if (named !== null) {
    const own = [...choices, "unknown"][(named[1] ?? "").toLowerCase().charCodeAt(0) - 97]
    if (own !== undefined && own.toLowerCase() === named[2]?.toLowerCase()) {
      return read(own, "letter-and-text")
    }
  }
  if (noneOfThese.test(withoutQuotations(plain))) return unread("none-of-these")
  const marked = markLetters(
    dropEmphasis(asCorrections(withoutOptionList(short, choices))),
    !choices.some((choice) => prepared(choice).loneCapital)
  )
  if (marked.trim() === "") return unread("only-options")
  const { disagreement, parts, spoken } = choicePartsOf(marked, choices)
  const settled = settle(parts)
  if (
    disagreement < Infinity && !isSettledBefore(parts, disagreement) && settled.rule !== "self-correction"
    && settled.rule !== "final-answer"
  ) {
    return unread("disagreement")
  }
  const declined = declines(plain)
  const isDoubt = settled.value === "unknown" && settled.rule === "undetermined" && declined
  if (settled.value !== null && !isDoubt) return settled
  const said = declined ? afterContrast.exec(plain)?.[1] : withoutMarks(marked).replace(ruledOut, "")
  if (said !== undefined && !spoken && markedIn(marked).length === 0 && !plain.endsWith("?")) {
    const near = closestChoice(said, choices) ?? misspelledChoice(said, choices)
    const value = near === null ? undefined : choices[near]
    if (value !== undefined) return read(value, "shortened-choice")
  }
  return isDoubt && (refusesOutright(plain) || !aboutText.test(plain)) ? unread("refusal") : settled
}
