/**
 * What a sweep would ask: every cell, and all of them.
 */
import { Effect, Exit } from "effect"
import { sharedOrders } from "../../experiment/running/order.ts"
import type { Cell } from "../Cell.ts"
import { type CellPlan, toSend } from "./CellPlan.ts"
import { planCell, type Planned } from "./planCell.ts"
import { lastSpeeds, type Speed } from "./speed.ts"
import { makeAnswerSizes, type TokenEstimate } from "./tokens.ts"

type PlanError = Effect.Effect.Error<ReturnType<typeof planCell>>

/** A cell's plan with its estimates; its exit where there can be none, such as without the data. */
export interface PlannedCell {
  readonly cell: Cell
  readonly plan: Exit.Exit<CellPlan, PlanError>
  readonly tokens: TokenEstimate | null
  /** What the cell takes at the model's last measured speed, in seconds; null where that is unknown. */
  readonly seconds: number | null
}

/** What a sweep would ask, cell by cell and in all. */
export interface SweepPlan {
  readonly cells: readonly PlannedCell[]
  readonly speeds: ReadonlyMap<string, Speed>
  /** Endpoint sets work beside each other: the longest one. Null where a speed is unknown. */
  readonly seconds: number | null
}

/** Generations that a cell has to send, at most. */
export const mostToSend = (plan: CellPlan): number => toSend(plan) + plan.atMost + plan.controlsAtMost

const secondsOf = (cell: Cell, plan: CellPlan, speeds: ReadonlyMap<string, Speed>): number | null => {
  const most = mostToSend(plan)
  if (most === 0) return 0
  const speed = speeds.get(cell.experiment.model.id)
  return speed === undefined ? null : most / speed.perSecond
}

/** The longest of the endpoint sets, whose cells share their speed. */
const longest = (cells: readonly PlannedCell[]): number | null => {
  const sums = new Map<string, number>()
  for (const { cell: { endpoints }, plan, seconds } of cells) {
    if (Exit.isFailure(plan)) continue
    if (seconds === null) return null
    sums.set(endpoints, (sums.get(endpoints) ?? 0) + seconds)
  }
  return Math.max(0, ...sums.values())
}

/** Plans the cells in their order; `note` is called with each observation that was looked at. */
export const planSweep = Effect.fnUntraced(function*(
  cells: readonly Cell[],
  note: () => void = () => {}
) {
  const order = sharedOrders()
  const planned = new Map<string, Planned>()
  const plannedOf = (endpoints: string): Planned => {
    const known = planned.get(endpoints) ?? { requests: new Set(), answers: makeAnswerSizes() }
    planned.set(endpoints, known)
    return known
  }
  const plans = yield* Effect.forEach(
    cells,
    (cell) =>
      Effect.map(
        Effect.exit(planCell(cell, plannedOf(cell.endpoints), order, note)),
        (plan) => ({ cell, plan })
      )
  )
  const speeds = yield* lastSpeeds
  const estimated = plans.map(({ cell, plan }): PlannedCell => ({
    cell,
    plan,
    tokens: Exit.isSuccess(plan)
      ? plannedOf(cell.endpoints).answers.estimate(plan.value.left)
      : null,
    seconds: Exit.isSuccess(plan) ? secondsOf(cell, plan.value, speeds) : null
  }))
  const plan: SweepPlan = { cells: estimated, speeds, seconds: longest(estimated) }
  return plan
})
