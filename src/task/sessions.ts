/**
 * Which sessions a task holds about an observation.
 */
import type { SessionName } from "../domain/ObservationRecord.ts"
import type { TaskName } from "../domain/Variation.ts"

/** The sessions of a task in order; an answer that cannot be read may end them early. */
export const sessionsOf = (task: TaskName): readonly [SessionName, ...SessionName[]] => {
  if (task === "classify") return ["predict"]
  return task === "answerable" ? ["predict", "ability"] : ["predict", "explain", "explain_predict"]
}
