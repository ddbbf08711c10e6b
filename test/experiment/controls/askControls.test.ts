import { describe, expect, it } from "@effect/vitest"
import { Effect, Either, Layer } from "effect"
import * as CacheMemory from "../../../layers/cache/Memory.ts"
import * as Simulated from "../../../layers/clients/Simulated.ts"
import * as Datasets from "../../../layers/datasets/builtin.ts"
import * as ResultsMemory from "../../../layers/results/Memory.ts"
import { parseProfile } from "../../../layers/simulated/profile.ts"
import { controlKey, type ControlName, type ControlRecord } from "../../../src/domain/ControlRecord.ts"
import type { TaskName } from "../../../src/domain/Variation.ts"
import { isCorrect, type WantedControl } from "../../../src/experiment/controls/kinds.ts"
import { makeExperiment } from "../../../src/experiment/Experiment.ts"
import { runExperiment } from "../../../src/experiment/running/run.ts"
import { makeRunProgress } from "../../../src/experiment/running/RunProgress.ts"
import { pipeline } from "../../../src/inference/pipeline.ts"
import { Results } from "../../../src/storage/Results.ts"

const profile = (text: string) => Either.getOrThrow(parseProfile(text))

const layersFor = (text: string) =>
  Layer.provideMerge(
    pipeline(Simulated.layer({ profile: profile(text) })),
    Layer.mergeAll(CacheMemory.layer, ResultsMemory.layer, Datasets.layer)
  )

const made = (task: TaskName, text: string, dataset = "sample-sentiment") =>
  Either.getOrThrow(
    makeExperiment({ model: { name: `simulated/${profile(text).name}` }, dataset, task })
  )

const controlled = (controls: readonly WantedControl[], draws = 3, repeats = 0) => ({
  controls: { controls, draws, repeats }
})

const storedOf = (id: string) =>
  Effect.gen(function*() {
    const { controls, fold } = yield* Effect.flatten(Effect.flatMap(Results, ({ inspect }) => inspect(id)))
    const records = yield* fold<readonly Parameters<typeof isCorrect>[0][]>([], (all, one) => [...all, one])
    return { records, controls: yield* controls(-1, 1000) }
  }).pipe(Effect.scoped)

const named = (controls: readonly ControlRecord[], name: ControlName) =>
  controls.filter(({ control }) => control === name)

const mixed = "mixed:0.5,accuracy=0.9"
const limit = 30

