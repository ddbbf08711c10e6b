/**
 * From a stored experiment to what makes its records again, by the cache alone.
 */
import { Effect, Layer, Option } from "effect"
import * as Offline from "../../layers/clients/Offline.ts"
import { modelTemplate } from "../../layers/models/templates.ts"
import type { ExperimentSpec } from "../../src/domain/ExperimentSpec.ts"
import { type ChoiceCounts, readOriginalAgain } from "../../src/experiment/original/again.ts"
import { hasOriginalWording, originalPack } from "../../src/experiment/original/wording.ts"
import { observeAgain } from "../../src/experiment/replay.ts"
import { experimentOf, OtherParts, restoreExperiment } from "../../src/experiment/storedExperiment.ts"
import { pipeline } from "../../src/inference/pipeline.ts"
import { builtInPack } from "../../src/prompts/packs.ts"
import { Datasets } from "../../src/storage/Datasets.ts"
import type { StoredExperiment } from "../../src/storage/Results.ts"
import type { KeptPartsFlags } from "../options/stored.ts"
import { asUsageError } from "../UsageError.ts"
import { readPack } from "./inputs.ts"
import { storageLayer } from "./storage.ts"

/** Everything that a replay needs; nothing is ever sent. */
export const offlineLayer = (persistentDir: string) =>
  Layer.provideMerge(pipeline(Offline.layer), storageLayer(persistentDir))

const originalAgain = Effect.fnUntraced(function*(spec: ExperimentSpec, path: Option.Option<string>) {
  const { open } = yield* Datasets
  const dataset = Option.isNone(path) ? null : yield* open(path.value, spec.split)
  const experiment = yield* experimentOf(spec, spec.dataset.name, { pack: originalPack, template: undefined })
  const choices: ChoiceCounts = { prompts: 0, rows: 0 }
  return { again: readOriginalAgain(experiment, spec.dataset, dataset, choices), choices }
})

/**
 * Makes records again: as the experiment made them, or of an imported one by its answers alone. For the latter, `choices`
 * counts where the choices of its questions were found.
 */
export const againOf = Effect.fnUntraced(
  function*(
    { spec }: Pick<StoredExperiment, "spec">,
    { dataset: path, pack, template }: KeptPartsFlags
  ) {
    if (hasOriginalWording(spec)) return yield* originalAgain(spec, path)
    const builtIn = Option.map(Option.fromNullable(builtInPack(spec.pack.name)), ({ name }) => name)
    const restored = restoreExperiment(spec, {
      pack: yield* readPack(Option.orElse(pack, () => builtIn)),
      dataset: Option.getOrUndefined(path),
      template: spec.model.template === undefined
        ? undefined
        : yield* Effect.mapError(modelTemplate(spec.model, template), asUsageError)
    })
    const { dataset, experiment } = yield* Effect.mapError(
      restored,
      (error) => error instanceof OtherParts ? asUsageError(error) : error
    )
    return { again: observeAgain(experiment, dataset), choices: null }
  }
)
