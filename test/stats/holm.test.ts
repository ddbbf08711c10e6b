import { describe, expect, it } from "@effect/vitest"
import fc from "fast-check"
import { holm } from "../../src/stats/holm.ts"

/** Which hypotheses the step-down procedure rejects at a level, told step by step. */
const rejectedAt = (level: number, pValues: readonly number[]): ReadonlySet<number> => {
  const rejected = new Set<number>()
  const left = pValues.map((p, i) => ({ p, i }))
  while (left.length > 0) {
    const least = left.reduce((one, other) => other.p < one.p ? other : one)
    if (least.p > level / left.length) break
    rejected.add(least.i)
    left.splice(left.indexOf(least), 1)
  }
  return rejected
}

describe("holm", () => {
  it("has the adjusted values of a worked example", () => {
    expect(holm([0.01, 0.04, 0.03, 0.005]).map((p) => Number(p.toFixed(6)))).toEqual([0.03, 0.06, 0.06, 0.02])
  })

  it("leaves a single test alone, and knows no tests", () => {
    expect(holm([0.2])).toEqual([0.2])
    expect(holm([])).toEqual([])
  })

  it("rejects what the procedure rejects, at any level", () => {
    const p = fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000)
    const level = fc.integer({ min: 1, max: 400 }).map((thousandths) => (thousandths + 0.5) / 1000)
    fc.assert(fc.property(fc.array(p, { maxLength: 12 }), level, (pValues, alpha) => {
      const rejected = rejectedAt(alpha, pValues)
      expect(holm(pValues).map((adjusted) => adjusted <= alpha)).toEqual(
        pValues.map((_, i) => rejected.has(i))
      )
    }))
  })
})
