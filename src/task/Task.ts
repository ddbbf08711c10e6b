/**
 * A task: what is asked about an observation, and what the answers say about the model.
 */
import type { Effect } from "effect"
import type { CategoryName } from "../domain/Observation.ts"
import type { AnyTaskName } from "../domain/Variation.ts"
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

/** What determines a task that is none of ours, beside its name: part of the experiment's identity. */
export interface OwnTask {
  /** A new one whenever the code reads or judges otherwise. */
  readonly version: string
  /** What session 2 asks, a template for each category that the task knows: see `docs/own-task.md`. */
  readonly prompts: { readonly [Name in CategoryName]?: string }
}

/** A kind of self-explanation, or a question about one: generic in the category of the data. */
export interface Task {
  readonly name: AnyTaskName
  /** What its verdict is called in results. */
  readonly verdictName: VerdictName
  /** Only for a task that is none of ours, whose prompt is not in the pack. */
  readonly own?: OwnTask
  /** Holds the sessions about one observation. Every task begins with the question itself. */
  readonly run: (interview: Interview) => Effect.Effect<Verdict, SessionError, Inference>
}

/** The verdict of an observation that the task applies to. */
export const judged = (verdict: boolean | null): Verdict => ({ verdict, isApplicable: true })

/** The verdict of an observation that the task does not apply to. */
export const inapplicable: Verdict = { verdict: null, isApplicable: false }
