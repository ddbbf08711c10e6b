/**
 * A request that was ever answered is never sent again.
 */
import { Effect, Layer } from "effect"
import { type GenerateError, generateError } from "../domain/GenerateError.ts"
import type { GenerateRequest } from "../domain/GenerateRequest.ts"
import type { Generation } from "../domain/Generation.ts"
import { GenerationCache } from "../storage/GenerationCache.ts"
import type { StorageError } from "../storage/StorageError.ts"
import { GenerationCounters } from "./GenerationCounters.ts"
import { Inference } from "./Inference.ts"

const cacheFailed = ({ message }: StorageError) => generateError({ _tag: "CacheFailed", message })

/** Answers from the cache, and stores what the inner service answers before anybody sees it. */
export const layer: Layer.Layer<Inference, never, Inference | GenerationCache | GenerationCounters> = Layer
  .effect(
    Inference,
    Effect.gen(function*() {
      const inner = yield* Inference
      const cache = yield* GenerationCache
      const counters = yield* GenerationCounters

      /** Once the answer is here, nothing may come between it and the cache. */
      const askAndStore = (request: GenerateRequest): Effect.Effect<Generation, GenerateError> =>
        Effect.uninterruptibleMask((restore) =>
          restore(inner.generate(request)).pipe(
            Effect.tap((generation) => Effect.mapError(cache.put(request, generation), cacheFailed))
          )
        )

      const generate = (request: GenerateRequest) =>
        cache.get(request.digest).pipe(
          Effect.mapError(cacheFailed),
          Effect.flatMap((stored) => {
            if (stored === null) return askAndStore(request)
            counters.count("cached")
            return Effect.succeed(stored)
          })
        )

      return { generate, info: inner.info }
    })
  )
