/** The reader of whether a hypothesis follows from a paragraph. */
import { read, type Reading, unread } from "../domain/Reading.ts"
import { type Entailment, entailmentInWords, isNotRefuted } from "./choices/entailmentWords.ts"
import { type Claim, type Claimed, strength } from "./claims/claims.ts"
import { type Clause, clausesOf } from "./claims/clauses.ts"
import { markedIn, markNumbers, withoutMarks } from "./claims/designators.ts"
import { declines, refusesOutright } from "./claims/phrases.ts"
import { designatedIn } from "./claims/ruledOut.ts"
import { isSettledBefore, settle } from "./claims/settle.ts"
import { asCorrections } from "./claims/takenBack.ts"
import { opensWith, opensWithWord } from "./claims/yesNo.ts"
import { plainAnswer } from "./cleaning/clean.ts"
import { dictionary } from "./cleaning/dictionary.ts"
import { withoutQuotations } from "./cleaning/quotations.ts"

const byNumber: Readonly<Record<string, Entailment>> = dictionary<Entailment>({
  "1": "yes",
  "2": "no",
  "3": "unknown"
})

/** The commonest answers, which need no reading. */
const bareAnswers: Readonly<Record<string, Entailment>> = dictionary<Entailment>({
  Yes: "yes",
  "Yes.": "yes",
  yes: "yes",
  No: "no",
  "No.": "no",
  no: "no",
  Unknown: "unknown",
  "Unknown.": "unknown",
  unknown: "unknown"
})