describe("controls of a run", () => {
  it.effect("are asked of what is stored, and only those that are missing", () =>
    Effect.gen(function*() {
      const experiment = made("redacted", mixed)
      const plain = yield* runExperiment(experiment, { limit })
      expect(plain.controls).toBeNull()

      const first = yield* runExperiment(experiment, { limit, ...controlled(["none", "all"]) })
      const { controls, records } = yield* storedOf(experiment.id)
      const correct = records.filter(isCorrect).length
      expect(correct).toBeGreaterThan(10)
      expect(first.generations).toMatchObject({
        requested: limit + correct,
        sent: limit + correct,
        cached: 0
      })
      expect(named(controls, "none")).toHaveLength(limit)
      expect(named(controls, "all")).toHaveLength(correct)
      expect(first.tally).toEqual(plain.tally)

      const draws = yield* runExperiment(experiment, { limit, ...controlled(["none", "all", "random"]) })
      expect(draws.generations.requested).toBe(3 * correct)
      const more = yield* runExperiment(experiment, { limit, ...controlled(["random"], 5) })
      expect(more.generations.requested).toBe(2 * correct)

      const progress = makeRunProgress()
      const again = yield* runExperiment(experiment, {
        limit,
        progress,
        ...controlled(["none", "all", "random", "size"], 5)
      })
      expect(again.generations.requested).toBe(0)
      expect(progress.controls).toEqual({ total: correct, done: correct })
      const plainAgain = yield* runExperiment(experiment, { limit })
      expect(plainAgain.generations.requested).toBe(0)
      expect(plainAgain.controls).toEqual(again.controls)
    }).pipe(Effect.provide(layersFor(mixed))))

  it.effect("mask as many words at random as the explanation did", () =>
    Effect.gen(function*() {
      for (const task of ["redacted", "importance", "counterfactual"] as const) {
        const experiment = made(task, mixed)
        yield* runExperiment(experiment, { limit, ...controlled(["random", "size"]) })
        const { controls } = yield* storedOf(experiment.id)
        const sizes = named(controls, "size")
        expect(sizes.length).toBeGreaterThan(5)
        for (const { idx, size, sessions } of sizes) {
          expect(sessions).toEqual([])
          expect(size?.changed).toBeGreaterThan(0)
          const draws = named(controls, "random").filter((one) => one.idx === idx)
          expect(draws.map(({ number }) => number)).toEqual([1, 2, 3])
          for (const draw of draws) {
            expect(draw.size).toEqual(size)
            expect(draw.sessions.map(({ session }) => session)).toEqual(["explain_predict"])
          }
        }
      }
    }).pipe(Effect.provide(layersFor(mixed))))

  it.effect("ask a random edit of a counterfactual for its size alone, and no mask of it", () =>
    Effect.gen(function*() {
      const experiment = made("counterfactual", mixed)
      yield* runExperiment(experiment, { limit, ...controlled(["size", "all"], 1) })
      const { controls } = yield* storedOf(experiment.id)
      expect(named(controls, "random")).toHaveLength(named(controls, "size").length)
      expect(named(controls, "all")).toEqual([])
    }).pipe(Effect.provide(layersFor(mixed))))

  it.effect("tell a faithful model from one whose explanations are no better than chance", () =>
    Effect.gen(function*() {
      const faithful = yield* runExperiment(
        made("redacted", "faithful"),
        controlled(["random", "none", "all"])
      )
        .pipe(Effect.provide(layersFor("faithful")))
      const unfaithful = yield* runExperiment(made("redacted", "unfaithful"), controlled(["random", "none"]))
        .pipe(Effect.provide(layersFor("unfaithful")))
      expect(faithful.controls?.random?.difference.low).toBeGreaterThan(0.5)
      expect(unfaithful.controls?.random?.difference.high).toBeLessThan(0.2)
      expect(faithful.controls?.none?.self_agreement).toMatchObject({ count: 64, n: 64 })
      expect(faithful.controls?.none?.verdict).toMatchObject({ count: 0 })
      expect(faithful.controls?.all?.rate).toBe(1)
    }))

  it.effect("show that a model which redacts everything, or never knows, is faithful by nothing but chance", () =>
    Effect.gen(function*() {
      for (const habit of ["redacts-everything", "always-unknown"]) {
        const { controls, tally } = yield* runExperiment(
          made("redacted", habit),
          controlled(["random", "size"])
        )
          .pipe(Effect.provide(layersFor(habit)))
        expect(tally.verdictAndCorrect).toBe(tally.correct)
        expect(controls?.random?.difference).toMatchObject({ value: 0, low: 0, high: 0 })
        if (habit === "redacts-everything") expect(controls?.size?.faithful.mean_share).toBe(1)
      }
    }))

  it.effect("hold the whole experiment again with other seeds, which no cached answer serves", () =>
    Effect.gen(function*() {
      const experiment = made("redacted", mixed)
      const first = yield* runExperiment(experiment, { limit, ...controlled([], 1, 2) })
      expect(first.generations).toMatchObject({
        requested: 9 * limit,
        sent: 9 * limit,
        cached: 0,
        coalesced: 0
      })
      const { controls } = yield* storedOf(experiment.id)
      const repeats = named(controls, "repeat")
      expect(new Set(repeats.map(controlKey)).size).toBe(2 * limit)
      expect(repeats.every(({ sessions }) => sessions.length === 3)).toBe(true)
      const { repeat } = first.controls!
      expect(repeat?.repeats).toBe(2)
      expect(repeat?.verdict?.rates).toHaveLength(3)
      expect(repeat?.verdict?.sd).toBeGreaterThan(0)
      // The floor of self-agreement is the first session of the first repeat: the same request.
      const floor = yield* runExperiment(experiment, { limit, ...controlled(["none"]) })
      expect(floor.generations).toMatchObject({ requested: limit, cached: limit })
    }).pipe(Effect.provide(layersFor(mixed))))

  it.effect("are read again, from the cache, when other readers have read them", () =>
    Effect.gen(function*() {
      const experiment = made("redacted", mixed)
      const first = yield* runExperiment(experiment, { limit, ...controlled(["none", "random"]) })
      const { controls } = yield* storedOf(experiment.id)
      const { open } = yield* Results
      yield* Effect.scoped(Effect.gen(function*() {
        const { putControl } = yield* open(experiment.id, first.spec)
        yield* Effect.forEach(controls, (one) => putControl({ ...one, readers: "0", verdict: null }))
      }))
      const again = yield* runExperiment(experiment, { limit, ...controlled(["none", "random"]) })
      expect(again.generations).toMatchObject({ requested: controls.length, sent: 0 })
      expect((yield* storedOf(experiment.id)).controls).toEqual(controls)
    }).pipe(Effect.provide(layersFor(mixed))))

  it.effect("go with the records when an experiment starts afresh", () =>
    Effect.gen(function*() {
      const experiment = made("classify", mixed)
      yield* runExperiment(experiment, { limit, ...controlled(["none", "random", "all", "size"]) })
      expect((yield* storedOf(experiment.id)).controls).toHaveLength(limit)
      const afresh = yield* runExperiment(experiment, { limit, fresh: true })
      expect(afresh.controls).toBeNull()
      expect((yield* storedOf(experiment.id)).controls).toEqual([])
    }).pipe(Effect.provide(layersFor(mixed))))
})
