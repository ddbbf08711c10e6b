/**
 * All cells of one endpoint set at once, so that its servers stay busy through the end of each.
 */
import { Cause, Clock, Effect, Exit, Option } from "effect"
import { isSimulatedModel, type ServerInfo } from "../domain/Generation.ts"
import { dataOf } from "../experiment/dataOf.ts"
import type { Experiment } from "../experiment/Experiment.ts"
import { identified, otherModel } from "../experiment/identify.ts"
import { sharedOrders } from "../experiment/running/order.ts"
import {
  type runExperiment,
  runIdentified,
  type RunOptions,
  type RunReport
} from "../experiment/running/run.ts"
import { makeSharedCrew } from "../experiment/running/sharedCrew.ts"
import { Inference } from "../inference/Inference.ts"
import type { DatasetError } from "../storage/Datasets.ts"
import type { Cell } from "./Cell.ts"
import type { CellProgress } from "./CellProgress.ts"

/** What ends one cell; the others go on. */
export type CellError = DatasetError | Effect.Effect.Error<ReturnType<typeof runExperiment>>

/** How a cell ended. */
export interface CellOutcome {
  readonly cell: Cell
  readonly exit: Exit.Exit<RunReport, CellError>
}

/** Why a cell stopped, in one message. */
export const whyStopped = (cause: Cause.Cause<CellError>): string =>
  Option.match(Cause.failureOption(cause), {
    onNone: () => Cause.pretty(cause),
    onSome: ({ message }) => message
  })

/** What is the same for all cells of a sweep. */
export type SweepOptions = Pick<RunOptions, "canary" | "manifest">

/** Says once what is so with a server, and not for every cell. */
const makeTeller = () => {
  const told = new Set<string>()
  return (message: string) =>
    Effect.suspend(() => {
      if (told.has(message)) return Effect.void
      told.add(message)
      return Effect.logWarning(message)
    })
}

const doubtOf = (wanted: Experiment, server: ServerInfo | null): string | null => {
  if (server === null || server.model === wanted.model.id) return null
  return isSimulatedModel(server.model)
    ? `the server of ${wanted.model.name} is simulated: what it answers is kept as ${server.model}`
    : otherModel(wanted, server)
}

/**
 * Runs all cells to their ends, in turns, observation by observation. None of them fails the others: each has its exit.
 *
 * The server is met once; data that cannot be opened is known before that.
 */
export const runCells = Effect.fnUntraced(function*(
  cells: readonly CellProgress[],
  options: SweepOptions
) {
  const { info } = yield* Inference
  const introduced = yield* Effect.cached(info)
  const crew = yield* makeSharedCrew
  const order = sharedOrders()
  // To make a file is to wait for the disk with everything else: between two of them, answers are taken.
  const opening = yield* Effect.makeSemaphore(1)
  const tell = makeTeller()

  const runCell = Effect.fnUntraced(function*(progress: CellProgress) {
    const { controls, experiment: wanted, limit } = progress.cell
    const started = yield* Clock.currentTimeMillis
    const dataset = yield* dataOf(wanted)
    const server = yield* introduced
    const doubt = doubtOf(wanted, server)
    if (doubt !== null) yield* tell(doubt)
    progress.state = "running"
    return yield* runIdentified(identified(wanted, server), { dataset, server, started }, {
      ...options,
      controls,
      crew,
      inTurn: opening.withPermits(1),
      limit,
      order,
      progress: progress.run
    })
  })

  const runToExit = (
    progress: CellProgress
  ): Effect.Effect<CellOutcome, never, Effect.Effect.Context<ReturnType<typeof runExperiment>>> =>
    Effect.map(Effect.exit(runCell(progress)), (exit) => {
      progress.state = Exit.isSuccess(exit) ? "finished" : "stopped"
      return { cell: progress.cell, exit }
    })

  return yield* Effect.forEach(cells, runToExit, { concurrency: "unbounded" })
}, Effect.scoped)
