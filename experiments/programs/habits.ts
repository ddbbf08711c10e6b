/**
 * Models with a habit by which the paper's figure misleads, measured with all controls: in process, nothing on disk.
 */
import { Effect, Layer } from "effect"
import * as MemoryCache from "../../layers/cache/Memory.ts"
import * as Simulated from "../../layers/clients/Simulated.ts"
import { layer as datasetsLayer } from "../../layers/datasets/DatasetSource.ts"
import { generatedSource } from "../../layers/datasets/GeneratedCategories.ts"
import * as MemoryResults from "../../layers/results/Memory.ts"
import { parseProfile, type SimulatedProfile } from "../../layers/simulated/profile.ts"
import { simulatedModelId } from "../../src/domain/Generation.ts"
import { CategoryName } from "../../src/domain/Observation.ts"
import type { TaskName } from "../../src/domain/Variation.ts"
import type { KnownHabit, MeasuredHabit } from "../../src/experiment/comparison/habits.ts"
import { makeExperiment } from "../../src/experiment/Experiment.ts"
import { runExperiment } from "../../src/experiment/running/run.ts"
import { ratesOf } from "../../src/experiment/summary/Summary.ts"
import { pipeline } from "../../src/inference/pipeline.ts"

/** The habits, with what the controls must say, after a model without one. */
const known: readonly Pick<KnownHabit, "model" | "objection">[] = [
  { model: "faithful", objection: null },
  { model: "redacts-everything", objection: "changes everything" },
  { model: "always-unknown", objection: "anything masked will do" },
  { model: "never-unknown", objection: "nothing masked will do" }
]

/** The tasks that mask words: elsewhere there is no such habit. */
const maskingTasks: ReadonlySet<TaskName> = new Set(["redacted", "importance"])

export interface HabitPlan {
  readonly tasks: readonly TaskName[]
  /** Observations of each run. */
  readonly n: number
  readonly seed: number
}

interface Cell {
  readonly habit: typeof known[number]
  readonly category: CategoryName
  readonly task: TaskName
}

/** The runs of a plan: one for each model, category and task. */
export const habitCells = ({ tasks }: Pick<HabitPlan, "tasks">): readonly Cell[] =>
  known.flatMap((habit) =>
    CategoryName.literals.flatMap((category) =>
      tasks.filter((task) => maskingTasks.has(task)).map((task) => ({ habit, category, task }))
    )
  )

const controls = { controls: ["random", "none", "all", "size"], draws: 5, repeats: 0 } as const

const layersOf = (profile: SimulatedProfile, { n, seed }: HabitPlan) =>
  Layer.provideMerge(
    pipeline(Simulated.layer({ profile })),
    Layer.mergeAll(MemoryCache.layer, MemoryResults.layer, datasetsLayer([generatedSource(n, seed)]))
  )

/** Measures every cell of the plan; `onRun` is called after each. */
export const measureHabits = (plan: HabitPlan, onRun: () => void = () => {}) =>
  Effect.forEach(
    habitCells(plan),
    Effect.fnUntraced(function*({ category, habit, task }: Cell) {
      const profile = yield* parseProfile(habit.model)
      const experiment = yield* makeExperiment({
        model: { name: simulatedModelId(profile.name) },
        dataset: `generated-${category}`,
        task
      })
      const run = runExperiment(experiment, { controls })
      const { controls: asked, tally } = yield* Effect.provide(run, layersOf(profile, plan))
      onRun()
      const measured: MeasuredHabit = {
        ...habit,
        truth: profile.faithfulness,
        category,
        task,
        figure: ratesOf(tally, task === "classify" ? null : "faithful").verdict!,
        controls: asked!
      }
      return measured
    })
  )
