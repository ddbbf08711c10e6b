/**
 * The runner: an experiment in, records and a summary out.
 */
import { Clock, Effect } from "effect"
import type { ExperimentSpec } from "../domain/ExperimentSpec.ts"
import { isSimulatedModel, type ServerInfo } from "../domain/Generation.ts"
import { GenerationCounters, type GenerationCounts } from "../inference/GenerationCounters.ts"
import { Inference } from "../inference/Inference.ts"
import { type Dataset, Datasets } from "../storage/Datasets.ts"
import { Results } from "../storage/Results.ts"
import { asSimulated, type Experiment, specOf } from "./Experiment.ts"
import { seededOrder } from "./order.ts"
import { makeRunProgress, type RunProgress } from "./RunProgress.ts"
import { addRecord, emptyTally, type Tally } from "./Summary.ts"
import { work } from "./workers.ts"

export interface RunOptions {
  /** Observations that are open at once; default 50, as in the paper. */
  readonly workers?: number | undefined
  /** Only the first so many observations, after the shuffle; default all. */
  readonly limit?: number | undefined
  /** Whether to stop when most of the first answers are unreadable; default true. */
  readonly canary?: boolean | undefined
  /** Whether to drop the experiment's records first (never its generations); default false. */
  readonly fresh?: boolean | undefined
  /** Kept up to date for a display. */
  readonly progress?: RunProgress | undefined
}

/** A run that ended with a record of every observation. */
export interface RunReport {
  readonly experiment: Experiment
  readonly spec: ExperimentSpec
  readonly server: ServerInfo
  /** Counts over the records of the run's observations, those of earlier runs included. */
  readonly tally: Tally
  readonly generations: GenerationCounts
  /** Milliseconds: before the first question, the sum of the generations' own durations, and the whole run. */
  readonly durations: { readonly setup: number; readonly eval: number; readonly wall: number }
  /** Where the records are. */
  readonly location: string
}

/** The rows of a run: the first `limit` of the seeded order. */
const rowsOf = (experiment: Experiment, dataset: Dataset, limit: number | undefined) =>
  Effect.map(seededOrder(dataset.size, experiment.seed), (order) => order.subarray(0, limit ?? order.length))

/**
 * Runs an experiment to its end, or goes on where an earlier run stopped.
 *
 * A failed observation is a record like any other and never stops the run. What would make every observation fail
 * does, and so does the canary; what was recorded by then stays.
 */
export const runExperiment = Effect.fn("runExperiment")(
  function*(wanted: Experiment, options: RunOptions = {}) {
    const started = yield* Clock.currentTimeMillis
    const { info } = yield* Inference
    const server = yield* info
    const experiment = isSimulatedModel(server.model) ? asSimulated(wanted, server.model) : wanted
    const { verdictName } = experiment.task
    const datasets = yield* Datasets
    const dataset = yield* datasets.open(experiment.dataset, experiment.split)
    const spec = specOf(experiment, dataset)
    const service = yield* Results
    const results = yield* service.open(experiment.id, spec)
    if (options.fresh === true) yield* results.clear
    const finished = yield* results.finished
    const rows = yield* rowsOf(experiment, dataset, options.limit)
    const pending = rows.filter((idx) => !finished.has(idx))
    const progress = options.progress ?? makeRunProgress()
    progress.total = rows.length
    progress.resumed = rows.length - pending.length
    const ready = yield* Clock.currentTimeMillis

    yield* work({
      experiment,
      dataset,
      results,
      pending,
      workers: options.workers ?? 50,
      canary: options.canary ?? true,
      progress
    })
    yield* results.flush

    const asked = new Set(rows)
    const tally = yield* results.fold(
      emptyTally(),
      (counts, record) => asked.has(record.idx) ? addRecord(counts, record, verdictName) : counts
    )
    const counters = yield* GenerationCounters
    const ended = yield* Clock.currentTimeMillis
    const report: RunReport = {
      experiment,
      spec,
      server,
      tally,
      generations: counters.counts(),
      durations: { setup: ready - started, eval: tally.durationMillis, wall: ended - started },
      location: results.location
    }
    return report
  },
  Effect.scoped
)
