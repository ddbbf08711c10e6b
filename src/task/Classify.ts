/**
 * Only the question itself: how accurate is the model?
 */
import { Effect } from "effect"
import { judged, type Task } from "./Task.ts"

export const Classify: Task = {
  name: "classify",
  verdictName: null,
  run: (interview) => Effect.as(interview.classify("predict", interview.observation), judged(null))
}
