/**
 * From one observation to its record.
 */
import { Effect } from "effect"
import { isRefusal } from "../domain/FailedGeneration.ts"
import type { GenerateError } from "../domain/GenerateError.ts"
import type { Observation, Split } from "../domain/Observation.ts"
import { type ObservationRecord, type RecordedError, sessionOf } from "../domain/ObservationRecord.ts"
import type { Inference } from "../inference/Inference.ts"
import { readerVersion } from "../readers/index.ts"
import { type Interview, interview, type InterviewGuide, type SessionError } from "./Interview.ts"
import { judged, type Task, type Verdict } from "./Task.ts"

/** What is recorded of a session whose answer never came; what the cache keeps, with the key by which it does. */
const recordedError = ({ error, request, session }: SessionError): RecordedError => ({
  session,
  class: error.class,
  reason: error.reason._tag,
  message: error.message,
  ...(request !== undefined && isRefusal(error.reason) ? { request } : {})
})

const recordOf = (
  { observation: { idx, label }, sessions }: Interview,
  split: Split,
  verdict: Verdict,
  error: RecordedError | null
): ObservationRecord => {
  const predict = sessionOf({ sessions }, "predict")?.reading ?? null
  return {
    idx,
    split,
    label,
    sessions,
    correct: predict === null ? null : predict === label,
    verdict: verdict.verdict,
    applicability: verdict.isApplicable ? "applicable" : "inapplicable",
    error,
    readers: readerVersion
  }
}

/**
 * Runs a task in an interview, and makes the record.
 *
 * A failed generation becomes part of the record; only what makes every generation fail is an error here.
 */
export const conduct = (
  task: Pick<Task, "run">,
  talk: Interview,
  split: Split
): Effect.Effect<ObservationRecord, GenerateError, Inference> =>
  Effect.matchEffect(task.run(talk), {
    onFailure: (failure) =>
      failure.error.class === "setup"
        ? Effect.fail(failure.error)
        : Effect.succeed(recordOf(talk, split, judged(null), recordedError(failure))),
    onSuccess: (verdict) => Effect.succeed(recordOf(talk, split, verdict, null))
  })

/** Runs a task on one observation. */
export const observe = (
  task: Task,
  guide: InterviewGuide,
  observation: Observation,
  split: Split
): Effect.Effect<ObservationRecord, GenerateError, Inference> =>
  Effect.suspend(() => conduct(task, interview(guide, observation), split))
