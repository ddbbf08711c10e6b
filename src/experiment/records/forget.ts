/**
 * Starting an experiment over, generations and all.
 */
import { Effect } from "effect"
import type { ExperimentSpec } from "../../domain/ExperimentSpec.ts"
import type { Dataset } from "../../storage/Datasets.ts"
import { GenerationCache } from "../../storage/GenerationCache.ts"
import { Results } from "../../storage/Results.ts"
import { type Experiment, specOf } from "../Experiment.ts"
import { observeAgain } from "./replay.ts"

const atOnce = 50

/**
 * Records what the cache has of observations that are not complete: the sessions that an interrupted run has held stand
 * in no record, and would otherwise not be forgotten.
 *
 * Run it by the cache alone: whatever else answers would be asked.
 */
export const recordUnfinished = Effect.fnUntraced(function*(experiment: Experiment, dataset: Dataset) {
  const { open } = yield* Results
  const { finished, put } = yield* open(experiment.id, specOf(experiment, dataset))
  const complete = yield* finished
  const again = observeAgain(experiment, dataset)
  const rows = Array.from({ length: dataset.size }, (_, idx) => idx).filter((idx) => !complete.has(idx))
  yield* Effect.forEach(
    rows,
    (idx) =>
      Effect.flatMap(again({ idx }), (record) => record.sessions.length === 0 ? Effect.void : put(record)),
    {
      concurrency: atOnce,
      discard: true
    }
  )
}, Effect.scoped)

/**
 * Drops an experiment's records, and those of its generations that no other experiment's records refer to.
 *
 * The number of generations is logged before they are removed.
 */
export const forgetExperiment = Effect.fnUntraced(function*(id: string, spec: ExperimentSpec) {
  const cache = yield* GenerationCache
  const service = yield* Results
  const results = yield* service.open(id, spec)
  const requests = yield* service.requestsOnlyOf(id)
  yield* Effect.logInfo(
    `${id}: forgetting ${requests.size} generations that no other experiment's records refer to`
  )
  yield* results.clear
  return yield* cache.forget(requests)
}, Effect.scoped)
