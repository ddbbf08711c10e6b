import { describe, expect, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import * as Memory from "../../layers/cache/Memory.ts"
import type { Generation } from "../../src/domain/Generation.ts"
import { Inference } from "../../src/inference/Inference.ts"
import { pipeline } from "../../src/inference/pipeline.ts"
import * as Separated from "../../src/inference/Separated.ts"
import { GenerationCache } from "../../src/storage/GenerationCache.ts"
import { generationOf, requestOf } from "../support/answers.ts"
import { fakeInference } from "../support/fakes.ts"

const ask = (generation: Generation, prompt = "U") =>
  Effect.flatMap(Inference, ({ generate }) => generate(requestOf(prompt))).pipe(
    Effect.provide(
      Layer.provide(Separated.layer, fakeInference({ generate: () => Effect.succeed(generation) }))
    )
  )

describe("Separated", () => {
  it.effect("passes an answer without thoughts on, the very object", () =>
    Effect.gen(function*() {
      const plain = generationOf("Positive")
      expect(yield* ask(plain)).toBe(plain)
      const told = generationOf("Positive", { reasoning: "Hm." })
      expect(yield* ask(told)).toBe(told)
    }))

  it.effect("keeps thoughts apart from the answer, and all else as it is", () =>
    Effect.gen(function*() {
      const facts = { finishReason: "length", completionTokens: 9 } as const
      expect(yield* ask(generationOf("<think>Hm.</think>Positive", facts)))
        .toEqual(generationOf("Positive", { ...facts, reasoning: "Hm." }))
      expect(yield* ask(generationOf("<think>Hm", facts)))
        .toEqual(generationOf("", { ...facts, reasoning: "Hm" }))
    }))

  it.effect("adds to what the server told apart itself", () =>
    Effect.gen(function*() {
      const answer = yield* ask(generationOf("<think>b</think>Positive", { reasoning: "a" }))
      expect(answer).toMatchObject({ text: "Positive", reasoning: "a\n\nb" })
    }))

  it.effect("knows that the prompt opened a thought, unless the server closed it", () =>
    Effect.gen(function*() {
      const prompt = "U<|assistant|><think>\n"
      expect(yield* ask(generationOf("Hm, the"), prompt)).toMatchObject({ text: "", reasoning: "Hm, the" })
      expect(yield* ask(generationOf("Positive", { reasoning: "Hm." }), prompt))
        .toMatchObject({ text: "Positive", reasoning: "Hm." })
    }))
})

describe("pipeline", () => {
  it.effect("stores the two apart", () =>
    Effect.gen(function*() {
      const { generate } = yield* Inference
      yield* generate(requestOf("U"))
      const cache = yield* GenerationCache
      expect(yield* cache.get(requestOf("U").digest)).toMatchObject({ text: "Positive", reasoning: "Hm." })
    }).pipe(
      Effect.provide(Layer.provideMerge(
        pipeline(fakeInference({
          generate: () => Effect.succeed(generationOf("<think>Hm.</think>Positive")),
          info: Effect.succeed(null)
        })),
        Memory.layer
      ))
    ))
})
