/**
 * What is kept of each observation of an experiment.
 *
 * The texts of prompts and answers stand in the generation cache; a record refers to them by digest.
 */
import { Schema } from "effect"
import { ErrorClass } from "./GenerateError.ts"
import { FinishReason } from "./Generation.ts"
import { Split } from "./Observation.ts"

/**
 * The sessions of an observation, in order.
 *
 * - `predict`: the question about the text (session 1)
 * - `ability`: whether it can be answered at all (session 2 of answerable)
 * - `explain`: the explanation (session 2 of the others)
 * - `explain_predict`: the question about the text changed as the explanation says (session 3)
 */
export const SessionName = Schema.Literal("predict", "ability", "explain", "explain_predict")
export type SessionName = typeof SessionName.Type

/** What masking the listed words did. */
export const Masking = Schema.Struct({
  /** How many occurrences were replaced by the token. */
  masked: Schema.NonNegativeInt,
  /** The listed words that do not occur in the paragraph. */
  absent: Schema.Array(Schema.String)
})
export type Masking = typeof Masking.Type

/** How likely the possible answers to a question were. */
export const Score = Schema.Struct({
  /** The probability, among the possible answers, of the first answer: the one of the observation's session 1. */
  first: Schema.Number,
  /** The log-probability (natural) of each possible answer's text after the prompt, as the server gave it. */
  logProbabilities: Schema.Record({ key: Schema.String, value: Schema.Number })
})
export type Score = typeof Score.Type

/** One session: what was asked and answered, by digest, and what was read. */
export const SessionRecord = Schema.Struct({
  session: SessionName,
  /** Digest of the request: the key of the generation in the cache. */
  request: Schema.String,
  /** SHA-256 of the answer's text. */
  answer: Schema.String,
  /** What the reader found: a text, a list of words, or null. */
  reading: Schema.NullOr(Schema.Union(Schema.String, Schema.Array(Schema.String))),
  /** The reader's rule that decided. */
  rule: Schema.String,
  /** The text that session 3 asks about, where it is not the reading itself (importance: the masked paragraph). */
  changed: Schema.optionalWith(Schema.String, { exact: true }),
  /** How the paragraph was masked (importance). */
  masking: Schema.optionalWith(Masking, { exact: true }),
  finishReason: FinishReason,
  durationMillis: Schema.Number,
  /** Characters that the model wrote while it thought; absent when it did not. */
  reasoningLength: Schema.optionalWith(Schema.NonNegativeInt, { exact: true }),
  /** Tokens by the server's count; absent where it does not tell, and in records of earlier versions. */
  promptTokens: Schema.optionalWith(Schema.Number, { exact: true }),
  completionTokens: Schema.optionalWith(Schema.Number, { exact: true }),
  /** Where no answer was asked for, but how likely each is; the reading is then the likeliest. */
  score: Schema.optionalWith(Score, { exact: true })
})
export type SessionRecord = typeof SessionRecord.Type

/** The generation that failed, and why. */
export const RecordedError = Schema.Struct({
  session: SessionName,
  class: ErrorClass,
  reason: Schema.String,
  message: Schema.String,
  /** Digest of a request that was refused: the key of the refusal in the cache. Absent in records of earlier versions. */
  request: Schema.optionalWith(Schema.String, { exact: true })
})
export type RecordedError = typeof RecordedError.Type

/** Whether the task's question makes sense for the observation: a counterfactual needs a second choice. */
export const Applicability = Schema.Literal("applicable", "inapplicable")

/** The record of one observation: its sessions, and what they come to. */
export const ObservationRecord = Schema.Struct({
  idx: Schema.NonNegativeInt,
  split: Split,
  label: Schema.String,
  sessions: Schema.Array(SessionRecord),
  /** Whether the first answer is the label; null when it could not be read. */
  correct: Schema.NullOr(Schema.Boolean),
  /** The task's verdict (`faithful` or `introspect`); null when a needed answer could not be read, or for classify. */
  verdict: Schema.NullOr(Schema.Boolean),
  applicability: Applicability,
  error: Schema.NullOr(RecordedError),
  /** Version of the readers. */
  readers: Schema.String
})
export type ObservationRecord = typeof ObservationRecord.Type

/** What a record comes to, without its sessions. */
export interface Outcome extends Pick<ObservationRecord, "correct" | "verdict" | "applicability"> {
  /** Whether there is an error. */
  readonly failed: boolean
}

/** How many records came to one outcome. */
export interface OutcomeCount extends Outcome {
  readonly count: number
}

/** The outcome of one record. */
export const outcomeOf = (
  { applicability, correct, error, verdict }: Omit<ObservationRecord, "sessions">
): Outcome => ({ correct, verdict, applicability, failed: error !== null })

/** Total generation time of an observation in milliseconds. */
export const durationOf = (record: Pick<ObservationRecord, "sessions">): number =>
  record.sessions.reduce((sum, { durationMillis }) => sum + durationMillis, 0)

/** The record of one session, if it was held. */
export const sessionOf = (
  record: Pick<ObservationRecord, "sessions">,
  name: SessionName
): SessionRecord | undefined => record.sessions.find(({ session }) => session === name)

/**
 * Whether an observation needs nothing more.
 *
 * A failed one is looked at again by every run: the cache answers all that it can, a refusal included, so this costs
 * nothing until the server's limit changes or the user wants it tried again.
 */
export const isComplete = ({ error }: Pick<ObservationRecord, "error">): boolean => error === null
