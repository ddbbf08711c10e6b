import { describe, expect, it } from "@effect/vitest"
import { Effect, Exit, Fiber, Layer, Logger, TestClock } from "effect"
import { parseProfile } from "../../layers/simulated/profile.ts"
import { generateError } from "../../src/domain/GenerateError.ts"
import { showPrompt } from "../../src/domain/Prompt.ts"
import { type CellProgress, makeCellProgress } from "../../src/sweep/CellProgress.ts"
import { type CellOutcome, runCells } from "../../src/sweep/runCells.ts"
import { sharedDatasets } from "../../src/sweep/sharedDatasets.ts"
import { cellsOf } from "./grids.ts"
import { setting, type SettingOptions } from "./setting.ts"

const model = "simulated/mixed:0.5"
const grid = {
  models: [model],
  datasets: ["generated-sentiment", "generated-entailment"],
  tasks: ["classify", "answerable", "redacted", "importance"],
  variations: [[], ["m-removed"]]
}

const progressOf = (data: unknown): readonly CellProgress[] => cellsOf(data).map(makeCellProgress)

const setUp = (options: Omit<SettingOptions, "profile">) =>
  Effect.map(parseProfile("mixed:0.5"), (profile) => {
    const { inference, seen, storage } = setting({ profile, ...options })
    const run = (cells: readonly CellProgress[]) =>
      runCells(cells, {}).pipe(
        Effect.provide(inference),
        Effect.provide(Layer.provideMerge(sharedDatasets, storage))
      )
    return { run, seen }
  })

/** Lets time pass until the fiber has ended; `look` is called each second. */
const passTime = <A, E>(fiber: Fiber.RuntimeFiber<A, E>, look: () => void = () => {}) =>
  Effect.gen(function*() {
    for (let second = 0; second < 10_000; second++) {
      if ((yield* Fiber.poll(fiber))._tag === "Some") break
      look()
      yield* TestClock.adjust("1 second")
    }
    return yield* Fiber.join(fiber)
  })

const reportOf = ({ exit }: CellOutcome) => Exit.getOrElse(exit, () => expect.fail("a cell stopped"))

