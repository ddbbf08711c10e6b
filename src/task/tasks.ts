/**
 * The tasks by name.
 */
import type { TaskName } from "../domain/Variation.ts"
import { Answerable } from "./Answerable.ts"
import { Classify } from "./Classify.ts"
import { Counterfactual } from "./Counterfactual.ts"
import { Importance } from "./Importance.ts"
import { Redacted } from "./Redacted.ts"
import type { Task } from "./Task.ts"

export const tasks: { readonly [Name in TaskName]: Task } = {
  classify: Classify,
  answerable: Answerable,
  counterfactual: Counterfactual,
  redacted: Redacted,
  importance: Importance
}