const optionName = "[\"'(]{0,3}(?:yes|no|unknown)\\b[\"')]*(?: (?:for|if)\\b[^.,;\uE000\\n]{0,60})?"
const numberedOptions = new RegExp(
  `\uE000[123]\uE001\\s{0,3}${optionName}[\\s.,;]{0,6}(?:(?:or|and)\\s)?\\s{0,3}(?:\uE000[123]\uE001\\s{0,3}${optionName}[\\s.,;]{0,6}(?:(?:or|and)\\s)?\\s{0,3}){1,2}`,
  "gi"
)
const wordOptions =
  /["'(]{0,3}\b(?:yes|no|unknown)\b["')]{0,3}(?:\s?(?:,|\/|\||\n|,? n?or\b|,? and\b)\s?["'(]{0,3}\b(?:yes|no|unknown)\b["')]{0,3})+/gi

const distinct = (span: string): number => new Set(span.toLowerCase().match(/\b(?:yes|no|unknown)\b/g)).size

/** What every list of options has. */
const listing = /true|(?:yes|no|unknown)[^]*(?:yes|no|unknown)/i

/** Leaves out lists of the options, which name what was offered and claim none of it. */
const withoutOptions = (text: string): string => listing.test(text) ? withoutListed(text) : text

const withoutListed = (text: string): string =>
  text
    .replace(/\btrue\s?(?:\/|or)\s?false\b/gi, " options ")
    .replace(numberedOptions, (span) => (new Set(markedIn(span)).size > 1 ? " options. " : span))
    .replace(
      wordOptions,
      (span) => (distinct(span) > 2 || (distinct(span) === 2 && /\bn?or\b|\/|\|/i.test(span))
        ? " options "
        : span)
    )

/** "Not necessarily, so 3": an idiom beside a number disagrees with nothing. */
const isSoft = (spoken: string): boolean => opensWith(spoken) !== null && opensWithWord(spoken) === null

/** "1 is wrong" says nothing of the statement. */
const rejectsOption =
  /^\W*(?:and |option |number )?\(?[1-3]\)? (?:is|are|would be) (?:wrong|out|incorrect|excluded|ruled out|impossible)\b/

/** What says yes alone or behind a question: elsewhere it may only agree to the task. */
const consents = /^(?:absolutely|definitely|certainly|of course|indeed|sure)[.!]*$/i
const consent: Claim<Entailment> = { value: "yes", strength: strength.weighed, rule: "bare-word" }

/** A clause with the numbers and the words in which it answers. */
interface Said {
  readonly clause: Clause
  readonly numbers: readonly string[]
  readonly word: Claim<Entailment> | undefined
  /** The word is one that a number beside it must agree with. */
  readonly firm: boolean
}

const saidIn = (clause: Clause, before: Clause | undefined): Said => {
  const spoken = withoutMarks(clause.text).trim()
  const word = before?.question === true && consents.test(clause.text) ? consent : entailmentInWords(spoken)
  const firm = word?.strength === strength.weighed && !rejectsOption.test(clause.lower) && !isSoft(spoken)
  return { clause, numbers: designatedIn(clause.lower), word, firm }
}

interface Sentence {
  readonly numbers: Set<Entailment | undefined>
  readonly words: Set<Entailment>
}

const sentencesIn = (said: readonly Said[]): ReadonlyMap<number, Sentence> => {
  const sentences = new Map<number, Sentence>()
  for (const { clause, firm, numbers, word } of said) {
    const sentence = sentences.get(clause.sentence) ?? { numbers: new Set(), words: new Set() }
    for (const digit of numbers) sentence.numbers.add(byNumber[digit])
    if (firm && word !== undefined) sentence.words.add(word.value)
    sentences.set(clause.sentence, sentence)
  }
  return sentences
}

/** "Nothing contradicts it, but nothing proves it either": neither is claimed. */
const withoutRefutals = (parts: readonly Claimed<Entailment>[]): readonly Claimed<Entailment>[] => {
  const refutal = parts.find(({ claims, clause }) => claims.length === 0 && isNotRefuted(clause.lower))
  if (refutal === undefined) return parts
  return parts.map((part) =>
    Math.abs(part.clause.sentence - refutal.clause.sentence) < 2
      && part.claims.some(({ rule, value }) => value === "no" && rule === "statement")
      ? { ...part, claims: [{ value: "unknown", strength: strength.verdict, rule: "neither" }] }
      : part
  )
}

/** Whether an answer says that the statement follows from the paragraph. */
export const readEntailment = (answer: string): Reading<Entailment> => {
  const plain = plainAnswer(answer)
  if (plain === "") return unread("empty")
  const bareAnswer = byNumber[plain] ?? bareAnswers[plain]
  if (bareAnswer !== undefined) return read(bareAnswer, "bare-word")
  if (consents.test(plain)) {
    return read("yes", "bare-word")
  }
  const clauses = clausesOf(withoutOptions(markNumbers(asCorrections(withoutQuotations(plain)))))
  const said = clauses.map((clause, i) => saidIn(clause, clauses[i - 1]))
  const sentences = sentencesIn(said)
  let disagreement = Infinity
  const parts = said.map(({ clause, numbers, word }): Claimed<Entailment> => {
    const sentence = sentences.get(clause.sentence)
    if (sentence === undefined || numbers.length === 0) {
      return { clause, claims: word === undefined ? [] : [word], bare: word?.strength === strength.weighed }
    }
    const [number] = sentence.numbers
    if (
      number === undefined || sentence.numbers.size > 1
      || (sentence.words.size > 0 && !sentence.words.has(number))
    ) {
      disagreement = Math.min(disagreement, clause.sentence)
      return { clause, claims: [], bare: false }
    }
    const rule = sentence.words.size > 0 ? "number-and-word" : "number"
    const claim: Claim<Entailment> = { value: number, strength: strength.weighed, rule }
    return { clause, claims: [claim], bare: true }
  })
  const settled = settle(withoutRefutals(parts))
  if (
    disagreement < Infinity && !isSettledBefore(parts, disagreement) && settled.rule !== "self-correction"
    && settled.rule !== "final-answer"
  ) {
    return unread("disagreement")
  }
  if (settled.value === "unknown" && settled.rule === "undetermined" && declines(plain)) {
    return /statement|paragraph|text|hypothesis|entail|passage/i.test(plain)
        && !refusesOutright(plain)
      ? settled
      : unread("refusal")
  }
  return settled
}
