/**
 * `introspect run`: one experiment from its flags to its summary.
 */
import { Effect, Layer, Option } from "effect"
import * as Offline from "../../layers/clients/Offline.ts"
import type { Store } from "../../layers/datasets/store/Store.ts"
import { isDownloaded } from "../../layers/datasets/stored.ts"
import type { Transfers } from "../../layers/datasets/transfer/Transfers.ts"
import type { Experiment } from "../../src/experiment/Experiment.ts"
import { specOf } from "../../src/experiment/Experiment.ts"
import { forgetExperiment, recordUnfinished } from "../../src/experiment/records/forget.ts"
import { runExperiment, type RunReport } from "../../src/experiment/running/run.ts"
import { makeRunProgress } from "../../src/experiment/running/RunProgress.ts"
import { runDocument } from "../../src/experiment/summary/document.ts"
import { usualCeiling, type WorkerLimit } from "../../src/inference/adaptiveLimit.ts"
import type { Endpoint } from "../../src/inference/Endpoint.ts"
import { pipeline } from "../../src/inference/pipeline.ts"
import type { PromptPack } from "../../src/prompts/PromptPack.ts"
import { Datasets } from "../../src/storage/Datasets.ts"
import { controlFigures } from "../display/controls.ts"
import { costLines, sentTokens } from "../display/cost.ts"
import { figures } from "../display/figures.ts"
import { showProgress } from "../display/progress.ts"
import { resultsTable } from "../display/table.ts"
import { showTransfers } from "../display/transfers.ts"
import { Incomplete } from "../Incomplete.ts"
import { manifest } from "../manifest.ts"
import type { ClientFlags } from "../options/client.ts"
import type { ControlFlags } from "../options/controls.ts"
import type { ExperimentFlags } from "../options/experiment.ts"
import type { RunFlags } from "../options/run.ts"
import type { StorageFlags } from "../options/storage.ts"
import { print } from "../print.ts"
import { type Client, clientEndpoints, clientOf } from "./client.ts"
import { debugged } from "./debugged.ts"
import { experimentOf } from "./definition.ts"
import { graceful } from "./graceful.ts"
import { readPack } from "./inputs.ts"
import { plan } from "./plan.ts"
import { datasetStore, storageLayer } from "./storage.ts"

export type Flags = ExperimentFlags & ClientFlags & RunFlags & ControlFlags & StorageFlags

const cleanCache = Effect.fnUntraced(function*(experiment: Experiment) {
  const datasets = yield* Datasets
  const dataset = yield* datasets.open(experiment.dataset, experiment.split, experiment.reading)
  yield* Effect.provide(recordUnfinished(experiment, dataset), pipeline(Offline.layer))
  yield* forgetExperiment(experiment.id, specOf(experiment, dataset))
})

/** What is asked in this process has no server whose limits could be found out. */
const inProcess: ReadonlySet<string> = new Set(["Simulated", "Offline", "LlamaCpp"])
const usualWorkers = 50

const workerLimit = (client: Client, flags: Flags): WorkerLimit =>
  Option.getOrElse(flags.maxWorkers, () => inProcess.has(client._tag) ? usualWorkers : { auto: usualCeiling })

const endpointsOf = (client: Client, pack: PromptPack, flags: Flags): readonly Endpoint[] => {
  const endpoints = clientEndpoints(client, pack)
  return flags.debug
    ? endpoints.map((endpoint) => ({ ...endpoint, client: Layer.provide(debugged, endpoint.client) }))
    : endpoints
}

/** Data that is not on this machine is downloaded before anything is asked, with a display of its own. */
const fetchData = Effect.fnUntraced(function*(experiment: Experiment, transfers: Transfers) {
  yield* showTransfers(transfers)
  const datasets = yield* Datasets
  yield* datasets.open(experiment.dataset, experiment.split, experiment.reading)
}, Effect.scoped)

const execute = Effect.fnUntraced(function*(
  experiment: Experiment,
  flags: Flags,
  maxWorkers: WorkerLimit,
  { transfers }: Store
) {
  const progress = makeRunProgress()
  if (!flags.quiet && isDownloaded(experiment.dataset)) yield* fetchData(experiment, transfers)
  if (flags.cleanCache) yield* cleanCache(experiment)
  if (!flags.quiet) yield* showProgress(experiment.task.name, experiment.task.verdictName, progress)
  return yield* runExperiment(experiment, {
    workers: typeof maxWorkers === "number" ? maxWorkers : undefined,
    limit: Option.getOrUndefined(flags.limit),
    canary: !flags.noCanary,
    fresh: flags.fresh,
    controls: { controls: flags.controls, draws: flags.draws, repeats: flags.repeats },
    manifest: yield* manifest,
    progress
  })
}, Effect.scoped)

const report = (result: RunReport, flags: Flags) => {
  const summary = runDocument(result)
  if (flags.json) return print(JSON.stringify(summary))
  const { controls, document, experiment, location, tally } = result
  return print([
    experiment.id,
    resultsTable([result]),
    "",
    figures(tally, experiment.task.verdictName),
    ...sentTokens(result.sent),
    ...costLines(summary.cost),
    ...(controls === null ? [] : ["", controlFigures(controls)]),
    "",
    `Records: ${location}`,
    `Summary: ${document}`
  ].join("\n"))
}

/** Runs the experiment that the flags define, or shows its plan. */
export const run = Effect.fnUntraced(function*(flags: Flags) {
  const pack = yield* readPack(flags.pack)
  const client = yield* clientOf(flags)
  const experiment = yield* experimentOf(flags, client, pack)
  if (flags.dry) return yield* plan(experiment, flags)
  const maxWorkers = workerLimit(client, flags)
  const inference = pipeline(endpointsOf(client, pack, flags), {
    maxWorkers,
    connectTimeout: flags.connectTimeout,
    rateLimit: Option.getOrUndefined(flags.rateLimit),
    maxGenerations: Option.getOrUndefined(flags.maxGenerations),
    maxTokens: Option.getOrUndefined(flags.maxTokens),
    retryFailed: flags.retryFailed
  })
  const store = datasetStore(flags.persistentDir, true)
  const layers = Layer.provideMerge(inference, storageLayer(flags, store))
  const result = yield* Effect.provide(
    graceful(execute(experiment, flags, maxWorkers, store), flags.grace),
    layers
  )
  yield* report(result, flags)
  const { controls, tally } = result
  const failed = { failed: tally.error, failedControls: controls?.failed ?? 0 }
  if (failed.failed + failed.failedControls > 0) return yield* new Incomplete(failed)
})
