import { describe, expect, it } from "@effect/vitest"
import { Effect, Either, Layer } from "effect"
import * as CacheMemory from "../../../layers/cache/Memory.ts"
import * as ResultsMemory from "../../../layers/results/Memory.ts"
import { type GenerateError, generateError } from "../../../src/domain/GenerateError.ts"
import type { SentimentObservation } from "../../../src/domain/Observation.ts"
import type { ObservationRecord } from "../../../src/domain/ObservationRecord.ts"
import { showPrompt } from "../../../src/domain/Prompt.ts"
import {
  type Experiment,
  type ExperimentDefinition,
  makeExperiment
} from "../../../src/experiment/Experiment.ts"
import { seededOrder } from "../../../src/experiment/running/order.ts"
import { runExperiment } from "../../../src/experiment/running/run.ts"
import { makeRunProgress } from "../../../src/experiment/running/RunProgress.ts"
import { summaryResults } from "../../../src/experiment/summary/Summary.ts"
import { pipeline } from "../../../src/inference/pipeline.ts"
import { type Dataset, DatasetError } from "../../../src/storage/Datasets.ts"
import { Results } from "../../../src/storage/Results.ts"
import { generationOf } from "../../support/answers.ts"
import { overflow, unauthorized } from "../../support/errors.ts"
import { fakeDatasets, fakeInference } from "../../support/fakes.ts"

const rowOf = (idx: number): SentimentObservation => ({
  idx,
  text: `Text number ${idx} ends here.`,
  label: idx % 2 === 0 ? "positive" : "negative"
})

const reviews = (size: number): Dataset => ({
  name: "reviews",
  category: "sentiment",
  sha256: null,
  size,
  row: (idx) => Effect.succeed(rowOf(idx))
})

/** What the model says to a prompt about the text with this number. */
type Model = (idx: number, prompt: string) => string | GenerateError

/** Everything that a run needs, in memory, with a log of what the server was asked. */
const setUp = (size: number, model: Model, server = "m") => {
  const asked: number[] = []
  const client = fakeInference({
    info: Effect.succeed({ model: server, sha: null, version: "1", maxConcurrentRequests: null }),
    generate: ({ prompt }) =>
      Effect.suspend(() => {
        const text = showPrompt(prompt)
        const idx = Number(/Text number (\d+)/.exec(text)?.[1])
        asked.push(idx)
        const answer = model(idx, text)
        return typeof answer === "string"
          ? Effect.succeed(generationOf(answer, { durationMillis: 2 }))
          : Effect.fail(answer)
      })
  })
  const datasets = fakeDatasets({
    open: (name) =>
      name === "reviews"
        ? Effect.succeed(reviews(size))
        : Effect.fail(new DatasetError({ reason: "Unknown", message: `unknown data set ${name}` }))
  })
  const layer = pipeline(client).pipe(
    Layer.provideMerge(Layer.mergeAll(CacheMemory.layer, ResultsMemory.layer, datasets))
  )
  return { asked, layer }
}

const made = (change: Partial<ExperimentDefinition> = {}): Experiment =>
  Either.getOrThrow(
    makeExperiment({ model: { name: "llama2-7b" }, dataset: "reviews", task: "classify", ...change })
  )

const recordsOf = (id: string) =>
  Effect.gen(function*() {
    const results = yield* Results
    const stored = yield* results.inspect(id)
    if (stored._tag === "None") return []
    const { fold } = yield* results.open(id, stored.value.spec)
    return yield* fold<readonly ObservationRecord[]>([], (records, record) => [...records, record])
  }).pipe(Effect.scoped)

/** The error that ends a run; a report in its place would fill many screens. */
const stopped = <A, E, R>(run: Effect.Effect<A, E, R>) => Effect.flip(Effect.asVoid(run))

const truth: Model = (idx) => rowOf(idx).label
const numbers = (size: number) => Array.from({ length: size }, (_, i) => i)

