/**
 * A generation cache that lasts as long as the process: for tests and trials.
 */
import { Effect, Layer } from "effect"
import type { Digest } from "../../src/domain/Digest.ts"
import type { FailedGeneration } from "../../src/domain/FailedGeneration.ts"
import type { Generation } from "../../src/domain/Generation.ts"
import { GenerationCache } from "../../src/storage/GenerationCache.ts"

/** A cache that starts empty. */
export const layer: Layer.Layer<GenerationCache> = Layer.sync(GenerationCache, () => {
  const generations = new Map<Digest, Generation>()
  const failures = new Map<Digest, FailedGeneration>()
  return {
    location: "memory",
    get: (digest) => Effect.sync(() => generations.get(digest) ?? null),
    put: ({ digest }, generation) =>
      Effect.sync(() => {
        const first = generations.get(digest) ?? generation
        generations.set(digest, first)
        return first
      }),
    getFailure: (digest) => Effect.sync(() => failures.get(digest) ?? null),
    putFailure: ({ digest }, failure) => Effect.sync(() => void failures.set(digest, failure)),
    forget: (digests) =>
      Effect.sync(() => {
        let count = 0
        for (const digest of digests) {
          failures.delete(digest)
          if (generations.delete(digest)) count++
        }
        return count
      })
  }
})
