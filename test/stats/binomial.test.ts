import { describe, expect, it } from "@effect/vitest"
import { binomial, binomialQuantile, wilsonCoverage } from "../../src/stats/binomial.ts"

describe("binomial", () => {
  // C(5, k) / 32
  it("has the known probabilities", () => {
    const expected = [1, 5, 10, 10, 5, 1].map((ways) => ways / 32)
    for (const [k, weight] of binomial(5, 0.5).entries()) expect(weight).toBeCloseTo(expected[k]!, 12)
  })

  it("sums to one with its mean where terms underflow at the ends", () => {
    const weights = binomial(20_000, 0.03)
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 10)
    expect(weights.reduce((sum, weight, k) => sum + k * weight, 0)).toBeCloseTo(600, 6)
  })

  it("is certain at the ends", () => {
    expect(binomial(2, 0)).toEqual([1, 0, 0])
    expect(binomial(2, 1)).toEqual([0, 0, 1])
  })
})

describe("binomialQuantile", () => {
  // Summed up in exact fractions
  it.each([[0.001, 179], [0.5, 190], [0.999, 198]])("at %d is %d of 200 at .95", (share, k) => {
    expect(binomialQuantile(200, 0.95, share)).toBe(k)
  })
})

describe("wilsonCoverage", () => {
  it("is complete at 0 and 1, whatever n", () => {
    for (let n = 1; n <= 200; n++) {
      expect(wilsonCoverage(n, 0)).toBe(1)
      expect(wilsonCoverage(n, 1)).toBe(1)
    }
  })

  // Summed up directly from the definition; between 0 and 1 it swings around .95
  it.each([[30, 0.3, 0.9298], [30, 0.6, 0.9616], [50, 0.3, 0.9567], [50, 0.6, 0.9406], [200, 0.3, 0.9466]])(
    "with n %d at %d is %d",
    (n, rate, expected) => {
      expect(wilsonCoverage(n, rate)).toBeCloseTo(expected, 4)
      expect(wilsonCoverage(n, 1 - rate)).toBeCloseTo(expected, 4)
    }
  )
})
