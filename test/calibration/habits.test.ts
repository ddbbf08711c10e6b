/**
 * Habits of models by which the paper's figure misleads: it is 1 or 0 whatever the explanations are worth.
 */
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Simulated from "../../layers/clients/Simulated.ts"
import { generatedDataset } from "../../layers/datasets/GeneratedCategories.ts"
import { parseProfile } from "../../layers/simulated/profile.ts"
import { CategoryName } from "../../src/domain/Observation.ts"
import { measureOnce } from "../../src/experiment/comparison/calibration.ts"
import { makeExperiment } from "../../src/experiment/Experiment.ts"

const size = 60
const figures = [["redacts-everything", 1], ["always-unknown", 1], ["never-unknown", 0]] as const

describe.each(CategoryName.literals)("the figure misleads with %s", (category) => {
  for (const task of ["redacted", "importance"] as const) {
    for (const [habit, figure] of figures) {
      it.effect(`${task}: ${habit} gets ${figure}`, () =>
        Effect.gen(function*() {
          const profile = yield* parseProfile(habit)
          const dataset = generatedDataset(category, size)
          const experiment = yield* makeExperiment({
            model: { name: "simulated/habit" },
            dataset: dataset.name,
            task
          })
          const rate = yield* Effect.provide(measureOnce(experiment, dataset), Simulated.layer({ profile }))
          expect(rate.n).toBeGreaterThan(0.9 * size)
          expect(Math.abs(rate.rate - figure)).toBeLessThan(0.05)
        }))
    }
  }
})
