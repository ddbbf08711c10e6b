/**
 * What the ends of a sweep's cells say, for programs and the exit code.
 */
import { Exit } from "effect"
import type { RunReport } from "../../../src/experiment/running/run.ts"
import { runDocument } from "../../../src/experiment/summary/document.ts"
import { type CellOutcome, whyStopped } from "../../../src/sweep/runCells.ts"

/** Observations and controls that failed, of the cells that came to their ends. */
export const failures = (outcomes: readonly CellOutcome[]) => {
  const reports = outcomes.flatMap(({ exit }): readonly RunReport[] =>
    Exit.isSuccess(exit) ? [exit.value] : []
  )
  return {
    failed: reports.reduce((sum, { tally }) => sum + tally.error, 0),
    failedControls: reports.reduce((sum, { controls }) => sum + (controls?.failed ?? 0), 0)
  }
}

/** One cell for programs. */
export const outcomeDocument = ({ cell: { endpoints, id, label }, exit }: CellOutcome) =>
  Exit.isSuccess(exit)
    ? { label, endpoints, state: "finished", ...runDocument(exit.value) }
    : { label, endpoints, state: "stopped", id, error: whyStopped(exit.cause) }
