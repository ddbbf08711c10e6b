/**
 * From a stored experiment to what makes its records again, by the cache alone.
 */
import { Effect, Layer, Option } from "effect"
import * as Offline from "../../layers/clients/Offline.ts"
import { observeAgain } from "../../src/experiment/replay.ts"
import { NotRestored, restoreExperiment } from "../../src/experiment/storedExperiment.ts"
import { pipeline } from "../../src/inference/pipeline.ts"
import type { StoredExperiment } from "../../src/storage/Results.ts"
import type { StorageFlags } from "../options/storage.ts"
import { asUsageError } from "../UsageError.ts"
import { storageLayer } from "./storage.ts"

/** Everything that a replay needs; nothing is ever sent. */
export const offlineLayer = (flags: StorageFlags) =>
  Layer.provideMerge(pipeline(Offline.layer), storageLayer(flags))

/** Makes records again as the experiment made them; a file of data may have moved. */
export const againOf = Effect.fnUntraced(function*(stored: StoredExperiment, moved: Option.Option<string>) {
  const { dataset, experiment } = yield* Effect.mapError(
    restoreExperiment(stored, Option.getOrUndefined(moved)),
    (error) => error instanceof NotRestored ? asUsageError(error) : error
  )
  return observeAgain(experiment, dataset)
})
