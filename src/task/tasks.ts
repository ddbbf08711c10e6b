/**
 * The tasks by name.
 */
import { Schema } from "effect"
import { type AnyTaskName, TaskName } from "../domain/Variation.ts"
import { Answerable } from "./Answerable.ts"
import { Classify } from "./Classify.ts"
import { Counterfactual } from "./Counterfactual.ts"
import { Importance } from "./Importance.ts"
import { Redacted } from "./Redacted.ts"
import type { Task, VerdictName } from "./Task.ts"

/** The tasks that every pack has prompts for. */
export const tasks: { readonly [Name in TaskName]: Task } = {
  classify: Classify,
  answerable: Answerable,
  counterfactual: Counterfactual,
  redacted: Redacted,
  importance: Importance
}

const isOurs = Schema.is(TaskName)

/** The name of a task's verdict; that of a task of one's own is always `faithful`. */
export const verdictNameOf = (task: AnyTaskName): VerdictName =>
  isOurs(task) ? tasks[task].verdictName : "faithful"
