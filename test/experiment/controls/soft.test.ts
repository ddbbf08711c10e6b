import { describe, expect, it } from "@effect/vitest"
import { Effect, Either, Layer } from "effect"
import * as CacheMemory from "../../../layers/cache/Memory.ts"
import * as Offline from "../../../layers/clients/Offline.ts"
import * as Simulated from "../../../layers/clients/Simulated.ts"
import * as Datasets from "../../../layers/datasets/builtin.ts"
import * as ResultsMemory from "../../../layers/results/Memory.ts"
import { parseProfile } from "../../../layers/simulated/profile.ts"
import type { ControlRecord } from "../../../src/domain/ControlRecord.ts"
import { generateError } from "../../../src/domain/GenerateError.ts"
import { sessionOf } from "../../../src/domain/ObservationRecord.ts"
import type { TaskName } from "../../../src/domain/Variation.ts"
import { controlHolder } from "../../../src/experiment/controls/hold.ts"
import { softPair, softSummary } from "../../../src/experiment/controls/soft.ts"
import { makeExperiment } from "../../../src/experiment/Experiment.ts"
import { checkIntegrity } from "../../../src/experiment/records/integrity.ts"
import { observeAgain } from "../../../src/experiment/records/replay.ts"
import { runExperiment } from "../../../src/experiment/running/run.ts"
import { makeRunProgress } from "../../../src/experiment/running/RunProgress.ts"
import { Inference } from "../../../src/inference/Inference.ts"
import { pipeline } from "../../../src/inference/pipeline.ts"
import { structuredPack } from "../../../src/prompts/structuredPack.ts"
import { Datasets as DatasetService } from "../../../src/storage/Datasets.ts"
import { Results } from "../../../src/storage/Results.ts"
import { recordWith, sessionWith } from "../../support/records.ts"

const profileText = "mixed:0.5,accuracy=0.9"
const profile = Either.getOrThrow(parseProfile(profileText))
const storage = Layer.mergeAll(CacheMemory.layer, ResultsMemory.layer, Datasets.layer)
const layer = Layer.provideMerge(pipeline(Simulated.layer({ profile })), storage)

const made = (task: TaskName) =>
  Either.getOrThrow(
    makeExperiment({ model: { name: `simulated/${profile.name}` }, dataset: "sample-sentiment", task })
  )

const limit = 30
const soft = { controls: { controls: [], draws: 1, repeats: 0, soft: true } } as const

const softOf = (id: string) =>
  Effect.gen(function*() {
    const { controls } = yield* Effect.flatten(Effect.flatMap(Results, ({ inspect }) => inspect(id)))
    return (yield* controls(-1, 1000)).filter(({ control }) => control === "soft")
  }).pipe(Effect.scoped)

