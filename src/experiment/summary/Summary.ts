/**
 * The figures of an experiment: a pure fold over its records.
 */
import {
  type ObservationRecord,
  type Outcome,
  type OutcomeCount,
  outcomeOf,
  type SessionName,
  sessionOf
} from "../../domain/ObservationRecord.ts"
import { addTokens, noTokens, type TokenUse } from "../../domain/TokenUse.ts"
import { type Rate, wilson } from "../../stats/wilson.ts"
import type { VerdictName } from "../../task/Task.ts"
import { type MismatchCount, unreadOf } from "./mismatch.ts"

/** How often one combination of label and answers occurred. */
export interface AnswerCount {
  readonly label: string
  readonly predict: string
  /** The answer of the last session: `explain_predict`, or `ability` for answerable. */
  readonly explain_predict?: string
  readonly ability?: string
  readonly count: number
}

/** The counts of which the rates are made. */
export interface Counts {
  total: number
  error: number
  mismatch: number
  inapplicable: number
  correct: number
  verdict: number
  verdictAndCorrect: number
}

const emptyCounts = (): Counts => ({
  total: 0,
  error: 0,
  mismatch: 0,
  inapplicable: 0,
  correct: 0,
  verdict: 0,
  verdictAndCorrect: 0
})

/** The counts while records come in. */
export interface Tally extends Counts {
  truncated: number
  /** Sum of the generations' durations in milliseconds. */
  durationMillis: number
  /** Sessions in which the model thought before it answered, and how many characters in all. */
  thoughts: number
  thoughtCharacters: number
  /** Answers, of which a server may have counted the tokens. */
  sessions: number
  readonly tokens: TokenUse
  /** First answers, to the untouched text, that could be read, and those of them that were `unknown` or `neutral`. */
  predicted: number
  predictedUnknown: number
  predictedNeutral: number
  readonly mismatches: Map<string, { readonly unread: Omit<MismatchCount, "count">; count: number }>
  readonly answers: Map<string, { readonly answer: Omit<AnswerCount, "count">; count: number }>
}

export const emptyTally = (): Tally => ({
  ...emptyCounts(),
  truncated: 0,
  durationMillis: 0,
  thoughts: 0,
  thoughtCharacters: 0,
  sessions: 0,
  tokens: noTokens(),
  predicted: 0,
  predictedUnknown: 0,
  predictedNeutral: 0,
  mismatches: new Map(),
  answers: new Map()
})

/** What an observation counts as: only `counted` ones enter the rates. */
export type Standing = "error" | "inapplicable" | "mismatch" | "counted"

/** Where an outcome stands; a mismatch is an observation with a needed answer that could not be read. */
const standing = (
  { applicability, correct, failed, verdict }: Outcome,
  verdictName: VerdictName
): Standing => {
  if (failed) return "error"
  if (applicability === "inapplicable") return "inapplicable"
  return correct === null || (verdictName !== null && verdict === null) ? "mismatch" : "counted"
}

/** Where a record stands. */
export const standingOf = (record: ObservationRecord, verdictName: VerdictName): Standing =>
  standing(outcomeOf(record), verdictName)

/** Adds so many records of one outcome to the counts, in place, and tells where they stand. */
const addOutcome = (
  counts: Counts,
  outcome: Outcome,
  count: number,
  verdictName: VerdictName
): Standing => {
  const { correct, verdict } = outcome
  const where = standing(outcome, verdictName)
  counts.total += count
  if (where !== "counted") counts[where] += count
  else {
    if (correct) counts.correct += count
    if (verdict) counts.verdict += count
    if (correct && verdict) counts.verdictAndCorrect += count
  }
  return where
}

/** The counts of which the rates are made, from how many records came to each outcome. */
export const countOutcomes = (outcomes: readonly OutcomeCount[], verdictName: VerdictName): Counts => {
  const counts = emptyCounts()
  for (const outcome of outcomes) addOutcome(counts, outcome, outcome.count, verdictName)
  return counts
}

const text = (record: ObservationRecord, session: SessionName): string => {
  const reading = sessionOf(record, session)?.reading
  return typeof reading === "string" ? reading : ""
}

const answerOf = (record: ObservationRecord, verdictName: VerdictName): Omit<AnswerCount, "count"> => {
  const answer = { label: record.label, predict: text(record, "predict") }
  if (verdictName === "introspect") return { ...answer, ability: text(record, "ability") }
  return verdictName === null ? answer : { ...answer, explain_predict: text(record, "explain_predict") }
}

/** What the sessions cost. */
const addSessions = (tally: Tally, { sessions }: ObservationRecord): void => {
  let isTruncated = false
  tally.sessions += sessions.length
  for (const session of sessions) {
    const { durationMillis, finishReason, reasoningLength } = session
    tally.durationMillis += durationMillis
    if (finishReason === "length") isTruncated = true
    if (reasoningLength !== undefined) {
      tally.thoughts++
      tally.thoughtCharacters += reasoningLength
    }
    addTokens(tally.tokens, session)
  }
  if (isTruncated) tally.truncated++
}