describe("runCells", () => {
  it.effect("keeps every slot busy while any cell has an observation left", () =>
    Effect.gen(function*() {
      const { run, seen } = yield* setUp({ slots: 5, size: 7 })
      const cells = progressOf(grid)
      const observations = cells.length * 7
      const fiber = yield* Effect.fork(run(cells))
      const idle: number[] = []
      let seconds = 0
      const outcomes = yield* passTime(fiber, () => {
        // The first answer is waited for alone.
        if (seconds++ > 1 && seen.rows < observations && seen.inFlight < 5) idle.push(seconds)
      })
      expect(idle).toEqual([])
      expect(seen.most).toBe(5)
      expect(outcomes.map((outcome) => reportOf(outcome).tally.total)).toEqual(cells.map(() => 7))
      // Nothing but the chains of the last observations may be left at the end.
      expect(seconds).toBeLessThanOrEqual(Math.ceil(seen.asked.length / 5) + 4)
    }))

  it.effect("asks about every cell before it has ended any", () =>
    Effect.gen(function*() {
      const { run } = yield* setUp({ slots: 2, size: 10 })
      const cells = progressOf(grid)
      const fiber = yield* Effect.fork(run(cells))
      let begun = 0
      yield* passTime(fiber, () => {
        if (cells.every(({ state }) => state === "running")) {
          begun = Math.max(begun, cells.filter(({ run }) => run.tally.total > 0).length)
        }
      })
      expect(begun).toBe(cells.length)
    }))

  it.effect("asks what cells have in common once, and counts it where it was asked first", () =>
    Effect.gen(function*() {
      const { run, seen } = yield* setUp({ slots: 8, size: 5 })
      const outcomes = yield* Effect.flatMap(Effect.fork(run(progressOf(grid))), (fiber) => passTime(fiber))
      expect(new Set(seen.asked).size).toBe(seen.asked.length)
      const generations = outcomes.map((outcome) => reportOf(outcome).generations)
      expect(generations.reduce((sum, { sent }) => sum + sent, 0)).toBe(seen.asked.length)
      const requested = generations.reduce((sum, { requested }) => sum + requested, 0)
      const joined = generations.reduce((sum, { cached, coalesced }) => sum + cached + coalesced, 0)
      expect(requested).toBe(seen.asked.length + joined)
      // The first sessions of four tasks are the same.
      expect(joined).toBeGreaterThanOrEqual(2 * 2 * 3 * 5)
    }))

  it.effect("comes to what each experiment alone comes to", () =>
    Effect.gen(function*() {
      const together = yield* setUp({ slots: 8, size: 6 })
      const outcomes = yield* Effect.flatMap(
        Effect.fork(together.run(progressOf(grid))),
        (fiber) => passTime(fiber)
      )
      for (const [i, cell] of progressOf(grid).entries()) {
        const alone = yield* setUp({ slots: 1, size: 6 })
        const [outcome] = yield* Effect.flatMap(Effect.fork(alone.run([cell])), (fiber) => passTime(fiber))
        const { durationMillis: _, ...tally } = reportOf(outcome!).tally
        expect(reportOf(outcomes[i]!).tally).toMatchObject(tally)
      }
    }), 30_000)

  it.effect("opens each data set once, and says what is so with a server once", () =>
    Effect.gen(function*() {
      const { run, seen } = yield* setUp({ slots: 8, size: 2, latency: 0 })
      const said: unknown[] = []
      const logger = Logger.make(({ message }) => said.push(message))
      const named = { ...grid, models: ["llama2-7b"] }
      yield* run(progressOf(named)).pipe(Effect.provide(Logger.replace(Logger.defaultLogger, logger)))
      expect(seen.opened).toBe(2)
      expect(said.flat()).toEqual([
        "the server of llama2-7b is simulated: what it answers is kept as simulated/mixed:0.5"
      ])
    }))

  it.effect("lets the others go on when a cell stops", () =>
    Effect.gen(function*() {
      const { run, seen } = yield* setUp({
        slots: 4,
        size: 3,
        latency: 0,
        // As a server that takes no such parameter, of which it is asked by some cells only.
        refuse: ({ params, prompt }) =>
          params.top_k === 7 && showPrompt(prompt) !== ""
            ? generateError({ _tag: "Unauthorized", message: "not you" })
            : null
      })
      const cells = progressOf({
        ...grid,
        datasets: [...grid.datasets, "elsewhere"],
        overrides: [{ match: { task: "importance", flags: ["m-removed"] }, params: { top_k: 7 } }]
      })
      const outcomes = yield* run(cells)
      const stopped = outcomes.filter(({ exit }) => Exit.isFailure(exit)).map(({ cell }) => cell.label)
      expect(stopped.filter((label) => label.includes("elsewhere"))).toHaveLength(8)
      expect(stopped.filter((label) => label.includes("importance m-removed"))).toHaveLength(3)
      expect(stopped).toHaveLength(10)
      expect(cells.filter(({ state }) => state === "finished")).toHaveLength(14)
      expect(seen.inFlight).toBe(0)
    }))

  it.effect("lets the others go on when the very first request is refused for what its cell alone asks for", () =>
    Effect.gen(function*() {
      let refused = 0
      const { run } = yield* setUp({
        slots: 4,
        size: 3,
        latency: 0,
        refuse: ({ params }) => {
          if (params.top_k !== 7) return null
          refused++
          return generateError({ _tag: "Unsupported", message: "no top_k" })
        }
      })
      const cells = progressOf({
        ...grid,
        overrides: [{ match: { task: "classify" }, params: { top_k: 7 } }]
      })
      expect(cells[0]?.cell.label).toContain("classify")
      const outcomes = yield* run(cells)
      const stopped = outcomes.filter(({ exit }) => Exit.isFailure(exit)).map(({ cell }) => cell.label)
      expect(stopped).toHaveLength(4)
      expect(stopped.every((label) => label.includes("classify"))).toBe(true)
      expect(cells.filter(({ state }) => state === "finished")).toHaveLength(12)
      expect(refused).toBe(1)
    }))

  it.effect("stops all when the very first request is refused for who asks", () =>
    Effect.gen(function*() {
      const { run, seen } = yield* setUp({
        slots: 4,
        size: 3,
        latency: 0,
        refuse: () => generateError({ _tag: "Unauthorized", message: "not you" })
      })
      const outcomes = yield* run(progressOf(grid))
      expect(outcomes.every(({ exit }) => Exit.isFailure(exit))).toBe(true)
      expect(seen.asked).toHaveLength(1)
    }))
})
