import { describe, expect, it } from "@effect/vitest"
import { bootstrap } from "../../src/stats/bootstrap.ts"
import { bootstrapMean } from "../../src/stats/bootstrapMean.ts"
import { mean } from "../../src/stats/quantile.ts"

/** Differences as of verdicts against the means of five draws: few values, unevenly often. */
const differences = (n: number) => Array.from({ length: n }, (_, i) => (i % 7 === 0 ? 1 : 0) - (i % 5) / 5)

describe("bootstrapMean", () => {
  it("is the bootstrap of the mean", () => {
    const some = differences(500)
    expect(bootstrapMean(some, 3)).toEqual(bootstrap(some, mean, { seed: 3 }))
    expect(bootstrapMean([], 0).value).toBeNaN()
  })

  it("comes as near to it for many items as two seeds come to each other", () => {
    const many = differences(10_001)
    const [one, drawn] = [bootstrapMean(many, 0), bootstrap(many, mean, { seed: 0 })]
    expect({ value: one.value, n: one.n }).toEqual({ value: drawn.value, n: drawn.n })
    const width = one.high - one.low
    expect(Math.abs(one.low - drawn.low)).toBeLessThan(width * 0.05)
    expect(Math.abs(one.high - drawn.high)).toBeLessThan(width * 0.05)
  })

  it("takes no time for a million", () => {
    const estimate = bootstrapMean(differences(1_000_000), 0)
    expect(estimate.n).toBe(1_000_000)
    expect(estimate.high - estimate.low).toBeLessThan(0.002)
  })
})
