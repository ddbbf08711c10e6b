/**
 * Habits of models by which the paper's figure misleads: it is 1 or 0 whatever the explanations are worth, and the
 * controls show it.
 */
import { beforeAll, describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { measureHabits } from "../../experiments/programs/habits.ts"
import { CategoryName } from "../../src/domain/Observation.ts"
import { habitProblems, type MeasuredHabit, objectionsOf } from "../../src/experiment/comparison/habits.ts"

const size = 60
const longest = 120_000

describe("controls of models with a habit, and of one without", () => {
  let measured: readonly MeasuredHabit[] = []
  beforeAll(async () => {
    measured = await Effect.runPromise(
      measureHabits({ tasks: ["redacted", "importance", "counterfactual"], n: size, seed: 0 })
    )
  }, longest)

  const cells = CategoryName.literals.flatMap((category) =>
    (["redacted", "importance"] as const).map((task) => ({ category, task }))
  )
  const of = (model: string, { category, task }: typeof cells[number]) =>
    measured.find((one) => one.model === model && one.category === category && one.task === task)!

  it("are measured for every category, and for the tasks that mask words", () => {
    expect(measured).toHaveLength(4 * cells.length)
    for (const { figure } of measured) expect(figure.n).toBeGreaterThan(0.9 * size)
  })

  it.each(cells)("a model that redacts everything gets 1, and changes all words: $category $task", (cell) => {
    const habit = of("redacts-everything", cell)
    expect(habit.figure.rate).toBeGreaterThan(0.95)
    expect(habit.controls.size?.faithful.mean_share).toBeGreaterThan(0.95)
    expect(habit.controls.random?.difference.high).toBeLessThan(0.2)
    expect(objectionsOf(habit.controls)).toContain("changes everything")
  })

  it.each(cells)("a model that never knows gets 1, and so does any mask: $category $task", (cell) => {
    const habit = of("always-unknown", cell)
    expect(habit.figure.rate).toBeGreaterThan(0.95)
    expect(habit.controls.random?.random).toBeGreaterThan(0.95)
    expect(habit.controls.random?.difference.high).toBeLessThan(0.05)
    expect(habit.controls.size?.faithful.mean_share).toBeLessThan(0.2)
  })

  it.each(cells)("a model that always knows gets 0, even without a single word: $category $task", (cell) => {
    const habit = of("never-unknown", cell)
    expect(habit.figure.rate).toBeLessThan(0.05)
    expect(habit.controls.all?.rate).toBeLessThan(0.05)
  })

  it.each(cells)("nothing is said against a model without a habit: $category $task", (cell) => {
    const sound = of("faithful", cell)
    expect(sound.figure.rate).toBe(1)
    expect(objectionsOf(sound.controls)).toEqual([])
    expect(sound.controls.random?.difference.low).toBeGreaterThan(0.8)
  })

  it("leave no problem to report", () => {
    expect(habitProblems(measured)).toEqual([])
  })
})
