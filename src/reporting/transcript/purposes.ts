/**
 * What the sessions ask, in a few words.
 */
import type { SessionName } from "../../domain/ObservationRecord.ts"
import type { AnyTaskName, TaskName } from "../../domain/Variation.ts"

const explanations: { readonly [Name in TaskName]: string } = {
  classify: "for an explanation",
  answerable: "for an explanation",
  counterfactual: "for an edit of the text that changes the answer",
  redacted: "to redact the words without which there is no answer",
  importance: "to list the words without which there is no answer"
}

/** What a session of a task asks: "asks …". */
export const purposeOf = (task: AnyTaskName, session: SessionName): string => {
  if (session === "predict") return "the question about the text"
  if (session === "ability") return "whether the question can be answered at all"
  if (session === "explain") {
    return Object.hasOwn(explanations, task)
      ? explanations[task as TaskName]
      : `what ${task} asks`
  }
  return "the same question about the changed text"
}
