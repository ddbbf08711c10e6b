/**
 * The runs of a calibration: simulated models in process, generated observations, nothing on disk.
 */
import { Effect } from "effect"
import * as Simulated from "../../layers/clients/Simulated.ts"
import { generatedDataset } from "../../layers/datasets/GeneratedCategories.ts"
import type { SimulatedProfile } from "../../layers/simulated/profile.ts"
import { simulatedModelId } from "../../src/domain/Generation.ts"
import { CategoryName } from "../../src/domain/Observation.ts"
import type { TaskName } from "../../src/domain/Variation.ts"
import { calibrateCell, judgeCalibration, measureOnce } from "../../src/experiment/comparison/calibration.ts"
import { makeExperiment } from "../../src/experiment/Experiment.ts"

export interface CalibrationPlan {
  readonly profiles: readonly SimulatedProfile[]
  readonly tasks: readonly TaskName[]
  /** Observations of each run. */
  readonly n: number
  readonly runs: number
  readonly seed: number
}

/** Runs done, of all. */
export interface CalibrationProgress {
  done: number
  readonly total: number
}

const categoryNames = CategoryName.literals

/** Nothing done yet, of the plan and so many runs beside it. */
export const calibrationProgress = (
  { profiles, runs, tasks }: CalibrationPlan,
  others = 0
): CalibrationProgress => ({
  done: 0,
  total: categoryNames.length * tasks.length * profiles.length * runs + others
})

/** No two seeds of a user share a run. */
const seedsApart = 100_000

/** Lets timers and signals in: the runs wait for nothing outside, and would keep the process to themselves. */
const breath = Effect.async<void>((resume) => {
  setImmediate(() => resume(Effect.void))
})

const measureCell = Effect.fnUntraced(function*(
  { n, runs, seed }: CalibrationPlan,
  { category, profile, task }: {
    readonly category: CategoryName
    readonly profile: SimulatedProfile
    readonly task: TaskName
  },
  progress: CalibrationProgress
) {
  const model = simulatedModelId(profile.name)
  const oneRun = Effect.fnUntraced(function*(run: number) {
    const runSeed = seed * seedsApart + run
    const dataset = generatedDataset(category, n, runSeed)
    const experiment = yield* makeExperiment({
      model: { name: model },
      dataset: dataset.name,
      task,
      seed: runSeed
    })
    const rate = yield* measureOnce(experiment, dataset)
    progress.done++
    yield* breath
    return rate
  })
  const rates = yield* Effect.provide(
    Effect.forEach(Array.from({ length: runs }, (_, run) => run), oneRun),
    Simulated.layer({ profile })
  )
  return calibrateCell({ category, task, model: profile.name, truth: profile.faithfulness }, rates)
})

/** Measures every cell of the plan, and judges them. */
export const runCalibration = Effect.fnUntraced(
  function*(plan: CalibrationPlan, progress: CalibrationProgress = calibrationProgress(plan)) {
    const cells = plan.profiles.flatMap((profile) =>
      categoryNames.flatMap((category) => plan.tasks.map((task) => ({ category, profile, task })))
    )
    return judgeCalibration(yield* Effect.forEach(cells, (cell) => measureCell(plan, cell, progress)))
  }
)
