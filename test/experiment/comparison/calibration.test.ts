import { describe, expect, it } from "@effect/vitest"
import {
  calibrateCell,
  type CalibratedCell,
  cellBound,
  judgeCalibration,
  poolBounds
} from "../../../src/experiment/comparison/calibration.ts"
import { wilson } from "../../../src/stats/wilson.ts"

const cell = { category: "sentiment", task: "redacted", model: "mixed:0.3" } as const

/** So many runs of 50 observations that find so many faithful each. */
const runs = (...counts: readonly number[]) => counts.map((count) => wilson(count, 50))
const many = (length: number, count: number) => runs(...Array.from({ length }, () => count))

describe("calibrateCell", () => {
  it("counts how often the intervals cover the truth, and one that is off by .15", () => {
    const found = calibrateCell({ ...cell, truth: 0.3 }, runs(15, 15, 20, 40))
    expect(found).toMatchObject({ meanN: 50, coverage: { truth: 0.3, measured: { count: 3, n: 4 } } })
    expect(found.meanEstimate).toBeCloseTo(0.45, 12)
    expect(found.expected).toBeCloseTo(0.9567, 4)
    expect(found.shifted.map(({ truth }) => truth.toFixed(2))).toEqual(["0.15", "0.45"])
    expect(found.shifted.map(({ measured }) => measured.count)).toEqual([0, 1])
  })

  it("moves no truth beyond 0 and 1, and takes no rate from a run without correct answers", () => {
    const found = calibrateCell({ ...cell, truth: 1 }, [wilson(0, 0), wilson(10, 10)])
    expect(found).toMatchObject({ meanEstimate: 1, coverage: { measured: { count: 2 } }, expected: 1 })
    expect(found.shifted.map(({ truth }) => truth)).toEqual([0.85])
  })
})

describe("judgeCalibration", () => {
  const sound = (truth: number): CalibratedCell =>
    calibrateCell({ ...cell, truth }, [...many(190, 50 * truth), ...many(10, 49)])

  it("finds nothing wrong with a sound measure", () => {
    const { all, inner, problems } = judgeCalibration([
      sound(0.3),
      sound(0.6),
      calibrateCell({ ...cell, truth: 0 }, many(200, 0))
    ])
    expect(problems).toEqual([])
    expect(inner).toMatchObject({ cells: 2, measured: { count: 380, n: 400 } })
    expect(all).toMatchObject({ cells: 3, measured: { count: 580, n: 600 } })
  })

  it("finds a biased measure, in its cell and in the pool", () => {
    const { problems } = judgeCalibration([calibrateCell({ ...cell, truth: 0.3 }, [
      ...many(100, 15),
      ...many(100, 26)
    ])])
    expect(problems).toEqual([
      "sentiment redacted, mixed:0.3: the intervals cover the truth in 50.0 %, not in 90.0 %",
      "the intervals of all cells between 0 and 1 cover the truth in 50.0 %, not in 89.5 % to 99.0 %"
    ])
  })

  it("finds a measure that is too wide to tell a wrong truth", () => {
    const wide = Array.from({ length: 200 }, () => wilson(2, 6))
    const { problems } = judgeCalibration([calibrateCell({ ...cell, truth: 0.3 }, wide)])
    expect(problems.filter((problem) => problem.includes("a wrong truth of"))).toHaveLength(2)
    expect(problems.at(-1)).toContain("cover the truth in 100.0 %")
  })
})

describe("the bounds", () => {
  it("are those of the full calibration, and wider for fewer runs", () => {
    expect(cellBound(200)).toBe(0.9)
    expect(cellBound(40)).toBeCloseTo(0.825, 10)
    expect(poolBounds(4800)).toEqual({ low: 0.93, high: 0.98 })
    expect(poolBounds(100).low).toBeLessThan(0.9)
  })
})
