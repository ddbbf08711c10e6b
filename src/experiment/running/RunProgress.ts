/**
 * How far a run is, for whoever shows it.
 */
import { emptyTally, type Tally } from "../summary/Summary.ts"

/** Written by the runner, and read at a fixed rate by a display. */
export interface RunProgress {
  /** Records that other readers made, which are read again first; none where there are no such. */
  readonly reread: { total: number; done: number }
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
  reread: { total: 0, done: 0 },
  total: 0,
  resumed: 0,
  tally: emptyTally(),
  controls: { total: 0, done: 0 }
})
