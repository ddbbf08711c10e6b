/**
 * From a stored experiment to what makes its records again, by the cache alone.
 */
import { Effect, Layer, Option } from "effect"
import * as Offline from "../../layers/clients/Offline.ts"
import { modelTemplate } from "../../layers/models/templates.ts"
import { observeAgain } from "../../src/experiment/replay.ts"
import { OtherParts, restoreExperiment } from "../../src/experiment/storedExperiment.ts"
import { pipeline } from "../../src/inference/pipeline.ts"
import { builtInPack } from "../../src/prompts/packs.ts"
import type { StoredExperiment } from "../../src/storage/Results.ts"
import type { KeptPartsFlags } from "../options/stored.ts"
import { asUsageError } from "../UsageError.ts"
import { readPack } from "./inputs.ts"
import { storageLayer } from "./storage.ts"

/** Everything that a replay needs; nothing is ever sent. */
export const offlineLayer = (persistentDir: string) =>
  Layer.provideMerge(pipeline(Offline.layer), storageLayer(persistentDir))

/** Makes records again as the experiment made them. */
export const againOf = Effect.fnUntraced(
  function*(
    { spec }: Pick<StoredExperiment, "spec">,
    { dataset: path, pack, template }: KeptPartsFlags
  ) {
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
    return observeAgain(experiment, dataset)
  }
)
