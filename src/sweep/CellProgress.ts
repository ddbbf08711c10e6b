/**
 * How far a cell is, for whoever shows it.
 */
import { makeRunProgress, type RunProgress } from "../experiment/running/RunProgress.ts"
import type { VerdictName } from "../task/Task.ts"
import type { Cell } from "./Cell.ts"

/** `waiting` until its results are open; `stopped` when it ended without a record of every observation. */
export type CellState = "waiting" | "running" | "finished" | "stopped"

/** Written by the runner, and read at a fixed rate by a display. */
export interface CellProgress {
  readonly cell: Cell
  readonly verdictName: VerdictName
  readonly run: RunProgress
  state: CellState
}

/** The progress of a cell that has not begun. */
export const makeCellProgress = (cell: Cell): CellProgress => ({
  cell,
  verdictName: cell.experiment.task.verdictName,
  run: makeRunProgress(),
  state: "waiting"
})
