/**
 * From one observation to its record.
 */
import { Effect } from "effect"
import type { GenerateError } from "../domain/GenerateError.ts"
import type { Observation, Split } from "../domain/Observation.ts"
import { type ObservationRecord, sessionOf } from "../domain/ObservationRecord.ts"
import type { Inference } from "../inference/Inference.ts"
import { readerVersion } from "../readers/index.ts"
import { interview, type InterviewGuide } from "./Interview.ts"
import type { Task } from "./Task.ts"

/**
 * Runs a task on one observation.
 *
 * A failed generation becomes part of the record; only what makes every generation fail is an error here.
 */
export const observe = Effect.fnUntraced(function*(
  task: Task,
  guide: InterviewGuide,
  observation: Observation,
  split: Split
): Effect.fn.Return<ObservationRecord, GenerateError, Inference> {
  const talk = interview(guide, observation)
  const outcome = yield* Effect.either(task.run(talk))
  if (outcome._tag === "Left" && outcome.left.error.class === "setup") return yield* outcome.left.error
  const record = { idx: observation.idx, split, label: observation.label, sessions: talk.sessions }
  const predict = sessionOf(record, "predict")?.reading ?? null
  const verdict = outcome._tag === "Right" ? outcome.right : null
  return {
    ...record,
    correct: predict === null ? null : predict === observation.label,
    verdict: verdict?.verdict ?? null,
    applicability: verdict?.isApplicable === false ? "inapplicable" : "applicable",
    error: outcome._tag === "Right" ? null : {
      session: outcome.left.session,
      class: outcome.left.error.class,
      reason: outcome.left.error.reason._tag,
      message: outcome.left.error.message
    },
    readers: readerVersion
  }
})
