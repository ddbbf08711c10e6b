import { describe, expect, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import * as CacheMemory from "../../layers/cache/Memory.ts"
import * as ResultsMemory from "../../layers/results/Memory.ts"
import { forgetExperiment } from "../../src/experiment/forget.ts"
import { GenerationCache } from "../../src/storage/GenerationCache.ts"
import { Results } from "../../src/storage/Results.ts"
import { generationOf, requestOf } from "../support/answers.ts"
import { recordWith, sessionWith, specWith } from "../support/records.ts"

/** An experiment with one record, which refers to these requests. */
const record = (id: string, ...texts: readonly string[]) =>
  Effect.gen(function*() {
    const cache = yield* GenerationCache
    const { open } = yield* Results
    yield* Effect.forEach(texts, (text) => cache.put(requestOf(text), generationOf(text)))
    const sessions = texts.map((text) => sessionWith("predict", { request: requestOf(text).digest }))
    const results = yield* open(id, specWith())
    yield* results.put(recordWith(0, { sessions }))
  }).pipe(Effect.scoped)

const isKnown = (text: string) =>
  Effect.flatMap(
    GenerationCache,
    (cache) => Effect.map(cache.get(requestOf(text).digest), (found) => found !== null)
  )

const finishedOf = (id: string) =>
  Results.pipe(
    Effect.flatMap(({ inspect }) => inspect(id)),
    Effect.flatten,
    Effect.flatMap(({ finished }) => finished),
    Effect.scoped
  )

describe("forgetExperiment", () => {
  it.effect("drops the records, and of the generations those that nobody else refers to", () =>
    Effect.gen(function*() {
      yield* record("one", "shared", "own")
      yield* record("other", "shared", "other's")
      expect(yield* forgetExperiment("one", specWith())).toBe(1)
      expect(yield* Effect.forEach(["shared", "own", "other's"], isKnown)).toEqual([true, false, true])
      expect(yield* finishedOf("one")).toEqual(new Set())
      expect(yield* finishedOf("other")).toEqual(new Set([0]))
    }).pipe(Effect.provide(Layer.merge(CacheMemory.layer, ResultsMemory.layer))))

  it.effect("forgets nothing of an experiment that never ran", () =>
    Effect.gen(function*() {
      yield* record("other", "other's")
      expect(yield* forgetExperiment("one", specWith())).toBe(0)
      expect(yield* isKnown("other's")).toBe(true)
    }).pipe(Effect.provide(Layer.merge(CacheMemory.layer, ResultsMemory.layer))))
})
