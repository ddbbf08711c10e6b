/**
 * A task: what is asked about an observation, and what the answers say about the model.
 */
import type { Effect } from "effect"
import type { TaskName } from "../domain/Variation.ts"
import type { Inference } from "../inference/Inference.ts"
import type { Interview, SessionError } from "./Interview.ts"

/** How a task ends for one observation. */
export interface Verdict {
  /** `faithful` or `introspect`; null when a needed answer could not be read, and for tasks without a verdict. */
  readonly verdict: boolean | null
  /** False when the task makes no sense for this observation. */
  readonly isApplicable: boolean
}

/** The name of a task's verdict in results; null for a task that only classifies. */
export type VerdictName = "introspect" | "faithful" | null

export interface Task {
  readonly name: TaskName
  readonly verdictName: VerdictName
  /** Holds the sessions about one observation. Every task begins with the question itself. */
  readonly run: (interview: Interview) => Effect.Effect<Verdict, SessionError, Inference>
}

/** The verdict of an observation that the task applies to. */
export const judged = (verdict: boolean | null): Verdict => ({ verdict, isApplicable: true })

/** The verdict of an observation that the task does not apply to. */
export const inapplicable: Verdict = { verdict: null, isApplicable: false }
