/**
 * A generation cache that lasts as long as the process: for tests and trials.
 */
import { Effect, Layer } from "effect"
import type { Digest } from "../../src/domain/Digest.ts"
import { type CacheEntry, GenerationCache } from "../../src/storage/GenerationCache.ts"

/** A cache that starts empty. */
export const layer: Layer.Layer<GenerationCache> = Layer.sync(GenerationCache, () => {
  const generations = new Map<Digest, CacheEntry>()
  return {
    location: "memory",
    get: (digest) => Effect.sync(() => generations.get(digest)?.generation ?? null),
    entries: (digests) =>
      Effect.sync(() =>
        new Map([...digests].flatMap((digest) => {
          const entry = generations.get(digest)
          return entry === undefined ? [] : [[digest, entry] as const]
        }))
      ),
    put: (request, generation) =>
      Effect.sync(() => {
        const { digest } = request
        if (!generations.has(digest)) generations.set(digest, { request, generation })
      }),
    flush: Effect.void,
    forget: (digests) => Effect.sync(() => [...digests].filter((digest) => generations.delete(digest)).length)
  }
})
