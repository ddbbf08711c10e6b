/**
 * A generation cache that lasts as long as the process: for tests and trials.
 */
import { Effect, Layer } from "effect"
import type { Digest } from "../../src/domain/Digest.ts"
import type { Generation } from "../../src/domain/Generation.ts"
import { GenerationCache } from "../../src/storage/GenerationCache.ts"

/** A cache that starts empty. */
export const layer: Layer.Layer<GenerationCache> = Layer.sync(GenerationCache, () => {
  const generations = new Map<Digest, Generation>()
  return {
    location: "memory",
    get: (digest) => Effect.sync(() => generations.get(digest) ?? null),
    put: ({ digest }, generation) =>
      Effect.sync(() => {
        if (!generations.has(digest)) generations.set(digest, generation)
      }),
    flush: Effect.void,
    forget: (digests) => Effect.sync(() => [...digests].filter((digest) => generations.delete(digest)).length)
  }
})
