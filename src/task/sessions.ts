/**
 * Which sessions a task holds about an observation.
 */
import type { SessionName } from "../domain/ObservationRecord.ts"
import type { AnyTaskName } from "../domain/Variation.ts"

/** The sessions of a task in order; an answer that cannot be read may end them early. */
export const sessionsOf = (task: AnyTaskName): readonly [SessionName, ...SessionName[]] => {
  if (task === "classify") return ["predict"]
  return task === "answerable" ? ["predict", "ability"] : ["predict", "explain", "explain_predict"]
}
