/**
 * `introspect run`: one experiment from its flags to its summary.
 */
import { Effect, Layer, Option } from "effect"
import * as Offline from "../../layers/clients/Offline.ts"
import { Instrumentation } from "../../layers/telemetry/Instrumentation.ts"
import { dataOf } from "../../src/experiment/dataOf.ts"
import type { Experiment } from "../../src/experiment/Experiment.ts"
import { specOf } from "../../src/experiment/Experiment.ts"
import { forgetExperiment, recordUnfinished } from "../../src/experiment/records/forget.ts"
import { runExperiment, type RunReport } from "../../src/experiment/running/run.ts"
import { makeRunProgress } from "../../src/experiment/running/RunProgress.ts"
import { runDocument } from "../../src/experiment/summary/document.ts"
import { pipeline } from "../../src/inference/pipeline.ts"
import { controlFigures } from "../display/controls.ts"
import { costLines, sentTokens } from "../display/cost.ts"
import { figures } from "../display/figures.ts"
import { showProgress } from "../display/progress.ts"
import { quietly } from "../display/quiet.ts"
import { resultsTable } from "../display/table.ts"
import { Incomplete } from "../errors/Incomplete.ts"
import type { ClientFlags } from "../options/client.ts"
import type { ControlFlags } from "../options/controls.ts"
import type { ExperimentFlags } from "../options/experiment.ts"
import type { RunFlags } from "../options/run.ts"
import type { StorageFlags } from "../options/storage.ts"
import { manifest } from "../process/manifest.ts"
import { print } from "../process/print.ts"
import { clientOf } from "../setup/client.ts"
import { experimentOf } from "../setup/definition.ts"
import { graceful } from "../setup/graceful.ts"
import { inferenceOf } from "../setup/inference.ts"
import { readPack } from "../setup/inputs.ts"
import { openData } from "../setup/openData.ts"
import { datasetsLayer, datasetStore, recordsLayer } from "../setup/storage.ts"
import { plan } from "./plan.ts"

export type Flags = ExperimentFlags & ClientFlags & RunFlags & ControlFlags & StorageFlags

const cleanCache = Effect.fnUntraced(function*(experiment: Experiment) {
  const dataset = yield* dataOf(experiment)
  yield* Effect.provide(recordUnfinished(experiment, dataset), pipeline(Offline.layer))
  yield* forgetExperiment(experiment.id, specOf(experiment, dataset))
})

const execute = Effect.fnUntraced(function*(experiment: Experiment, flags: Flags) {
  const progress = makeRunProgress()
  if (flags.cleanCache) yield* cleanCache(experiment)
  yield* showProgress(experiment.task.name, experiment.task.verdictName, progress)
  return yield* runExperiment(experiment, {
    limit: Option.getOrUndefined(flags.limit),
    canary: !flags.noCanary,
    fresh: flags.fresh,
    controls: { controls: flags.controls, draws: flags.draws, repeats: flags.repeats, soft: flags.soft },
    manifest: yield* manifest,
    progress
  })
}, Effect.scoped)

/** A run as telemetry sees it. */
const traced = <A, E, R>({ dataset, id, task }: Experiment, run: Effect.Effect<A, E, R>) =>
  Effect.flatMap(
    Instrumentation,
    (instrumentation) => instrumentation.run({ experiment: id, dataset, task: task.name })(run)
  )

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
  const store = datasetStore(flags.persistentDir, true)
  const layers = Layer.provideMerge(inferenceOf(client, pack, flags), recordsLayer(flags))
  const running = Effect.provide(
    graceful(traced(experiment, execute(experiment, flags)), flags.grace),
    layers
  )
  const opened = openData(experiment, store.transfers)
  const result = yield* Effect.provide(Effect.zipRight(opened, running), datasetsLayer(store))
  yield* report(result, flags)
  const { controls, tally } = result
  const failed = { failed: tally.error, failedControls: controls?.failed ?? 0 }
  if (failed.failed + failed.failedControls > 0) return yield* new Incomplete(failed)
}, quietly)
