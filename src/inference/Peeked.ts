/**
 * An answer that is at hand takes no part in what a request needs: no fiber of its own, no slot, no company.
 */
import { Effect, Layer } from "effect"
import type { GenerateRequest } from "../domain/GenerateRequest.ts"
import { GenerationCache } from "../storage/GenerationCache.ts"
import { GenerationCounters } from "./GenerationCounters.ts"
import { Inference } from "./Inference.ts"

/** Answers what the cache has at once; all else, a cache that has to be waited for included, is the inner service's. */
export const layer: Layer.Layer<Inference, never, Inference | GenerationCache | GenerationCounters> = Layer
  .effect(
    Inference,
    Effect.gen(function*() {
      const inner = yield* Inference
      const { peek } = yield* GenerationCache
      const { count } = yield* GenerationCounters

      const generate = (request: GenerateRequest) =>
        Effect.suspend(() => {
          const generation = peek(request.digest)?.generation ?? null
          if (generation === null) return inner.generate(request)
          count("requested")
          count("cached")
          return Effect.succeed(generation)
        })

      return { generate, info: inner.info }
    })
  )
