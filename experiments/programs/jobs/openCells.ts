/**
 * The cells of a grid that jobs are made of, and what is left to do of them.
 */
import { Effect } from "effect"
import { controlGenerations } from "../../../src/experiment/controls/kinds.ts"
import type { JobCell } from "../../../src/jobs/needs.ts"
import type { Standing } from "../../../src/jobs/standing.ts"
import type { Cell } from "../../../src/sweep/Cell.ts"
import { lastSpeeds } from "../../../src/sweep/plan/speed.ts"
import { sessionsOf } from "../../../src/task/sessions.ts"
import { inspectionLayer } from "../../setup/storage.ts"

/** Nobody has it, and something of it is missing. */
const isOpen = ({ standing }: Standing): boolean =>
  standing !== "finished" && standing !== "running" && standing !== "waiting"

/** Generations that a cell needs for the rest of its observations, at most. */
const generationsOf = ({ controls, experiment: { task } }: Cell, observations: number): number =>
  observations
  * (sessionsOf(task.name).length + (controls === undefined ? 0 : controlGenerations(task, controls)))

/** The cells to be planned, with the part that is missing and how long it takes at the speed last measured. */
export const openCells = Effect.fnUntraced(function*(
  cells: readonly Cell[],
  rows: readonly Standing[],
  persistentDir: string
) {
  const speeds = yield* Effect.provide(lastSpeeds, inspectionLayer(persistentDir))
  return rows.filter(isOpen).map((row): JobCell => {
    const cell = cells.find(({ id }) => id === row.id)!
    const { dataset, model, task } = cell.experiment
    const left = row.observations - row.complete
    const speed = speeds.get(model.id)
    return {
      ...{ id: cell.id, model: model.name, dataset, task: task.name },
      missing: row.observations === 0 ? 0 : left / row.observations,
      expected: speed === undefined ? null : generationsOf(cell, left) / speed.perSecond / 60
    }
  })
})
