/**
 * The full calibration: every task and category at four known faithfulnesses, 200 runs of 50 observations each.
 *
 * 9,600 runs take some minutes. The seeds are fixed, so that the figures are the same each time.
 */
import { beforeAll, describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { calibrationReport } from "../../experiments/display/calibration.ts"
import { judgedTasks, usualProfiles } from "../../experiments/programs/calibrate.ts"
import { type CalibrationPlan, runCalibration } from "../../experiments/programs/calibration.ts"
import { readProfile } from "../../experiments/setup/inputs.ts"
import type { Calibration } from "../../src/experiment/comparison/calibration.ts"

const longest = 3_600_000

describe("the full calibration", () => {
  let calibration: Calibration
  let report = ""

  beforeAll(async () => {
    const plan: CalibrationPlan = {
      profiles: await Effect.runPromise(Effect.forEach(usualProfiles, readProfile)),
      tasks: judgedTasks,
      n: 50,
      runs: 200,
      seed: 0
    }
    calibration = await Effect.runPromise(runCalibration(plan))
    report = calibrationReport(calibration, plan)
  }, longest)

  it("covers the truth in at least .90 of the runs of each cell", () => {
    expect(calibration.cells).toHaveLength(48)
    for (const { coverage } of calibration.cells) {
      expect(coverage.measured.n).toBe(200)
      expect(coverage.measured.rate, report).toBeGreaterThanOrEqual(0.9)
    }
  })

  it("covers it in .93 to .98 of all runs between 0 and 1, where the interval is not certain to", () => {
    expect(calibration.inner?.cells).toBe(24)
    expect(calibration.inner?.measured.rate, report).toBeGreaterThan(0.93)
    expect(calibration.inner?.measured.rate, report).toBeLessThan(0.98)
  })

  it("covers no truth that is off by .15", () => {
    for (const { shifted } of calibration.cells) {
      expect(shifted.length).toBeGreaterThan(0)
      for (const { measured } of shifted) expect(measured.rate, report).toBeLessThan(0.9)
    }
  })

  it("finds a faithfulness of 0 and 1 exactly", () => {
    const ends = calibration.cells.filter(({ coverage: { truth } }) => truth === 0 || truth === 1)
    expect(ends).toHaveLength(24)
    expect(ends.map(({ meanEstimate }) => meanEstimate), report).toEqual(
      ends.map(({ coverage }) => coverage.truth)
    )
  })

  it("has no problem to report", () => {
    expect(calibration.problems).toEqual([])
  })
})
