/**
 * A request that was ever answered, or refused for what it is, is never sent again.
 */
import { Effect, Layer } from "effect"
import { type FailedGeneration, isLimitChanged, isRefusal, limitsOf } from "../domain/FailedGeneration.ts"
import { type GenerateError, generateError } from "../domain/GenerateError.ts"
import type { GenerateRequest } from "../domain/GenerateRequest.ts"
import type { ServerInfo } from "../domain/Generation.ts"
import { GenerationCache, type Kept } from "../storage/GenerationCache.ts"
import type { StorageError } from "../storage/StorageError.ts"
import { GenerationCounters } from "./GenerationCounters.ts"
import { guard, type Guarded, insideOf, type Restore } from "./guarded.ts"
import { Inference } from "./Inference.ts"

export interface CachedOptions {
  /** Whether to ask again what a server has refused; default only when its stated limits have changed. */
  readonly retryFailed?: boolean | undefined
}

/** The failure of the cache is one of the set-up. */
const cacheFailed = ({ message }: StorageError): GenerateError =>
  generateError({ _tag: "CacheFailed", message })

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
      const askAndStore: Guarded = (request, restore) =>
        Effect.matchEffect(ask(request, restore), {
          onFailure: (error) =>
            Effect.zipRight(Effect.mapError(keepRefusal(request, error), cacheFailed), Effect.fail(error)),
          onSuccess: (generation) => Effect.mapError(cache.put(request, generation), cacheFailed)
        })

      const askIfChanged = (
        request: GenerateRequest,
        restore: Restore,
        { limits, reason }: FailedGeneration
      ) =>
        Effect.flatMap(server === undefined ? restore(info) : Effect.succeed(server), (now) => {
          if (isLimitChanged(limits, limitsOf(now))) return askAndStore(request, restore)
          counters.count("cached")
          return Effect.fail(generateError(reason))
        })

      const askUnlessKept = (request: GenerateRequest, restore: Restore, { failure, generation }: Kept) => {
        if (generation !== null) {
          counters.count("cached")
          return Effect.succeed(generation)
        }
        return failure === null || retryFailed
          ? askAndStore(request, restore)
          : askIfChanged(request, restore, failure)
      }

      /** What is kept, where that has to be waited for. */
      const look = ({ digest }: GenerateRequest): Effect.Effect<Kept, GenerateError> =>
        Effect.gen(function*() {
          const generation = yield* cache.get(digest)
          return { generation, failure: generation === null ? yield* cache.getFailure(digest) : null }
        }).pipe(Effect.mapError(cacheFailed))

      const generate = guard((request, restore) => {
        const kept = cache.peek(request.digest)
        return kept === null
          ? Effect.flatMap(restore(look(request)), (found) => askUnlessKept(request, restore, found))
          : askUnlessKept(request, restore, kept)
      })

      return { generate, info }
    })
  )
