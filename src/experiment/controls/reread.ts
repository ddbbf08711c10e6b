/**
 * Reading the answers of controls again. What a control asks depends on the reading of the explanation: where that has
 * changed, the control that is stored is none of this explanation.
 */
import { Effect } from "effect"
import { isComplete } from "../../domain/ObservationRecord.ts"
import { readerVersion } from "../../readers/index.ts"
import type { ExperimentResults } from "../../storage/Results.ts"
import { type Tell, tellNobody } from "../../storage/Tell.ts"
import { differencesOf } from "../records/difference.ts"
import { callsFor } from "./kinds.ts"
import { type ControlAgain, replayControls, type ReplayedControl } from "./stored.ts"

/** What came of reading the answers to controls again. */
export interface ControlRereadReport {
  /** Controls that were read again. */
  records: number
  /** Those of them with another reading. */
  readings: number
  /** Those whose verdict changed. */
  judgements: number
  /** Controls that went because their observation no longer calls for them. */
  uncalledFor: number
  /** Controls that went because they would now ask what was never asked: the next run that wants them asks it. */
  unasked: number
  /** Controls that stay as they were, as the records of their observations do. */
  waiting: number
}

const readings = { session: ["reading"], record: [] } as const
const judgements = { session: [], record: ["correct", "verdict"] } as const

/**
 * Reads all controls again, after the observations, and stores them. One that no longer goes with its observation is
 * removed; its generations stay. One that had failed stays as it was, unless it can now be answered.
 */
export const rereadControls = Effect.fnUntraced(function*<R>(
  results: ExperimentResults,
  again: ControlAgain<R>,
  tell: Tell = tellNobody
) {
  const report: ControlRereadReport = {
    records: 0,
    readings: 0,
    judgements: 0,
    uncalledFor: 0,
    unasked: 0,
    waiting: 0
  }
  yield* replayControls(results, again, ({ before, made, stored }: ReplayedControl) =>
    Effect.suspend(() => {
      if (before.readers !== readerVersion) {
        report.waiting++
        return Effect.void
      }
      if (!callsFor(before, stored.control)) {
        report.uncalledFor++
        return results.removeControl(stored)
      }
      if (!isComplete(made)) {
        if (!isComplete(stored)) return Effect.void
        report.unasked++
        return results.removeControl(stored)
      }
      report.records++
      if (differencesOf(readings, stored, made).length > 0) report.readings++
      if (differencesOf(judgements, stored, made).length > 0) report.judgements++
      return results.putControl(made)
    }), tell)
  return report
})
