/** The reader of which choice an answer names. */
import { read, type Reading, unread } from "../domain/Reading.ts"
import { namedChoices, sameText } from "./choices/choiceClaims.ts"
import { choiceFinder, closestChoice, misspelledChoice } from "./choices/choiceText.ts"
import { withoutEnumerations } from "./choices/enumerations.ts"
import { withoutOptionList } from "./choices/optionList.ts"
import { clausesOf } from "./claims/clauses.ts"
import { markedIn, markLetters, withoutMarks } from "./claims/designators.ts"
import { declines, refusesOutright, saysUnknown, unknownStrength } from "./claims/phrases.ts"
import { isRuledOut } from "./claims/ruledOut.ts"
import { type Claim, type Claimed, isSettledBefore, settle, strength } from "./claims/settle.ts"
import { shortAnswer } from "./cleaning/clean.ts"
import { withoutQuotations } from "./cleaning/quotations.ts"
import { dropEmphasis } from "./cleaning/wrappers.ts"

interface Found {
  readonly parts: readonly Claimed<string>[]
  /** The first sentence with a letter that was not offered or that does not fit the text beside it, or Infinity. */
  readonly disagreement: number
  /** A choice is spoken of, be it only to rule it out. */
  readonly spoken: boolean
}

const ruledOutAnywhere = /\bnot\b|n't\b|\bneither\b|\bnever\b/

/** "The options are …" names what was offered. */
const namesOptions =
  /\b(?:options|choices|alternatives|possible answers)\b.{0,40}(?:\bare\b|\binclude|:)|^(?:the )?(?:options|choices)$/

/** The choice that a final answer names in fewer words ("The right answer: the youngest"). */
const shortened = (plain: string, choices: readonly string[]): readonly Claim<string>[] => {
  const near = closestChoice(plain, choices)
  const value = near === null ? undefined : choices[near]
  return value === undefined || ruledOutAnywhere.test(plain)
    ? []
    : [{ value, strength: strength.verdict, rule: "shortened-choice" }]
}

const claimsIn = (whole: string, choices: readonly string[]): Found => {
  const find = choiceFinder(choices)
  const { found, text } = withoutEnumerations(whole, find(whole))
  const offered = [...choices, "unknown"]
  const clauses = clausesOf(text).map((clause) => ({
    clause,
    plain: withoutMarks(clause.lower).trim(),
    letters: [...clause.text.matchAll(/\uE000(\w)\uE001/g)].filter((mark) =>
      !isRuledOut(clause.lower, mark.index, mark[0].length)
    ).map((mark) => mark[1] ?? ""),
    named: namedChoices(withoutMarks(clause.text), choices, find)
  }))
  const bySentence = new Map<number, Set<string>>()
  for (const { clause, named, plain } of clauses) {
    const values = bySentence.get(clause.sentence) ?? new Set<string>()
    for (const claim of named.claims) values.add(claim.value)
    if (values.size === 0 && saysUnknown(plain) !== "no") values.add("unknown")
    bySentence.set(clause.sentence, values)
  }
  const listing = new Set(
    clauses
      .filter(({ clause, plain }) =>
        namesOptions.test(plain) && (bySentence.get(clause.sentence)?.size ?? 0) > 1
      )
      .map(({ clause }) => clause.sentence)
  )
  let disagreement = Infinity
  const parts = clauses.filter(({ clause }) => !listing.has(clause.sentence)).map(
    ({ clause, letters, named, plain }): Claimed<string> => {
      if (letters.length > 0) {
        const values = new Set(letters.map((letter) => offered[letter.charCodeAt(0) - 97]))
        const beside = bySentence.get(clause.sentence) ?? new Set<string>()
        const [value] = values
        if (values.size === 1 && (value === undefined || (beside.size > 0 && !beside.has(value)))) {
          disagreement = Math.min(disagreement, clause.sentence)
          return { clause, claims: [], bare: false }
        }
        const rule = beside.size > 0 ? "letter-and-text" : "letter"
        const claims = [...values].flatMap((
          each
        ) => (each === undefined ? [] : [{ value: each, strength: strength.weighed, rule }]))
        return { clause, claims, bare: values.size === 1 }
      }
      const unknown = saysUnknown(plain)
      if (
        unknown !== "no"
        && (named.claims.length === 0 || /\b(?:whether|if|which|between|where)\b/.test(plain))
      ) {
        const level = unknownStrength[unknown]
        return {
          clause,
          claims: [{ value: "unknown", strength: level, rule: "undetermined" }],
          bare: /^["'(]*unknown["').!]*$/.test(plain)
        }
      }
      if (clause.final && named.claims.length === 0 && !named.spoken) {
        return { clause, claims: shortened(plain, choices), bare: false }
      }
      const bare = named.claims.length === 1 && choices.some((choice) => sameText(choice, plain))
      return {
        clause,
        claims: bare ? named.claims.map((claim) => ({ ...claim, strength: strength.weighed })) : named.claims,
        bare
      }
    }
  )
  return { parts, disagreement, spoken: found || clauses.some(({ named }) => named.spoken) }
}

/** The commonest answer: "b) kitchen". */
const letteredChoice = /^\(?([a-zA-Z])[).:] ([^.\n]+)\.?$/

const noneOfThese =
  /\bnone of (?:the (?:above|options|choices|answers|given|listed|provided|other|mentioned|possible)|these|those|them)\b/i

const hasLoneCapital = (choices: readonly string[]): boolean =>
  choices.some((choice) => /(?:^|\s)[A-H](?:\s|$)/.test(choice))

/** What an answer says after all, behind words that decline: "As an AI I was not there, but …". */
const afterContrast = /\b(?:but|however|nevertheless|still),? ([^]+)$/i

/** "c) office... hmm, no, b) hallway": a "no" that takes back what stands before it. */
const takenBack =
  /(?:\.{2,}|\u2026|\s[-\u2013\u2014]{1,2})\s*(?:(?:sorry|hm+|oh|wait|ah|um|er|well|actually)[,.]*\s+)*(?:no|nope)[,.:;]+(?:\s+(?:sorry|wait|make that)\b[,.:;]*)?\s+/gi

const ruledOut = /\b(?:not|rather than|instead of)\b[^,.;]*/gi

const aboutText = /\b(?:paragraph|text|passage|story|information|mention\w*|context|location)\b/i

/** Which choice an answer names, by letter, by text or by both; "unknown" is the letter after the last choice. */
export const readMultiChoice = (answer: string, choices: readonly string[]): Reading<string> => {
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
    dropEmphasis(withoutOptionList(short, choices).replace(takenBack, ".\nCorrection:\n")),
    !hasLoneCapital(choices)
  )
  if (marked.trim() === "") return unread("only-options")
  const { disagreement, parts, spoken } = claimsIn(marked, choices)
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
