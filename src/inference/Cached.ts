/**
 * A request that was ever answered, or refused for what it is, is never sent again.
 */
import { Effect, Layer } from "effect"
import { type FailedGeneration, isLimitChanged, isRefusal, limitsOf } from "../domain/FailedGeneration.ts"
import { type GenerateError, generateError } from "../domain/GenerateError.ts"
import type { GenerateRequest } from "../domain/GenerateRequest.ts"
import type { Generation, ServerInfo } from "../domain/Generation.ts"
import { GenerationCache } from "../storage/GenerationCache.ts"
import type { StorageError } from "../storage/StorageError.ts"
import { GenerationCounters } from "./GenerationCounters.ts"
import { insideOf } from "./guarded.ts"
import { Inference } from "./Inference.ts"

export interface CachedOptions {
  /** Whether to ask again what a server has refused; default only when its stated limits have changed. */
  readonly retryFailed?: boolean | undefined
}

/** The failure of the cache is one of the set-up. */
const toGenerateError = (error: GenerateError | StorageError): GenerateError =>
  error._tag === "StorageError" ? generateError({ _tag: "CacheFailed", message: error.message }) : error

/** Answers from the cache, and stores what the inner service answers before anybody sees it. */
export const layer = (
  { retryFailed = false }: CachedOptions = {}
): Layer.Layer<Inference, never, Inference | GenerationCache | GenerationCounters> =>
  Layer.effect(
    Inference,
    Effect.gen(function*() {
      const inner = yield* Inference
      const ask = insideOf(inner.generate)
      const cache = yield* GenerationCache
      const counters = yield* GenerationCounters
      /** What the server last said of itself; undefined before it was asked. */
      let server: ServerInfo | null | undefined

      const info = Effect.tap(inner.info, (told) =>
        Effect.sync(() => {
          server = told
        }))

      const keepRefusal = (request: GenerateRequest, { reason }: GenerateError) =>
        isRefusal(reason)
          ? cache.putFailure(request, { reason, limits: limitsOf(server ?? null) })
          : Effect.void

      /** Once the answer is here, nothing may come between it and the cache. */
      const askAndStore = (request: GenerateRequest) =>
        Effect.uninterruptibleMask((restore) =>
          Effect.matchEffect(ask(request, restore), {
            onFailure: (error) => Effect.zipRight(keepRefusal(request, error), Effect.fail(error)),
            onSuccess: (generation) => cache.put(request, generation)
          })
        )

      const answerOf = Effect.fnUntraced(function*(request: GenerateRequest, failure: FailedGeneration) {
        const now = server === undefined ? yield* info : server
        if (isLimitChanged(failure.limits, limitsOf(now))) return yield* askAndStore(request)
        counters.count("cached")
        return yield* generateError(failure.reason)
      })

      const askUnlessRefused = (request: GenerateRequest) =>
        retryFailed
          ? askAndStore(request)
          : Effect.flatMap(
            cache.getFailure(request.digest),
            (failure) => failure === null ? askAndStore(request) : answerOf(request, failure)
          )

      const lookUp = (request: GenerateRequest): Effect.Effect<Generation, GenerateError | StorageError> =>
        Effect.flatMap(cache.get(request.digest), (stored) => {
          if (stored === null) return askUnlessRefused(request)
          counters.count("cached")
          return Effect.succeed(stored)
        })

      return { generate: (request) => Effect.mapError(lookUp(request), toGenerateError), info }
    })
  )
