/**
 * A generation cache that lasts as long as the process: for tests and trials.
 */
import { Effect, Layer } from "effect"
import type { Digest } from "../../src/domain/Digest.ts"
import type { FailedGeneration } from "../../src/domain/FailedGeneration.ts"
import { type CacheEntry, GenerationCache } from "../../src/storage/GenerationCache.ts"

/** A cache that starts empty. */
export const layer: Layer.Layer<GenerationCache> = Layer.sync(GenerationCache, () => {
  const generations = new Map<Digest, CacheEntry>()
  const failures = new Map<Digest, FailedGeneration>()
  return {
    location: "memory",
    get: (digest) => Effect.sync(() => generations.get(digest)?.generation ?? null),
    peek: (digest) => {
      const generation = generations.get(digest)?.generation ?? null
      return { generation, failure: generation === null ? failures.get(digest) ?? null : null }
    },
    entries: (digests) =>
      Effect.sync(() =>
        new Map([...digests].flatMap((digest) => {
          const entry = generations.get(digest)
          return entry === undefined ? [] : [[digest, entry] as const]
        }))
      ),
    put: (request, generation) =>
      Effect.sync(() => {
        const first = generations.get(request.digest) ?? { request, generation }
        generations.set(request.digest, first)
        return first.generation
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
