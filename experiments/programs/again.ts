/**
 * From a stored experiment to what makes its records again, by the cache alone.
 */
import { Effect, Layer, Option } from "effect"
import * as Offline from "../../layers/clients/Offline.ts"
import { observeAgain } from "../../src/experiment/replay.ts"
import { OtherParts, restoreExperiment } from "../../src/experiment/storedExperiment.ts"
import { pipeline } from "../../src/inference/pipeline.ts"
import type { StoredExperiment } from "../../src/storage/Results.ts"
import type { StorageFlags } from "../options/storage.ts"
import type { KeptPartsFlags } from "../options/stored.ts"
import { asUsageError } from "../UsageError.ts"
import { readPack } from "./inputs.ts"
import { storageLayer } from "./storage.ts"

/** Everything that a replay needs; nothing is ever sent. */
export const offlineLayer = (flags: StorageFlags) =>
  Layer.provideMerge(pipeline(Offline.layer), storageLayer(flags))

/** Makes records again as the experiment made them. */
export const againOf = Effect.fnUntraced(
  function*({ spec }: Pick<StoredExperiment, "spec">, { dataset: path, prompts }: KeptPartsFlags) {
    const pack = yield* readPack(prompts)
    const restored = restoreExperiment(spec, {
      pack,
      template: undefined,
      dataset: Option.getOrUndefined(path)
    })
    const { dataset, experiment } = yield* Effect.mapError(
      restored,
      (error) => error instanceof OtherParts ? asUsageError(error) : error
    )
    return observeAgain(experiment, dataset)
  }
)