describe("runExperiment", () => {
  it.effect("asks about every observation, and reports the counts", () => {
    const { asked, layer } = setUp(20, (idx) => idx < 5 ? "neutral" : truth(idx, ""))
    return Effect.gen(function*() {
      const report = yield* runExperiment(made())
      expect(asked.toSorted((a, b) => a - b)).toEqual(numbers(20))
      expect(summaryResults(report.tally, null)).toMatchObject({
        total: 20,
        correct: 15,
        mismatch: 0,
        error: 0
      })
      expect(report.generations).toEqual({
        requested: 20,
        cached: 0,
        coalesced: 0,
        sent: 20,
        retried: 0,
        failed: 0
      })
      expect(report.durations.eval).toBe(40)
      expect(report.experiment.id).toBe("analysis_m-llama2-7b_y-none_d-reviews_p-test_t-classify_c-_s-0")
      expect((yield* recordsOf(report.experiment.id)).map(({ idx }) => idx)).toEqual(numbers(20))
    }).pipe(Effect.provide(layer))
  })

  it.effect("asks in the seeded order", () => {
    const { asked, layer } = setUp(20, truth)
    return Effect.gen(function*() {
      yield* runExperiment(made(), { workers: 1 })
      expect(asked).toEqual(Array.from(yield* seededOrder(20, 0)))
    }).pipe(Effect.provide(layer))
  })

  it.effect("asks nothing again that is recorded", () => {
    const { asked, layer } = setUp(20, truth)
    return Effect.gen(function*() {
      const first = yield* runExperiment(made())
      const progress = makeRunProgress()
      const second = yield* runExperiment(made(), { progress })
      expect(asked).toHaveLength(20)
      expect(second.tally).toEqual(first.tally)
      expect(second.generations.requested).toBe(0)
      expect(progress).toMatchObject({ total: 20, resumed: 20, tally: { total: 0 } })
    }).pipe(Effect.provide(layer))
  })

  it.effect("takes only the first of the order with a limit, and goes on from there without one", () => {
    const { asked, layer } = setUp(20, truth)
    return Effect.gen(function*() {
      const order = Array.from(yield* seededOrder(20, 0))
      const part = yield* runExperiment(made(), { limit: 7, workers: 1 })
      expect(asked).toEqual(order.slice(0, 7))
      expect(part.tally.total).toBe(7)
      const whole = yield* runExperiment(made(), { workers: 1 })
      expect(asked).toEqual(order)
      expect(whole.tally.total).toBe(20)
      const again = yield* runExperiment(made(), { limit: 3 })
      expect(again.tally.total).toBe(3)
      expect(asked).toHaveLength(20)
    }).pipe(Effect.provide(layer))
  })

  it.effect("drops the records but not the generations when it starts afresh", () => {
    const { asked, layer } = setUp(20, truth)
    return Effect.gen(function*() {
      yield* runExperiment(made())
      const report = yield* runExperiment(made(), { fresh: true, limit: 5 })
      expect(asked).toHaveLength(20)
      expect(report.generations).toMatchObject({ requested: 5, cached: 5, sent: 0 })
      expect(yield* recordsOf(report.experiment.id)).toHaveLength(5)
    }).pipe(Effect.provide(layer))
  })

  it.effect("shares the answers of session 1 among tasks", () => {
    const { layer } = setUp(10, truth)
    return Effect.gen(function*() {
      yield* runExperiment(made())
      const report = yield* runExperiment(made({ task: "answerable" }), { canary: false })
      expect(report.generations).toMatchObject({ requested: 20, cached: 10, sent: 10 })
    }).pipe(Effect.provide(layer))
  })

  it.effect("goes on after a failed observation, and does not ask again what was refused", () => {
    const { asked, layer } = setUp(20, (idx) => idx === 3 ? overflow : truth(idx, ""))
    return Effect.gen(function*() {
      const report = yield* runExperiment(made())
      expect(summaryResults(report.tally, null)).toMatchObject({ total: 20, error: 1, correct: 19 })
      const record = (yield* recordsOf(report.experiment.id))[3]
      expect(record).toMatchObject({ idx: 3, error: { session: "predict", reason: "ContextOverflow" } })
      yield* runExperiment(made())
      expect(asked).toHaveLength(20)
    }).pipe(Effect.provide(layer))
  })

  it.effect("stops where everything would fail, and stores nothing", () => {
    const { asked, layer } = setUp(200, () => unauthorized)
    return Effect.gen(function*() {
      expect(yield* stopped(runExperiment(made()))).toBe(unauthorized)
      expect(asked).toHaveLength(1)
      expect(yield* recordsOf(made().id)).toEqual([])
    }).pipe(Effect.provide(layer))
  })

  it.effect("keeps what was recorded before everything failed, and goes on from there", () => {
    let isWrong = true
    const { asked, layer } = setUp(20, (idx) => isWrong && asked.length > 8 ? unauthorized : truth(idx, ""))
    return Effect.gen(function*() {
      expect(yield* stopped(runExperiment(made(), { workers: 1 }))).toBe(unauthorized)
      expect(yield* recordsOf(made().id)).toHaveLength(8)
      isWrong = false
      const report = yield* runExperiment(made(), { workers: 1 })
      expect(report.tally).toMatchObject({ total: 20, correct: 20, error: 0 })
      expect(report.generations).toMatchObject({ requested: 12, sent: 12 })
    }).pipe(Effect.provide(layer))
  })

  it.effect("stops early when most answers cannot be read, and shows some", () => {
    const { asked, layer } = setUp(500, (idx) => idx % 10 === 0 ? truth(idx, "") : `???? ${idx} "quoted"`)
    return Effect.gen(function*() {
      const error = yield* stopped(runExperiment(made()))
      expect(error).toMatchObject({ _tag: "CanaryStopped" })
      expect(error.message).toContain("more than half of the first 50 observations")
      expect(error.message).toContain("--model-type")
      expect(error.message).toContain("--no-canary")
      expect(error.message.match(/^ {2}\d\. predict: "\?\?\?\? \d+ \\"quoted\\""$/gm)).toHaveLength(3)
      expect(asked.length).toBeLessThanOrEqual(100)
      expect((yield* recordsOf(made().id)).length).toBeGreaterThanOrEqual(50)
    }).pipe(Effect.provide(layer))
  })

  it.effect("shows why requests failed when the canary stops it", () => {
    const { layer } = setUp(100, () => overflow)
    return Effect.gen(function*() {
      const error = yield* stopped(runExperiment(made()))
      expect(error.message).toContain("1. predict failed: too long")
    }).pipe(Effect.provide(layer))
  })

  it.effect("goes on without the canary", () => {
    const { asked, layer } = setUp(120, () => "????")
    return Effect.gen(function*() {
      const report = yield* runExperiment(made(), { canary: false })
      expect(report.tally).toMatchObject({ total: 120, mismatch: 120 })
      expect(asked).toHaveLength(120)
    }).pipe(Effect.provide(layer))
  })

  it.effect("makes another experiment of one whose server is simulated", () => {
    const { layer } = setUp(5, truth, "simulated/faithful")
    return Effect.gen(function*() {
      const report = yield* runExperiment(made())
      expect(report.experiment.id).toMatch(/^analysis_m-simulated-faithful_/)
      expect(report.spec.model).toMatchObject({ name: "simulated/faithful", id: "simulated/faithful" })
      expect(yield* recordsOf(made().id)).toEqual([])
      expect(yield* recordsOf(report.experiment.id)).toHaveLength(5)
    }).pipe(Effect.provide(layer))
  })

  it.effect("asks nothing when the data set is unknown, the server refuses or the results are of another kind", () => {
    const { asked, layer } = setUp(5, truth)
    return Effect.gen(function*() {
      expect(yield* stopped(runExperiment(made({ dataset: "none" })))).toMatchObject({
        _tag: "DatasetError"
      })
      yield* runExperiment(made())
      const changed = { ...made(), params: { ...made().params, temperature: 0 } }
      expect(yield* stopped(runExperiment(changed))).toMatchObject({
        _tag: "StorageError",
        reason: "Differs"
      })
      expect(asked).toHaveLength(5)
    }).pipe(Effect.provide(layer))
  })

  it.effect("ends when the server cannot say who it is", () => {
    const wrong = generateError({ _tag: "WrongServer", message: "404" })
    const layer = pipeline(fakeInference({ info: Effect.fail(wrong) })).pipe(
      Layer.provideMerge(
        Layer.mergeAll(
          CacheMemory.layer,
          ResultsMemory.layer,
          fakeDatasets({ open: () => Effect.succeed(reviews(5)) })
        )
      )
    )
    return Effect.gen(function*() {
      expect(yield* stopped(runExperiment(made()))).toBe(wrong)
    }).pipe(Effect.provide(layer))
  })
})
