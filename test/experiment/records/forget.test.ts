import { describe, expect, it } from "@effect/vitest"
import { Effect, Either, Layer } from "effect"
import * as CacheMemory from "../../../layers/cache/Memory.ts"
import * as Offline from "../../../layers/clients/Offline.ts"
import * as ResultsMemory from "../../../layers/results/Memory.ts"
import type { TaskName } from "../../../src/domain/Variation.ts"
import { makeExperiment, specOf } from "../../../src/experiment/Experiment.ts"
import { forgetExperiment, recordUnfinished } from "../../../src/experiment/records/forget.ts"
import { runExperiment } from "../../../src/experiment/running/run.ts"
import { pipeline } from "../../../src/inference/pipeline.ts"
import type { Dataset } from "../../../src/storage/Datasets.ts"
import { GenerationCache } from "../../../src/storage/GenerationCache.ts"
import { Results } from "../../../src/storage/Results.ts"
import { generationOf, requestOf } from "../../support/answers.ts"
import { fakeDatasets, fakeInference } from "../../support/fakes.ts"
import { recordWith, sessionWith, specWith } from "../../support/records.ts"

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

const dataset: Dataset = {
  name: "reviews",
  category: "sentiment",
  sha256: null,
  size: 6,
  row: (idx) => Effect.succeed({ idx, text: `Text ${idx}`, label: "positive" })
}

const experiment = (task: TaskName) =>
  Either.getOrThrow(makeExperiment({ model: { name: "llama2-7b" }, dataset: "reviews", task }))

describe("recordUnfinished", () => {
  it.effect("makes forgettable what an interrupted run had asked, and asks nothing", () => {
    const answering = pipeline(fakeInference({
      info: Effect.succeed(null),
      generate: () => Effect.succeed(generationOf("positive"))
    }))
    const storage = Layer.mergeAll(
      CacheMemory.layer,
      ResultsMemory.layer,
      fakeDatasets({ open: () => Effect.succeed(dataset) })
    )
    return Effect.gen(function*() {
      const [asked, wanted] = [experiment("classify"), experiment("answerable")]
      yield* Effect.provide(runExperiment(asked, { limit: 4 }), answering)
      const { remove } = yield* Results
      yield* remove(asked.id)
      const spec = specOf(wanted, dataset)
      expect(yield* forgetExperiment(wanted.id, spec)).toBe(0)
      yield* Effect.provide(recordUnfinished(wanted, dataset), pipeline(Offline.layer))
      expect(yield* forgetExperiment(wanted.id, spec)).toBe(4)
    }).pipe(Effect.provide(storage))
  })
})
