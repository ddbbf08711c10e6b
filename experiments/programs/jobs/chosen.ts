/**
 * The cells of a grid that a command about jobs is for.
 */
import { Effect, Option } from "effect"
import type { TaskName } from "../../../src/domain/Variation.ts"
import { chooseCells } from "../sweep/choose.ts"
import { readGrid } from "../sweep/grid.ts"

/** Which cells of which grid, and where. */
export interface GridFlags {
  readonly grid: string
  readonly cluster: string
  readonly only: readonly string[]
  readonly task: Option.Option<TaskName>
}

/** The chosen cells in the order of the grid. */
export const chosenCells = Effect.fnUntraced(function*({ grid, only, task }: Omit<GridFlags, "cluster">) {
  const cells = yield* readGrid(grid)
  const ofTask = Option.match(task, {
    onNone: () => cells,
    onSome: (name) => cells.filter(({ experiment }) => experiment.task.name === name)
  })
  return yield* chooseCells(ofTask, only)
})