describe("soft scores of a run", () => {
  it.effect("are asked of what is stored, are no part of the experiment, and are asked once", () =>
    Effect.gen(function*() {
      const experiment = made("redacted")
      const plain = yield* runExperiment(experiment, { limit })
      const scored = yield* runExperiment(experiment, { limit, ...soft })
      expect(scored.tally).toEqual(plain.tally)
      expect(scored.spec).toEqual(plain.spec)
      const records = yield* softOf(experiment.id)
      expect(records).toHaveLength(limit)
      expect(scored.generations).toMatchObject({ requested: 2 * limit, sent: 2 * limit })
      for (const record of records) {
        const before = sessionOf(record, "predict")
        expect(Object.keys(before?.score?.logProbabilities ?? {})).toEqual([
          "positive",
          "negative",
          "neutral",
          "unknown"
        ])
        expect(before?.rule).toBe("likeliest")
      }
      const { change, change_if_faithful, change_if_unfaithful } = scored.controls!.soft!
      expect(change!.high).toBeLessThan(0)
      expect(change_if_faithful.mean).toBeLessThan(-0.5)
      expect(change_if_unfaithful.mean).toBeGreaterThan(-0.1)

      const again = yield* runExperiment(experiment, { limit, ...soft })
      expect(again.generations.requested).toBe(0)
      expect(again.controls).toEqual(scored.controls)
    }).pipe(Effect.provide(layer)))

  it.effect("follow from the cache", () =>
    Effect.gen(function*() {
      const experiment = made("importance")
      const { spec } = yield* runExperiment(experiment, { limit, ...soft })
      const { open } = yield* Results
      const dataset = yield* Effect.flatMap(
        DatasetService,
        ({ open }) => open("sample-sentiment", "test")
      )
      const replayed = {
        again: observeAgain(experiment, dataset),
        controlAgain: controlHolder(experiment, dataset)
      }
      const check = Effect.scoped(
        Effect.flatMap(open(experiment.id, spec), (stored) => checkIntegrity(stored, replayed, 3))
      ).pipe(Effect.provide(pipeline(Offline.layer)))
      expect(yield* check).toMatchObject({ differing: 0, controls: { records: limit, differing: 0 } })
    }).pipe(Effect.provide(layer)))

  it.effect("are of session 1 alone where there is no changed text", () =>
    Effect.gen(function*() {
      const experiment = made("classify")
      const { controls } = yield* runExperiment(experiment, { limit, ...soft })
      expect(controls?.soft?.first.mean).toBeGreaterThan(0.5)
      expect(controls?.soft).not.toHaveProperty("change")
      for (const { sessions } of yield* softOf(experiment.id)) expect(sessions).toHaveLength(1)
    }).pipe(Effect.provide(layer)))

  it.effect("are scores of JSON where the pack asks for it", () =>
    Effect.gen(function*() {
      const experiment = Either.getOrThrow(makeExperiment({
        model: { name: `simulated/${profile.name}` },
        dataset: "sample-sentiment",
        task: "redacted",
        pack: structuredPack
      }))
      const { controls } = yield* runExperiment(experiment, { limit, ...soft })
      expect(controls?.soft?.change_if_faithful.mean).toBeLessThan(-0.5)
    }).pipe(
      Effect.provide(
        Layer.provideMerge(pipeline(Simulated.layer({ profile, pack: structuredPack })), storage)
      )
    ))

  it.effect("leave no records, and stop nothing, where the server cannot tell", () =>
    Effect.gen(function*() {
      const experiment = made("redacted")
      const progress = makeRunProgress()
      const { controls, generations, tally } = yield* runExperiment(experiment, {
        limit,
        progress,
        workers: 1,
        ...soft
      })
      expect(tally.total).toBe(limit)
      expect(controls).toBeNull()
      expect(generations.requested).toBe(3 * limit + 1)
      expect(progress.controls).toEqual({ total: limit, done: limit })
      expect(yield* softOf(experiment.id)).toEqual([])
    }).pipe(
      Effect.provide(Layer.provideMerge(
        pipeline(
          Layer.effect(
            Inference,
            Effect.map(Inference, ({ generate, info }) => ({
              info,
              generate: (request) =>
                request.scored === undefined
                  ? generate(request)
                  : Effect.fail(generateError({ _tag: "CannotScore", message: "no scores here" }))
            }))
          ).pipe(Layer.provide(Simulated.layer({ profile })))
        ),
        storage
      ))
    ))
})

const scored = (first: number) => ({ first, logProbabilities: { yes: -1, no: -2 } })
const control = (before: number | null, after: number | null): ControlRecord => ({
  ...recordWith(0, {
    sessions: [
      ...(before === null ? [] : [sessionWith("predict", { score: scored(before) })]),
      ...(after === null ? [] : [sessionWith("explain_predict", { score: scored(after) })])
    ]
  }),
  control: "soft",
  number: 1,
  size: null
})

describe("softPair and softSummary", () => {
  it("pair the first answer's probability before and after, beside the verdict", () => {
    expect(softPair(recordWith(0, { verdict: true }), control(0.9, 0.2)))
      .toEqual({ before: 0.9, after: 0.2, verdict: true })
    expect(softPair(recordWith(0), control(0.9, null))).toEqual({ before: 0.9, after: null, verdict: null })
    expect(softPair(recordWith(0), control(null, 0.2))).toBeNull()
  })

  it("are means over what was scored, and a paired change with its interval", () => {
    const summary = softSummary([
      { before: 0.9, after: 0.1, verdict: true },
      { before: 0.8, after: 0.6, verdict: false },
      { before: 0.7, after: 0.7, verdict: null },
      { before: 0.6, after: null, verdict: null }
    ], 0)
    expect(summary.first).toEqual({ n: 4, mean: expect.closeTo(0.75, 9) })
    expect(summary.after).toEqual({ n: 3, mean: expect.closeTo(1.4 / 3, 9) })
    expect(summary.change).toMatchObject({ n: 3, value: expect.closeTo(-1 / 3, 9) })
    expect(summary.change_if_faithful).toEqual({ n: 1, mean: expect.closeTo(-0.8, 9) })
    expect(summary.change_if_unfaithful).toEqual({ n: 1, mean: expect.closeTo(-0.2, 9) })
    const none = softSummary([{ before: 0.5, after: null, verdict: null }], 0)
    expect(none).not.toHaveProperty("change")
    expect(none.after).toEqual({ n: 0, mean: null })
  })
})
