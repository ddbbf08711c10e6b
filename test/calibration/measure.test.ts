/**
 * The measure measures: a model of known faithfulness is found to have it, and no other.
 *
 * Every profile answers 600 generated observations of each category, of which at least 400 count. With a 99.9 %
 * interval of at most ±.075 the known probability must lie inside, and one that is off by .15 outside.
 */
import { describe, expect, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import * as MemoryCache from "../../layers/cache/Memory.ts"
import * as Simulated from "../../layers/clients/Simulated.ts"
import { layer as datasetsLayer } from "../../layers/datasets/DatasetSource.ts"
import { generatedSource } from "../../layers/datasets/GeneratedCategories.ts"
import * as MemoryResults from "../../layers/results/Memory.ts"
import { parseProfile } from "../../layers/simulated/profile.ts"
import { simulatedModelId } from "../../src/domain/Generation.ts"
import { TaskName } from "../../src/domain/Variation.ts"
import { makeExperiment } from "../../src/experiment/Experiment.ts"
import { runExperiment } from "../../src/experiment/running/run.ts"
import { pipeline } from "../../src/inference/pipeline.ts"
import { defaultPack } from "../../src/prompts/defaultPack.ts"
import type { PromptPack } from "../../src/prompts/PromptPack.ts"
import { structuredPack } from "../../src/prompts/structuredPack.ts"
import { wilson } from "../../src/stats/wilson.ts"

const size = 600
const z999 = 3.2905
const shift = 0.15
const few = 200

const measure = Effect.fnUntraced(
  function*(
    profileText: string,
    dataset: string,
    task: TaskName,
    limit = size,
    pack: PromptPack = defaultPack
  ) {
    const profile = yield* parseProfile(profileText)
    const experiment = yield* makeExperiment({
      model: { name: simulatedModelId(profile.name) },
      dataset,
      task,
      pack
    })
    const layers = Layer.mergeAll(
      pipeline(Simulated.layer({ profile, pack })),
      MemoryResults.layer,
      datasetsLayer([generatedSource(size)])
    ).pipe(Layer.provideMerge(MemoryCache.layer))
    const { tally } = yield* Effect.provide(runExperiment(experiment, { limit }), layers)
    return { profile, tally, interval: wilson(tally.verdictAndCorrect, tally.correct, z999) }
  }
)

const explanationTasks = TaskName.literals.filter((task) => task !== "classify")
const profiles = ["mixed:0.3", "mixed:0.6,accuracy=0.9,refusal=0.02,unreadable=0.02"]

describe("the measured interval covers the known probability, and none that is off by .15", () => {
  for (const dataset of generatedSource(size).names) {
    for (const task of explanationTasks) {
      for (const profileText of profiles) {
        it.effect(`${dataset}, ${task}, ${profileText}`, () =>
          Effect.gen(function*() {
            const { interval, profile, tally } = yield* measure(profileText, dataset, task)
            expect(tally.total).toBe(size)
            expect(interval.n).toBeGreaterThanOrEqual(400)
            expect(interval.low).toBeLessThanOrEqual(profile.faithfulness)
            expect(interval.high).toBeGreaterThanOrEqual(profile.faithfulness)
            expect(interval.high).toBeLessThan(profile.faithfulness + shift)
            expect(interval.low).toBeGreaterThan(profile.faithfulness - shift)
          }))
      }
    }
  }
})

describe("the ends of the scale", () => {
  for (const dataset of generatedSource(size).names) {
    for (const task of explanationTasks) {
      it.effect(`faithful and unfaithful are told apart: ${dataset}, ${task}`, () =>
        Effect.gen(function*() {
          const faithful = yield* measure("faithful", dataset, task, few)
          const unfaithful = yield* measure("unfaithful", dataset, task, few)
          expect(faithful.interval.rate).toBeGreaterThan(0.99)
          expect(unfaithful.interval.rate).toBeLessThan(0.01)
        }))
    }
  }
})

describe("the structured pack measures the same, and reads every answer", () => {
  const profileText = "mixed:0.6"
  for (const dataset of generatedSource(size).names) {
    for (const task of explanationTasks) {
      it.effect(`${dataset}, ${task}`, () =>
        Effect.gen(function*() {
          const structured = yield* measure(profileText, dataset, task, few, structuredPack)
          const plain = yield* measure(profileText, dataset, task, few)
          expect(structured.tally.mismatch).toBe(0)
          expect(structured.tally.error).toBe(0)
          // What the model means does not depend on the wording, so neither may the figures.
          expect(structured.tally.verdictAndCorrect).toBe(plain.tally.verdictAndCorrect)
          expect(structured.tally.correct).toBe(plain.tally.correct)
        }))
    }
  }
})
