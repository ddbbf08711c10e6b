import { describe, expect, it } from "@effect/vitest"
import { Effect, Exit, Layer } from "effect"
import * as Offline from "../../layers/clients/Offline.ts"
import { parseProfile } from "../../layers/simulated/profile.ts"
import * as Cached from "../../src/inference/Cached.ts"
import { GenerationCounters } from "../../src/inference/GenerationCounters.ts"
import type { Cell } from "../../src/sweep/Cell.ts"
import { makeCellProgress } from "../../src/sweep/CellProgress.ts"
import { type CellPlan, toSend } from "../../src/sweep/plan/CellPlan.ts"
import { planSweep, type SweepPlan } from "../../src/sweep/plan/planSweep.ts"
import { runCells } from "../../src/sweep/runCells.ts"
import { cellsOf } from "./grids.ts"
import { setting } from "./setting.ts"

const model = "simulated/mixed:0.5,refusal=0.2"
const grid = { models: [model], datasets: ["generated-sentiment", "generated-multi-choice"] }
const personas = { answerable: [[], ["i-options"]], redacted: [[], ["e-persona-you"]] }

/** Plans and runs over the same storage, in memory. */
const setUp = (size: number) =>
  Effect.gen(function*() {
    const profile = yield* parseProfile("mixed:0.5,refusal=0.2")
    const { inference, seen, storage } = setting({ profile, size, slots: 8, latency: 0 })
    const shared = yield* Layer.build(storage)
    const lookup = Cached.layer().pipe(Layer.provide(Offline.layer), Layer.provide(GenerationCounters.layer))
    const plan = (cells: readonly Cell[]) =>
      planSweep(cells).pipe(Effect.provide(lookup), Effect.provide(shared))
    const run = (cells: readonly Cell[]) =>
      runCells(cells.map(makeCellProgress), {}).pipe(Effect.provide(inference), Effect.provide(shared))
    /** Runs, and tells how many generations were sent. */
    const sent = (cells: readonly Cell[]) =>
      Effect.gen(function*() {
        const before = seen.asked.length
        yield* run(cells)
        return seen.asked.length - before
      })
    return { plan, sent }
  })

const plansOf = ({ cells }: SweepPlan): readonly CellPlan[] =>
  cells.map(({ plan }) => Exit.getOrElse(plan, () => expect.fail("no plan")))

const sum = (plans: readonly CellPlan[], of: (plan: CellPlan) => number) =>
  plans.reduce((total, plan) => total + of(plan), 0)

describe("planSweep", () => {
  it.scoped("counts just what is sent, where nothing depends on answers", () =>
    Effect.gen(function*() {
      const { plan, sent } = yield* setUp(9)
      const cells = cellsOf({ ...grid, tasks: ["classify", "answerable"], variations: personas })
      const plans = plansOf(yield* plan(cells))
      expect(sum(plans, ({ observations }) => observations)).toBe(cells.length * 9)
      expect(sum(plans, ({ known }) => known)).toBe(2 * 9 * (1 + 2 + 2))
      expect(sum(plans, ({ distinct }) => distinct)).toBe(2 * 9 * (1 + 1 + 1))
      expect(sum(plans, ({ atMost }) => atMost)).toBe(0)
      expect(yield* sent(cells)).toBe(sum(plans, toSend))

      const after = yield* plan(cells)
      expect(plansOf(after).map(({ complete, known }) => [complete, known])).toEqual(cells.map(() => [9, 0]))
      expect(after.seconds).toBe(0)
    }))

  it.scoped("says how many generations more there may be, and asks no more than that", () =>
    Effect.gen(function*() {
      const { plan, sent } = yield* setUp(20)
      const cells = cellsOf({ ...grid, tasks: ["redacted", "classify"], variations: personas })
      const plans = plansOf(yield* plan(cells))
      expect(sum(plans, ({ atMost }) => atMost)).toBe(2 * 2 * 20)
      const asked = yield* sent(cells)
      expect(asked).toBeGreaterThan(sum(plans, toSend))
      expect(asked).toBeLessThan(sum(plans, (plan) => toSend(plan) + plan.atMost))
    }))

  it.scoped("knows what earlier runs have stored, and session 3 where the explanation is", () =>
    Effect.gen(function*() {
      const { plan, sent } = yield* setUp(12)
      const cells = cellsOf({ ...grid, tasks: ["classify", "redacted"], limit: 8 })
      const first = cells.map((cell) => ({ ...cell, limit: 5 }))
      yield* sent(first.filter(({ experiment }) => experiment.task.name === "classify"))
      const plans = plansOf(yield* plan(cells))
      expect(plans.map(({ complete }) => complete)).toEqual([5, 0, 5, 0])
      expect(sum(plans, ({ cached }) => cached)).toBe(2 * 5)
      expect(sum(plans, toSend)).toBe(2 * (8 - 5 + 8))
      const asked = yield* sent(cells)
      expect(asked).toBeGreaterThanOrEqual(sum(plans, toSend))
      expect(asked).toBeLessThanOrEqual(sum(plans, (plan) => toSend(plan) + plan.atMost))
    }))

  it.scoped("estimates tokens by the stored generations that it meets, else by characters", () =>
    Effect.gen(function*() {
      const { plan, sent } = yield* setUp(10)
      const cells = cellsOf({ ...grid, tasks: ["classify"] })
      const before = yield* plan(cells)
      expect(before.cells.map(({ tokens }) => tokens?.from)).toEqual(["characters", "characters"])
      expect(before.cells[0]?.tokens?.prompt).toBeGreaterThan(0)
      expect(before.cells[0]?.tokens?.completion).toBeNull()
      expect(before.seconds).toBeNull()

      yield* sent(cells)
      const [later] = (yield* plan(cellsOf({ ...grid, tasks: ["redacted"] }))).cells
      expect(later?.tokens?.from).toBe("stored generations")
      // No explanation is stored yet.
      expect(later?.tokens?.completion).toBeNull()
      const [more] =
        (yield* plan(cellsOf({ ...grid, tasks: ["classify"], variations: [["m-removed"]] }))).cells
      expect(more?.tokens).toMatchObject({ from: "characters", completion: null })
    }))

  it.scoped("says which cells have no data, and plans the others", () =>
    Effect.gen(function*() {
      const { plan } = yield* setUp(3)
      const cells = cellsOf({ ...grid, datasets: ["generated-sentiment", "elsewhere"], tasks: ["classify"] })
      const { cells: plans } = yield* plan(cells)
      expect(plans.map(({ plan }) => Exit.isSuccess(plan))).toEqual([true, false])
    }))

  it.scoped("counts controls as what they may be at most", () =>
    Effect.gen(function*() {
      const { plan } = yield* setUp(6)
      const cells = cellsOf({
        ...grid,
        tasks: ["redacted"],
        controls: ["random", "none", "size"],
        draws: 3,
        repeats: 2
      })
      expect(plansOf(yield* plan(cells)).map(({ controlsAtMost }) => controlsAtMost)).toEqual([60, 60])
    }))
})