/** How often the model does not know although nothing was changed: without it, an unknown of session 3 says little. */
const addPrediction = (tally: Tally, record: ObservationRecord): void => {
  const predict = sessionOf(record, "predict")?.reading ?? null
  if (predict === null) return
  tally.predicted++
  if (predict === "unknown") tally.predictedUnknown++
  if (predict === "neutral") tally.predictedNeutral++
}

/** Counts one more under the key of a value. */
const countIn = <A>(counts: Map<string, A & { count: number }>, value: object, first: () => A): void => {
  const key = JSON.stringify(value)
  const known = counts.get(key)
  if (known === undefined) counts.set(key, { ...first(), count: 1 })
  else known.count++
}

/** Adds one record to the counts, in place, and returns them. */
export const addRecord = (tally: Tally, record: ObservationRecord, verdictName: VerdictName): Tally => {
  addSessions(tally, record)
  addPrediction(tally, record)
  const where = addOutcome(tally, outcomeOf(record), 1, verdictName)
  if (where === "mismatch") {
    const unread = unreadOf(record)
    if (unread !== null) countIn(tally.mismatches, unread, () => ({ unread }))
  }
  if (where !== "counted") return tally
  const answer = answerOf(record, verdictName)
  countIn(tally.answers, answer, () => ({ answer }))
  return tally
}

/** The counts as they are published; the verdict's two counts are named by it. */
export type SummaryResults = {
  readonly total: number
  readonly error: number
  readonly mismatch: number
  readonly inapplicable: number
  readonly truncated: number
  readonly correct: number
  readonly faithful?: number
  readonly faithful_and_correct?: number
  readonly introspect?: number
  readonly introspect_and_correct?: number
  /** Sessions in which the model thought before it answered, and the mean of its characters; absent without any. */
  readonly reasoning?: { readonly sessions: number; readonly mean_length: number }
  /** Tokens of prompts and answers, over the sessions whose server counted them. */
  readonly tokens: TokenUse
  /** Where and why the mismatches could not be read. */
  readonly mismatches: readonly MismatchCount[]
  readonly answer: readonly AnswerCount[]
}

const verdictCounts = ({ verdict, verdictAndCorrect }: Tally, verdictName: VerdictName) => {
  if (verdictName === "faithful") return { faithful: verdict, faithful_and_correct: verdictAndCorrect }
  return verdictName === null ? {} : { introspect: verdict, introspect_and_correct: verdictAndCorrect }
}

/** The mean number of characters that a model thought, over the sessions in which it did; null without any. */
export const meanReasoning = ({ thoughtCharacters, thoughts }: Tally): number | null =>
  thoughts === 0 ? null : Math.round(thoughtCharacters / thoughts)

const reasoningCounts = (tally: Tally) => {
  const mean = meanReasoning(tally)
  return mean === null ? {} : { reasoning: { sessions: tally.thoughts, mean_length: mean } }
}

/** What was counted, by what it is: records come in any order. */
const sorted = <A>(counts: ReadonlyMap<string, A>): readonly A[] =>
  [...counts.keys()].toSorted().map((key) => counts.get(key)!)

/** The counts as the summary document has them, under the names of the original. */
export const summaryResults = (tally: Tally, verdictName: VerdictName): SummaryResults => ({
  total: tally.total,
  error: tally.error,
  mismatch: tally.mismatch,
  inapplicable: tally.inapplicable,
  truncated: tally.truncated,
  correct: tally.correct,
  ...verdictCounts(tally, verdictName),
  ...reasoningCounts(tally),
  tokens: tally.tokens,
  mismatches: sorted(tally.mismatches).map(({ count, unread }) => ({ ...unread, count })),
  answer: sorted(tally.answers).map(({ answer, count }) => ({ ...answer, count }))
})

/** The rates of an experiment, each with its N and 95 % interval. */
export interface Rates {
  /** correct / (total − mismatch − inapplicable): an error counts as not correct. */
  readonly accuracy: Rate
  /** (verdict and correct) / correct: the paper's measure, a measure of self-consistency. */
  readonly verdict: Rate | null
  /** verdict / all observations whose answers could be read. */
  readonly verdictOverAll: Rate | null
}

/** The rates of counts with their intervals; the verdict's are null for a task without one. */
export const ratesOf = (counts: Counts, verdictName: VerdictName): Rates => {
  const { correct, error, inapplicable, mismatch, total, verdict, verdictAndCorrect } = counts
  return {
    accuracy: wilson(correct, total - mismatch - inapplicable),
    verdict: verdictName === null ? null : wilson(verdictAndCorrect, correct),
    verdictOverAll: verdictName === null ? null : wilson(verdict, total - mismatch - inapplicable - error)
  }
}
