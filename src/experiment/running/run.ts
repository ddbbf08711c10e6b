/**
 * The runner: an experiment in, records and a summary out.
 */
import { Clock, Effect, identity } from "effect"
import type { ExperimentSpec } from "../../domain/ExperimentSpec.ts"
import type { ServerInfo } from "../../domain/Generation.ts"
import type { TokenUse } from "../../domain/TokenUse.ts"
import {
  countApart,
  countsSince,
  GenerationCounters,
  type GenerationCounts
} from "../../inference/GenerationCounters.ts"
import { Inference } from "../../inference/Inference.ts"
import { type EndpointStatus, InFlight } from "../../inference/InFlight.ts"
import { readerVersion } from "../../readers/index.ts"
import type { Dataset } from "../../storage/Datasets.ts"
import { Results } from "../../storage/Results.ts"
import { askControls } from "../controls/askControls.ts"
import type { ControlOptions } from "../controls/kinds.ts"
import { type ControlSummary, summariseControls } from "../controls/summary.ts"
import { dataOf } from "../dataOf.ts"
import { type Experiment, specOf } from "../Experiment.ts"
import { identify } from "../identify.ts"
import { keptParts } from "../parts.ts"
import { observeAgain } from "../records/replay.ts"
import { refreshReadings } from "../records/reread.ts"
import { runDocument, type RunDurations, storedDocument } from "../summary/document.ts"
import { addRecord, emptyTally, type Tally } from "../summary/Summary.ts"
import { watched } from "./canary.ts"
import { IndexSet } from "./IndexSet.ts"
import { seededOrder } from "./order.ts"
import { makeRunProgress, type RunProgress } from "./RunProgress.ts"
import { work } from "./workers.ts"
import { type Crew, ownCrew } from "./workThrough.ts"

/** How an experiment is run: nothing here is part of what it is. */
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
  /** Who does the work, where experiments share their servers; default workers of its own. */
  readonly crew?: Crew | undefined
  /** Holds the opening of the results back while others open theirs; default it waits for nobody. */
  readonly inTurn?: (<A, E, R>(opening: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>) | undefined
  /** The order of the observations; default `seededOrder`, made anew. */
  readonly order?: typeof seededOrder | undefined
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

/** Which observations a run is about, and which of them are left, in order. */
const rowsOf = Effect.fnUntraced(function*(
  { seed }: Experiment,
  { size }: Dataset,
  finished: ReadonlySet<number>,
  { limit = size, order = seededOrder }: RunOptions
) {
  const rows = (yield* order(size, seed)).subarray(0, limit)
  const asked = new IndexSet(size, rows)
  const complete = new IndexSet(size, finished)
  const resumed = rows.reduce((count, idx) => complete.has(idx) ? count + 1 : count, 0)
  const pending = function*() {
    for (const idx of rows) if (!complete.has(idx)) yield idx
  }
  return {
    total: rows.length,
    resumed,
    pending: pending(),
    isAsked: (idx: number) => asked.has(idx),
    // Where so many are complete, the canary has sung in an earlier run; what is left may be what always fails.
    isCanaryDone: finished.size >= watched
  }
})

/** Generations that reached a server each second, of all experiments that share it; null where none did. */
const speedOf = ({ sent }: GenerationCounts, millis: number): number | null =>
  sent === 0 || millis <= 0 ? null : Number((1000 * sent / millis).toPrecision(4))

/** What is known before the experiment's results are opened. */
export interface Opened {
  /** The experiment's data, by `dataOf`. */
  readonly dataset: Dataset
  /** Who answers; null when only the cache does. */
  readonly server: ServerInfo | null
  /** When the run began, in milliseconds since the epoch. */
  readonly started: number
}

/** Runs an experiment that is named as its server demands, to its end, or goes on where an earlier run stopped. */
export const runIdentified = Effect.fnUntraced(
  function*(experiment: Experiment, { dataset, server, started }: Opened, options: RunOptions = {}) {
    const counters = yield* GenerationCounters
    const before = counters.counts()
    const { verdictName } = experiment.task
    const spec = specOf(experiment, dataset)
    const service = yield* Results
    const { inTurn = identity } = options
    const results = yield* inTurn(
      Effect.tap(service.open(experiment.id, spec), ({ keepParts }) => keepParts(keptParts(experiment)))
    )
    if (options.fresh === true) yield* results.clear
    const progress = options.progress ?? makeRunProgress()
    yield* refreshReadings(
      results,
      observeAgain(experiment, dataset),
      (_, done, total) => Object.assign(progress.reread, { done, total: total ?? 0 })
    )
    const { isAsked, isCanaryDone, pending, resumed, total } = yield* rowsOf(
      experiment,
      dataset,
      yield* results.finished,
      options
    )
    progress.total = total
    progress.resumed = resumed
    const crew = options.crew ?? (yield* ownCrew(options.workers))
    const ready = yield* Clock.currentTimeMillis

    const hasCanary = (options.canary ?? true) && !isCanaryDone
    const { generations, sent } = yield* countApart((counter) =>
      Effect.gen(function*() {
        yield* work({ experiment, dataset, results, pending, crew, canary: hasCanary, progress })
        if (options.controls !== undefined) {
          const { controls } = options
          yield* askControls({ experiment, dataset, results, isAsked, crew, options: controls, progress })
        }
        return { generations: counter.counts(), sent: counter.spent() }
      })
    )
    // Records of earlier runs are read; those of this run were counted as they were made.
    const tally = resumed === 0 ? progress.tally : yield* results.fold(
      emptyTally(),
      (counts, record) => isAsked(record.idx) ? addRecord(counts, record, verdictName) : counts
    )
    const ended = yield* Clock.currentTimeMillis
    const measured = {
      experiment,
      spec,
      tally,
      controls: yield* summariseControls(results, isAsked),
      generations,
      sent,
      durations: { setup: ready - started, eval: tally.durationMillis, wall: ended - started }
    }
    const { endpoints } = yield* InFlight
    const manifest = {
      ...options.manifest,
      server,
      ...(experiment.format.origin === undefined ? {} : { template: experiment.format.origin }),
      endpoints: endpoints().map(endpointFacts),
      generations_per_second: speedOf(countsSince(before, counters.counts()), ended - ready),
      readers: readerVersion,
      ended: new Date(ended).toISOString()
    }
    const document = yield* results.saveDocument(storedDocument(runDocument(measured), manifest))
    const report: RunReport = { ...measured, server, location: results.location, document }
    return report
  },
  Effect.scoped
)

/**
 * Runs an experiment to its end, or goes on where an earlier run stopped.
 *
 * A failed observation is a record like any other and never stops the run. What would make every observation fail
 * does, and so does the canary; what was recorded by then stays.
 */
export const runExperiment = Effect.fnUntraced(function*(wanted: Experiment, options: RunOptions = {}) {
  const started = yield* Clock.currentTimeMillis
  const dataset = yield* dataOf(wanted)
  const { info } = yield* Inference
  const server = yield* info
  return yield* runIdentified(yield* identify(wanted, server), { dataset, server, started }, options)
})
