/**
 * All middleware in its order, around one client.
 *
 * Coalesced -> Cached -> Retried -> Limited -> the client's one attempt. A slot is held for one attempt only, never
 * through a pause; a cache hit needs neither a slot nor the server.
 */
import { Duration, Layer } from "effect"
import type { GenerationCache } from "../storage/GenerationCache.ts"
import * as Cached from "./Cached.ts"
import * as Coalesced from "./Coalesced.ts"
import { GenerationCounters } from "./GenerationCounters.ts"
import type { Inference } from "./Inference.ts"
import * as Limited from "./Limited.ts"
import * as Retried from "./Retried.ts"

export interface PipelineOptions {
  /** The most requests in flight; default 50, as in the paper. */
  readonly maxWorkers?: number
  /** How long nothing may succeed before the run gives up; default one hour. */
  readonly connectTimeout?: Duration.DurationInput
}

const maxAttempts = 20

/**
 * Wraps a client so that it can be left alone with an experiment.
 *
 * @example
 * const inference = pipeline(Tgi.layer({ endpoint: "http://127.0.0.1:8080" }), { maxWorkers: 100 })
 */
export const pipeline = <E, R>(
  client: Layer.Layer<Inference, E, R>,
  options: PipelineOptions = {}
): Layer.Layer<Inference | Limited.InFlight | GenerationCounters, E, R | GenerationCache> => {
  const limits = { connectTimeout: Duration.decode(options.connectTimeout ?? "1 hour"), maxAttempts }
  const limited = Layer.provide(Limited.layer({ maxWorkers: options.maxWorkers ?? 50 }), client)
  const wrapped = Coalesced.layer.pipe(
    Layer.provide(Cached.layer),
    Layer.provide(Retried.layer(limits)),
    Layer.provideMerge(limited)
  )
  return Layer.provideMerge(wrapped, GenerationCounters.layer)
}
