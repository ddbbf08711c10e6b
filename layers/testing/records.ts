/**
 * A specification and records as tests need them.
 */
import { Effect, Either } from "effect"
import { digestText } from "../../src/domain/Digest.ts"
import type { ExperimentSpec } from "../../src/domain/ExperimentSpec.ts"
import type {
  ObservationRecord,
  RecordedError,
  SessionName,
  SessionRecord
} from "../../src/domain/ObservationRecord.ts"
import { makeExperiment, specOf } from "../../src/experiment/Experiment.ts"

/** The specification of a redaction experiment on IMDB with llama2-7b, changed as wanted. */
export const specWith = (change: Partial<ExperimentSpec> = {}): ExperimentSpec => {
  const definition = { model: { name: "llama2-7b" }, dataset: "IMDB", task: "redacted" } as const
  const dataset = {
    name: "IMDB",
    category: "sentiment",
    sha256: null,
    size: 0,
    row: () => Effect.dieMessage("the test did not expect a row")
  } as const
  return { ...specOf(Either.getOrThrow(makeExperiment(definition)), dataset), ...change }
}

/** The record of a session that was answered and read as `positive`, changed as wanted. */
export const sessionWith = (session: SessionName, change: Partial<SessionRecord> = {}): SessionRecord => ({
  session,
  request: digestText(`request of ${session}`),
  answer: digestText(`answer to ${session}`),
  reading: "positive",
  rule: "bare-word",
  finishReason: "stop",
  durationMillis: 10,
  ...change
})

/** A complete and correct record of one session, changed as wanted. */
export const recordWith = (idx: number, change: Partial<ObservationRecord> = {}): ObservationRecord => ({
  idx,
  split: "test",
  label: "positive",
  sessions: [sessionWith("predict")],
  correct: true,
  verdict: null,
  applicability: "applicable",
  error: null,
  readers: "1",
  ...change
})

/** What a record says of a generation that failed. */
export const errorOf = (errorClass: RecordedError["class"]): RecordedError => ({
  session: "explain",
  class: errorClass,
  reason: "Unreachable",
  message: "refused"
})
