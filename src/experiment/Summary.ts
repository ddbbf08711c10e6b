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
} from "../domain/ObservationRecord.ts"
import { type Rate, wilson } from "../stats/wilson.ts"
import type { VerdictName } from "../task/Task.ts"

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
  readonly answers: Map<string, { readonly answer: Omit<AnswerCount, "count">; count: number }>
}

export const emptyTally = (): Tally => ({
  ...emptyCounts(),
  truncated: 0,
  durationMillis: 0,
  thoughts: 0,
  thoughtCharacters: 0,
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
const addOutcome = (counts: Counts, outcome: OutcomeCount, verdictName: VerdictName): Standing => {
  const { correct, count, verdict } = outcome
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
  for (const outcome of outcomes) addOutcome(counts, outcome, verdictName)
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

/** Adds one record to the counts, in place, and returns them. */
export const addRecord = (tally: Tally, record: ObservationRecord, verdictName: VerdictName): Tally => {
  for (const { durationMillis, reasoningLength } of record.sessions) {
    tally.durationMillis += durationMillis
    if (reasoningLength === undefined) continue
    tally.thoughts++
    tally.thoughtCharacters += reasoningLength
  }
  if (record.sessions.some(({ finishReason }) => finishReason === "length")) tally.truncated++
  const where = addOutcome(tally, { ...outcomeOf(record), count: 1 }, verdictName)
  if (where !== "counted") return tally
  const answer = answerOf(record, verdictName)
  const key = JSON.stringify(answer)
  const known = tally.answers.get(key)
  if (known === undefined) tally.answers.set(key, { answer, count: 1 })
  else known.count++
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

export const summaryResults = (tally: Tally, verdictName: VerdictName): SummaryResults => ({
  total: tally.total,
  error: tally.error,
  mismatch: tally.mismatch,
  inapplicable: tally.inapplicable,
  truncated: tally.truncated,
  correct: tally.correct,
  ...verdictCounts(tally, verdictName),
  ...reasoningCounts(tally),
  answer: [...tally.answers.values()].map(({ answer, count }) => ({ ...answer, count }))
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

export const ratesOf = (counts: Counts, verdictName: VerdictName): Rates => {
  const { correct, error, inapplicable, mismatch, total, verdict, verdictAndCorrect } = counts
  return {
    accuracy: wilson(correct, total - mismatch - inapplicable),
    verdict: verdictName === null ? null : wilson(verdictAndCorrect, correct),
    verdictOverAll: verdictName === null ? null : wilson(verdict, total - mismatch - inapplicable - error)
  }
}
