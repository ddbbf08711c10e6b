/**
 * `introspect sweep`: a grid of experiments from its file to the closing table.
 */
import { Effect, Either, Exit, Option } from "effect"
import type { Store } from "../../../layers/datasets/store/Store.ts"
import { GenerationCounters } from "../../../src/inference/GenerationCounters.ts"
import { InFlight } from "../../../src/inference/InFlight.ts"
import type { Cell } from "../../../src/sweep/Cell.ts"
import { type CellProgress, makeCellProgress } from "../../../src/sweep/CellProgress.ts"
import type { GridClient } from "../../../src/sweep/Grid.ts"
import { type CellError, type CellOutcome, runCells, type SweepOptions } from "../../../src/sweep/runCells.ts"
import { quietly } from "../../display/quiet.ts"
import { sweepTable } from "../../display/sweep.ts"
import { showSweepProgress, type SweepProgress } from "../../display/sweepProgress.ts"
import { Incomplete } from "../../errors/Incomplete.ts"
import { SweepStopped } from "../../errors/SweepStopped.ts"
import { UsageError } from "../../errors/UsageError.ts"
import type { SweepFlags } from "../../options/sweep.ts"
import { manifest } from "../../process/manifest.ts"
import { print } from "../../process/print.ts"
import { graceful } from "../../setup/graceful.ts"
import { inferenceOf } from "../../setup/inference.ts"
import { openData } from "../../setup/openData.ts"
import { datasetsLayer, datasetStore, recordsLayer } from "../../setup/storage.ts"
import { chooseCells } from "./choose.ts"
import { type EndpointSet, endpointSetsOf } from "./endpoints.ts"
import { readGrid } from "./grid.ts"
import { failures, outcomeDocument } from "./outcomes.ts"
import { plan } from "./plan.ts"

/** What the command line says in place of the grid. */
const clientOf = ({ apiKeyEnv, client, endpoint, header }: SweepFlags): GridClient => ({
  ...Option.match(client, { onNone: () => ({}), onSome: (client) => ({ client }) }),
  ...(endpoint.length === 0 ? {} : { endpoint: endpoint as [string, ...string[]] }),
  ...Option.match(apiKeyEnv, { onNone: () => ({}), onSome: (name) => ({ api_key_env: name }) }),
  ...(header.length === 0 ? {} : { header: header as [string, ...string[]] })
})

/** The cells that the command is about, in the order of the grid. */
const cellsOf = Effect.fnUntraced(function*(flags: SweepFlags) {
  const cells = yield* chooseCells(yield* readGrid(flags.file, clientOf(flags)), flags.only)
  return Option.match(flags.limit, {
    onNone: () => cells,
    onSome: (limit) => cells.map((cell): Cell => ({ ...cell, limit }))
  })
})

/** Runs one endpoint set; what its client cannot do at all is the end of each of its cells. */
const runSet = (
  { cells, client, flags }: EndpointSet,
  progress: SweepProgress,
  options: SweepOptions,
  { grace }: SweepFlags
) => {
  const own = progress.cells.filter(({ cell }) => cells.includes(cell))
  const run = Effect.gen(function*() {
    const { counts } = yield* GenerationCounters
    const { endpoints } = yield* InFlight
    progress.servers.push({ counts, endpoints })
    return yield* runCells(own, options)
  })
  return Effect.provide(graceful(run, grace), inferenceOf(client, cells[0]!.definition.pack!, flags)).pipe(
    Effect.catchAll((error) => Effect.succeed(allStopped(own, error)))
  )
}

const allStopped = (cells: readonly CellProgress[], error: CellError): readonly CellOutcome[] =>
  cells.map((progress) => {
    progress.state = "stopped"
    return { cell: progress.cell, exit: Exit.fail(error) }
  })

const isUnknown = (error: CellError): boolean => error._tag === "DatasetError" && error.reason === "Unknown"

/**
 * Opens all data before anything is asked: a name that no data set has is a mistake in the grid, as that of a model is. Other
 * data that cannot be had is told by the cells that want it.
 */
const openAll = Effect.fnUntraced(function*(cells: readonly Cell[], flags: SweepFlags, { transfers }: Store) {
  const problems = new Set<string>()
  for (const { experiment } of cells) {
    const opened = yield* Effect.either(openData(experiment, transfers))
    if (Either.isLeft(opened) && isUnknown(opened.left)) problems.add(opened.left.message)
  }
  if (problems.size === 0) return
  const message = [...problems].map((problem) => `${flags.file}: ${problem}`).join("\n")
  return yield* new UsageError({ message })
})

const execute = Effect.fnUntraced(function*(sets: readonly EndpointSet[], flags: SweepFlags) {
  const cells = sets.flatMap(({ cells }) => cells)
  const progress: SweepProgress = { cells: cells.map(makeCellProgress), servers: [] }
  yield* showSweepProgress(progress)
  const options = { canary: !flags.noCanary, manifest: { ...(yield* manifest), sweep: flags.file } }
  const outcomes = yield* Effect.forEach(sets, (set) => runSet(set, progress, options, flags), {
    concurrency: "unbounded"
  })
  return outcomes.flat()
}, Effect.scoped)

const report = (outcomes: readonly CellOutcome[], { file, json }: SweepFlags) =>
  print(
    json ? JSON.stringify({ sweep: file, cells: outcomes.map(outcomeDocument) }) : sweepTable(outcomes)
  )

/** Runs the cells of a grid, or shows what that would be. */
export const sweep = Effect.fnUntraced(function*(flags: SweepFlags) {
  const cells = yield* cellsOf(flags)
  const sets = yield* endpointSetsOf(flags.file, cells, flags)
  if (flags.dry) return yield* plan(cells, flags)
  const store = datasetStore(flags.persistentDir, true)
  const opened = openAll(cells, flags, store)
  const running = Effect.provide(execute(sets, flags), recordsLayer(flags))
  const outcomes = yield* Effect.provide(Effect.zipRight(opened, running), datasetsLayer(store))
  yield* report(outcomes, flags)
  const stopped = outcomes.filter(({ exit }) => Exit.isFailure(exit)).length
  if (stopped > 0) return yield* new SweepStopped({ stopped, cells: outcomes.length })
  const failed = failures(outcomes)
  if (failed.failed + failed.failedControls > 0) return yield* new Incomplete(failed)
}, quietly)
