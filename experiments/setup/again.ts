/**
 * From a stored experiment to what makes its records again, by the cache alone.
 */
import { Effect, Layer, Option } from "effect"
import * as Offline from "../../layers/clients/Offline.ts"
import type { ExperimentSpec } from "../../src/domain/ExperimentSpec.ts"
import { controlHolder } from "../../src/experiment/controls/hold.ts"
import { type ChoiceCounts, readOriginalAgain } from "../../src/experiment/original/again.ts"
import { hasOriginalWording, originalPack } from "../../src/experiment/original/wording.ts"
import { observeAgain } from "../../src/experiment/records/replay.ts"
import { experimentOf, NotRestored, restoreExperiment } from "../../src/experiment/storedExperiment.ts"
import { pipeline } from "../../src/inference/pipeline.ts"
import { Datasets } from "../../src/storage/Datasets.ts"
import type { StoredExperiment } from "../../src/storage/Results.ts"
import { asUsageError } from "../errors/UsageError.ts"
import type { StorageFlags } from "../options/storage.ts"
import { storageLayer } from "./storage.ts"

/** Everything that a replay needs; nothing is ever sent. */
export const offlineLayer = (flags: StorageFlags) =>
  Layer.provideMerge(pipeline(Offline.layer), storageLayer(flags))

const originalAgain = Effect.fnUntraced(function*(spec: ExperimentSpec, named: Option.Option<string>) {
  const { open } = yield* Datasets
  const dataset = Option.isNone(named) ? null : yield* open(named.value, spec.split)
  const data = { dataset: spec.dataset.name, reading: {} }
  const experiment = yield* experimentOf(spec, data, { pack: originalPack, template: null })
  const choices: ChoiceCounts = { prompts: 0, rows: 0 }
  const again = readOriginalAgain(experiment, spec.dataset, dataset, choices)
  return { again, controlAgain: null, choices }
})

/**
 * Makes records and controls again: as the experiment made them (a file of data may have moved), or of an imported one by its answers
 * alone. For the latter, which has no controls, `choices` counts where the choices of its questions were found.
 */
export const againOf = Effect.fnUntraced(function*(stored: StoredExperiment, moved: Option.Option<string>) {
  if (hasOriginalWording(stored.spec)) return yield* originalAgain(stored.spec, moved)
  const { dataset, experiment } = yield* Effect.mapError(
    restoreExperiment(stored, Option.getOrUndefined(moved)),
    (error) => error instanceof NotRestored ? asUsageError(error) : error
  )
  const controlAgain = controlHolder(experiment, dataset)
  return { again: observeAgain(experiment, dataset), controlAgain, choices: null }
})
