import { describe, expect, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { GenerationCounters } from "../../src/inference/GenerationCounters.ts"
import { Inference } from "../../src/inference/Inference.ts"
import * as Peeked from "../../src/inference/Peeked.ts"
import type { Kept } from "../../src/storage/GenerationCache.ts"
import { generationOf, requestOf } from "../support/answers.ts"
import { fakeCache, fakeInference } from "../support/fakes.ts"

const stored = generationOf("stored")
const answered = generationOf("answered")

const generate = (peek: () => Kept | null, inner: Layer.Layer<Inference>) =>
  Effect.gen(function*() {
    const { generate } = yield* Inference
    const generation = yield* generate(requestOf("Hello"))
    return { generation, counts: (yield* GenerationCounters).counts() }
  }).pipe(
    Effect.provide(Peeked.layer),
    Effect.provide(Layer.mergeAll(inner, fakeCache({ peek }), GenerationCounters.layer))
  )

describe("Peeked", () => {
  it.effect("gives what the cache has at once, and asks nobody", () =>
    Effect.gen(function*() {
      const { counts, generation } = yield* generate(
        () => ({ generation: stored, failure: null }),
        fakeInference({})
      )
      expect(generation).toBe(stored)
      expect(counts).toMatchObject({ requested: 1, cached: 1, sent: 0 })
    }))

  it.effect("leaves all else to the inner service, which counts it", () =>
    Effect.gen(function*() {
      const inner = fakeInference({ generate: () => Effect.succeed(answered) })
      const { counts, generation } = yield* generate(() => null, inner)
      expect(generation).toBe(answered)
      expect(counts).toMatchObject({ requested: 0, cached: 0 })
    }))
})
