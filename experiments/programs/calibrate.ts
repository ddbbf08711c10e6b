/**
 * `introspect calibrate`: whether the measure finds what is known.
 */
import { Effect } from "effect"
import { TaskName } from "../../src/domain/Variation.ts"
import { habitProblems } from "../../src/experiment/comparison/habits.ts"
import { tasks } from "../../src/task/tasks.ts"
import { calibrationReport, showCalibrationProgress } from "../display/calibration.ts"
import { habitTable } from "../display/habits.ts"
import { quietly } from "../display/quiet.ts"
import { OutOfBounds } from "../errors/OutOfBounds.ts"
import { UsageError } from "../errors/UsageError.ts"
import { print } from "../process/print.ts"
import { readProfile } from "../setup/inputs.ts"
import { type CalibrationPlan, calibrationProgress, runCalibration } from "./calibration.ts"
import { habitCells, measureHabits } from "./habits.ts"

const settings = "accuracy=0.9,refusal=0.02,unreadable=0.02"

/** Of known faithfulness 0, .3, .6 and 1; some answers are wrong or cannot be read, as with a real model. */
export const usualProfiles = ["unfaithful", "mixed:0.3", "mixed:0.6", "faithful"].map(
  (kind) => `${kind},${settings}`
)

/** The tasks that have a verdict. */
export const judgedTasks: readonly TaskName[] = TaskName.literals.filter((name) =>
  tasks[name].verdictName !== null
)

const tasksOf = (named: readonly TaskName[]) => {
  const without = named.find((name) => tasks[name].verdictName === null)
  if (without !== undefined) {
    return Effect.fail(
      new UsageError({ message: `--tasks: ${without} has no verdict; one of ${judgedTasks.join(", ")}` })
    )
  }
  return Effect.succeed(named.length === 0 ? judgedTasks : [...new Set(named)])
}

/** A habit makes the figure another one than the faithfulness, on purpose: there is nothing to cover. */
const profileOf = (text: string) =>
  Effect.flatMap(readProfile(text), (profile) =>
    profile.habit === null
      ? Effect.succeed(profile)
      : Effect.fail(
        new UsageError({
          message:
            `--profiles: the figure of ${profile.habit} is not its faithfulness; give faithful, unfaithful or mixed:P`
        })
      ))

/** Prints the coverage of every cell, and what the controls show; fails when anything is out of bounds. */
export const calibrate = Effect.fnUntraced(
  function*(flags: {
    readonly profiles: readonly string[]
    readonly tasks: readonly TaskName[]
    readonly n: number
    readonly runs: number
    readonly seed: number
    readonly json: boolean
    readonly quiet: boolean
  }) {
    const { json, n, runs, seed } = flags
    const plan: CalibrationPlan = {
      profiles: yield* Effect.forEach(
        flags.profiles.length === 0 ? usualProfiles : flags.profiles,
        profileOf
      ),
      tasks: yield* tasksOf(flags.tasks),
      n,
      runs,
      seed
    }
    const progress = calibrationProgress(plan, habitCells(plan).length)
    yield* showCalibrationProgress(progress)
    const calibration = yield* runCalibration(plan, progress)
    const habits = yield* measureHabits(plan, () => {
      progress.done++
    })
    const problems = habitProblems(habits)
    yield* print(
      json
        ? JSON.stringify({ n, runs, seed, ...calibration, habits, habitProblems: problems })
        : [
          calibrationReport(calibration, plan),
          ...(habits.length === 0 ? [] : [habitTable(habits, problems)])
        ].join("\n\n")
    )
    const count = calibration.problems.length + problems.length
    if (count > 0) return yield* new OutOfBounds({ count })
  },
  Effect.scoped,
  quietly
)
