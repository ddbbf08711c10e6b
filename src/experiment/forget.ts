/**
 * Starting an experiment over, generations and all.
 */
import { Effect } from "effect"
import type { ExperimentSpec } from "../domain/ExperimentSpec.ts"
import { GenerationCache } from "../storage/GenerationCache.ts"
import { Results } from "../storage/Results.ts"

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
