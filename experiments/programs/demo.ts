/**
 * `introspect demo`: the main job on the embedded default.
 */
import { Duration, Effect, Layer, Option } from "effect"
import { dirname, join } from "node:path"
import * as Simulated from "../../layers/clients/Simulated.ts"
import { simulatedModelId } from "../../src/domain/Generation.ts"
import { TaskName } from "../../src/domain/Variation.ts"
import { type Experiment, makeExperiment } from "../../src/experiment/Experiment.ts"
import { runExperiment } from "../../src/experiment/running/run.ts"
import { makeRunProgress } from "../../src/experiment/running/RunProgress.ts"
import { pipeline } from "../../src/inference/pipeline.ts"
import { controlTable } from "../display/controls.ts"
import { showProgress } from "../display/progress.ts"
import { quietly } from "../display/quiet.ts"
import { resultsTable } from "../display/table.ts"
import { usualEndpoints } from "../options/client.ts"
import { manifest } from "../process/manifest.ts"
import { print } from "../process/print.ts"
import { graceful } from "../setup/graceful.ts"
import { readProfile } from "../setup/inputs.ts"
import { storageLayer } from "../setup/storage.ts"
import { writeReport } from "./report.ts"

const profileText = "mixed:0.6,accuracy=0.95,refusal=0.01,unreadable=0.01"
const datasets = ["sample-sentiment", "sample-multi-choice", "sample-entailment"]
const workers = 16
const grace = Duration.seconds(10)

const next =
  `To ask a real model, start a server that speaks TGI's API (${usualEndpoints.TGI}, or name it by --endpoint), then:
  npx introspect run --client TGI --endpoint URL --model-name llama2-7b --dataset sample-sentiment --task counterfactual`

const runOne = Effect.fnUntraced(function*(experiment: Experiment) {
  const progress = makeRunProgress()
  const { dataset, task } = experiment
  const label = `${dataset} ${task.name}`
  yield* showProgress(label.padEnd("sample-multi-choice counterfactual".length), task.verdictName, progress)
  return yield* runExperiment(experiment, {
    workers,
    controls: { controls: ["random", "none", "all", "size"], draws: 5, repeats: 0 },
    manifest: yield* manifest,
    progress
  })
}, Effect.scoped)

/** Runs the five tasks on the three samples, and shows what they say. */
export const demo = Effect.fnUntraced(function*(
  { persistentDir }: { readonly persistentDir: string; readonly quiet: boolean }
) {
  const profile = yield* readProfile(profileText)
  const experiments = yield* Effect.forEach(
    datasets,
    (dataset) =>
      Effect.forEach(
        TaskName.literals,
        (task) => makeExperiment({ model: { name: simulatedModelId(profile.name) }, dataset, task })
      )
  )
  const layers = Layer.provideMerge(
    pipeline(Simulated.layer({ profile }), { maxWorkers: workers }),
    storageLayer({ persistentDir, cache: Option.none() })
  )
  const all = Effect.forEach(experiments.flat(), runOne)
  const reports = yield* Effect.provide(graceful(all, grace), layers)
  yield* print(`${resultsTable(reports)}\n\n${controlTable(reports)}`)
  const page = yield* Effect.provide(
    writeReport(reports.map(({ experiment }) => experiment.id), {
      out: join(persistentDir, "report.html"),
      examples: 1,
      command: ["report", "--persistent-dir", persistentDir]
    }),
    layers
  )
  yield* print(`\nRecords: ${dirname(reports[0]?.location ?? "")}\nReport: ${page}\n\n${next}`)
}, quietly)
