/**
 * The runner: an experiment in, records and a summary out.
 */
import { Clock, Effect } from "effect"
import type { ExperimentSpec } from "../../domain/ExperimentSpec.ts"
import type { ServerInfo } from "../../domain/Generation.ts"
import { tokensSince, type TokenUse } from "../../domain/TokenUse.ts"
import { countsSince, GenerationCounters, type GenerationCounts } from "../../inference/GenerationCounters.ts"
import { Inference } from "../../inference/Inference.ts"
import { type EndpointStatus, InFlight } from "../../inference/InFlight.ts"
import { readerVersion } from "../../readers/index.ts"
import { type Dataset, Datasets } from "../../storage/Datasets.ts"
import { Results } from "../../storage/Results.ts"
import { askControls } from "../controls/askControls.ts"
import type { ControlOptions } from "../controls/kinds.ts"
import { type ControlSummary, summariseControls } from "../controls/summary.ts"
import { type Experiment, specOf } from "../Experiment.ts"
import { identify } from "../identify.ts"
import { keptParts } from "../parts.ts"
import { observeAgain } from "../records/replay.ts"
import { refreshReadings } from "../records/reread.ts"
import { runDocument, type RunDurations, storedDocument } from "../summary/document.ts"
import { addRecord, emptyTally, type Tally } from "../summary/Summary.ts"
import { watched } from "./canary.ts"
import { seededOrder } from "./order.ts"
import { makeRunProgress, type RunProgress } from "./RunProgress.ts"
import { work } from "./workers.ts"

export interface RunOptions {
  /** Observations that are open at once; default as many as keep the servers busy. */
  readonly workers?: number | undefined
  /** Only the first so many observations, after the shuffle; default all. */
  readonly limit?: number | undefined
  /** Whether to stop when most of the first answers are unreadable; default true. */
  readonly canary?: boolean | undefined
  /** Whether to drop the experiment's records first (never its generations); default false. */
  readonly fresh?: boolean | undefined
  /** What else to ask, once every observation has its record; default nothing. */
  readonly controls?: ControlOptions | undefined
  /** Facts to keep with the summary, such as versions and arguments; never secrets. */
  readonly manifest?: { readonly [fact: string]: unknown } | undefined
  /** Kept up to date for a display. */
  readonly progress?: RunProgress | undefined
}

/** A run that ended with a record of every observation. */
export interface RunReport {
  readonly experiment: Experiment
  readonly spec: ExperimentSpec
  /** Which server answered; null when only the cache did. */
  readonly server: ServerInfo | null
  /** Counts over the records of the run's observations, those of earlier runs included. */
  readonly tally: Tally
  /** Figures of the controls of the same observations, those of earlier runs included; null without any. */
  readonly controls: ControlSummary | null
  readonly generations: GenerationCounts
  /** Tokens of what this run sent. */
  readonly sent: TokenUse
  readonly durations: RunDurations
  /** Where the records are. */
  readonly location: string
  /** Where the summary document is. */
  readonly document: string
}

/** What the manifest says of an endpoint: its name, and how its limit went. */
const endpointFacts = ({ history, name }: EndpointStatus) => ({
  name,
  limits: history.map(({ at, limit, why }) => ({ at: new Date(at).toISOString(), limit, why }))
})

/** The rows of a run: the first `limit` of the seeded order. */
const rowsOf = (experiment: Experiment, dataset: Dataset, limit: number | undefined) =>
  Effect.map(seededOrder(dataset.size, experiment.seed), (order) => order.subarray(0, limit ?? order.length))

/**
 * Runs an experiment to its end, or goes on where an earlier run stopped.
 *
 * A failed observation is a record like any other and never stops the run. What would make every observation fail
 * does, and so does the canary; what was recorded by then stays.
 */
export const runExperiment = Effect.fnUntraced(
  function*(wanted: Experiment, options: RunOptions = {}) {
    const started = yield* Clock.currentTimeMillis
    const counters = yield* GenerationCounters
    const before = counters.counts()
    const spentBefore = counters.spent()
    const datasets = yield* Datasets
    const dataset = yield* datasets.open(wanted.dataset, wanted.split, wanted.reading)
    const { info } = yield* Inference
    const server = yield* info
    const experiment = yield* identify(wanted, server)
    const { verdictName } = experiment.task
    const spec = specOf(experiment, dataset)
    const service = yield* Results
    const results = yield* service.open(experiment.id, spec)
    yield* results.keepParts(keptParts(experiment))
    if (options.fresh === true) yield* results.clear
    yield* refreshReadings(results, observeAgain(experiment, dataset))
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
      workers: options.workers,
      // Where so many are complete, the canary has sung in an earlier run; what is left may be what always fails.
      canary: (options.canary ?? true) && finished.size < watched,
      progress
    })

    const asked = new Set(rows)
    const isAsked = (idx: number) => asked.has(idx)
    if (options.controls !== undefined) {
      const { controls, workers } = options
      yield* askControls({ experiment, dataset, results, isAsked, workers, options: controls, progress })
    }
    const tally = yield* results.fold(
      emptyTally(),
      (counts, record) => isAsked(record.idx) ? addRecord(counts, record, verdictName) : counts
    )
    const ended = yield* Clock.currentTimeMillis
    const measured = {
      experiment,
      spec,
      tally,
      controls: yield* summariseControls(results, isAsked),
      generations: countsSince(before, counters.counts()),
      sent: tokensSince(spentBefore, counters.spent()),
      durations: { setup: ready - started, eval: tally.durationMillis, wall: ended - started }
    }
    const { endpoints } = yield* InFlight
    const manifest = {
      ...options.manifest,
      server,
      ...(experiment.format.origin === undefined ? {} : { template: experiment.format.origin }),
      endpoints: endpoints().map(endpointFacts),
      readers: readerVersion,
      ended: new Date(ended).toISOString()
    }
    const document = yield* results.saveDocument(storedDocument(runDocument(measured), manifest))
    const report: RunReport = { ...measured, server, location: results.location, document }
    return report
  },
  Effect.scoped
)
