/**
 * How far a run is, for whoever shows it.
 */
import { emptyTally, type Tally } from "../summary/Summary.ts"

/** Written by the runner, and read at a fixed rate by a display. */
export interface RunProgress {
  /** Observations of the experiment, after `limit`. */
  total: number
  /** Observations that were complete before this run. */
  resumed: number
  /** Records of this run. */
  readonly tally: Tally
  /** Controls of this run: none until all observations are complete. */
  readonly controls: { total: number; done: number }
}

/** Progress of a run that has not begun. */
export const makeRunProgress = (): RunProgress => ({
  total: 0,
  resumed: 0,
  tally: emptyTally(),
  controls: { total: 0, done: 0 }
})
