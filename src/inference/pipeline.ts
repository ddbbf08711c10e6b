/**
 * All middleware in its order, around one client or several endpoints.
 *
 * Peeked -> Coalesced -> Cached -> Budgeted -> Retried -> Routed -> Separated -> the client's one attempt. A slot is held for one
 * attempt only, never through a pause; a cache hit needs neither a slot nor the server.
 */
import { Duration, Layer } from "effect"
import type { GenerationCache } from "../storage/GenerationCache.ts"
import type { WorkerLimit } from "./adaptiveLimit.ts"
import * as Budgeted from "./Budgeted.ts"
import * as Cached from "./Cached.ts"
import * as Coalesced from "./Coalesced.ts"
import { GenerationCounters } from "./GenerationCounters.ts"
import type { Inference } from "./Inference.ts"
import type { InFlight } from "./InFlight.ts"
import type { RateLimit } from "./Pacer.ts"
import * as Peeked from "./Peeked.ts"
import * as Retried from "./Retried.ts"
import * as Routed from "./Routed.ts"
import * as Separated from "./Separated.ts"

/** Limits of what is asked at once, in all, and for how long. */
export interface PipelineOptions {
  /**
   * The most requests in flight at each endpoint, or `{ auto: CEILING }` for as many as raise the throughput; default
   * 50, as in the paper.
   */
  readonly maxWorkers?: WorkerLimit
  /** How long nothing may succeed before the run gives up; default one hour. */
  readonly connectTimeout?: Duration.DurationInput
  /** At most so many requests in a period, at all endpoints together; default no limit. */
  readonly rateLimit?: RateLimit | undefined
  /** The most generations that are sent; default no limit. */
  readonly maxGenerations?: number | undefined
  /** The tokens of prompts and answers after which nothing more is sent; default no limit. */
  readonly maxTokens?: number | undefined
  /** Whether to ask again what a server has refused; default only when its stated limits have changed. */
  readonly retryFailed?: boolean | undefined
}

const maxAttempts = 20

/**
 * Wraps a client, or several endpoints of one model, so that it can be left alone with an experiment.
 *
 * @example
 * const inference = pipeline(Tgi.layer({ endpoint: "http://127.0.0.1:8080" }), { maxWorkers: 100 })
 */
export const pipeline = <E, R>(
  clientOrEndpoints: Layer.Layer<Inference, E, R> | readonly Routed.RoutedEndpoint<E, R>[],
  options: PipelineOptions = {}
): Layer.Layer<Inference | InFlight | GenerationCounters, E, R | GenerationCache> => {
  const connectTimeout = Duration.decode(options.connectTimeout ?? "1 hour")
  const endpoints = Layer.isLayer(clientOrEndpoints)
    ? [{ name: "the server", client: clientOrEndpoints as Layer.Layer<Inference, E, R> }]
    : clientOrEndpoints as readonly Routed.RoutedEndpoint<E, R>[]
  const separated = endpoints.map((endpoint) => ({
    ...endpoint,
    client: Layer.provide(Separated.layer, endpoint.client)
  }))
  const routed = Routed.layer(separated, {
    maxWorkers: options.maxWorkers ?? 50,
    connectTimeout,
    rateLimit: options.rateLimit ?? null
  })
  const { maxGenerations = null, maxTokens = null } = options
  const retried = Retried.layer({ connectTimeout, maxAttempts })
  // Every request goes through each layer: this one is there for those who want it.
  const budgeted = maxGenerations === null && maxTokens === null
    ? retried
    : Layer.provide(Budgeted.layer({ maxGenerations, maxTokens }), retried)
  const wrapped = Peeked.layer.pipe(
    Layer.provideMerge(Coalesced.layer),
    Layer.provide(Cached.layer({ retryFailed: options.retryFailed })),
    Layer.provide(budgeted),
    Layer.provideMerge(routed)
  )
  return Layer.provideMerge(wrapped, GenerationCounters.layer)
}
