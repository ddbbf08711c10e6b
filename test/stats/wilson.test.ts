import { describe, expect, it } from "@effect/vitest"
import fc from "fast-check"
import { wilson } from "../../src/stats/wilson.ts"

describe("wilson", () => {
  // R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3: the score method without correction
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718]
  ])("has the published interval of %d in %d", (count, n, low, high) => {
    const rate = wilson(count, n)
    expect(rate.low).toBeCloseTo(low, 4)
    expect(rate.high).toBeCloseTo(high, 4)
    expect(rate).toMatchObject({ count, n, rate: count / n })
  })

  it("knows nothing of no trials", () => {
    expect(wilson(0, 0)).toEqual({ count: 0, n: 0, rate: Number.NaN, low: 0, high: 1 })
  })

  it("has 0 and 1 themselves at the ends, so that a truth of 0 or 1 is covered", () => {
    for (let n = 1; n <= 500; n++) {
      expect(wilson(0, n).low).toBe(0)
      expect(wilson(n, n).high).toBe(1)
    }
  })

  it("is wider for a greater quantile", () => {
    const [narrow, wide] = [wilson(5, 10), wilson(5, 10, 2.5758293035489)]
    expect(wide.low).toBeLessThan(narrow.low)
    expect(wide.high).toBeGreaterThan(narrow.high)
  })

  it("holds the rate, stays within 0 and 1, and mirrors failures", () => {
    const trials = fc.integer({ min: 1, max: 10_000 })
      .chain((n) => fc.record({ count: fc.integer({ min: 0, max: n }), n: fc.constant(n) }))
    fc.assert(fc.property(trials, ({ count, n }) => {
      const { high, low, rate } = wilson(count, n)
      expect(low).toBeGreaterThanOrEqual(0)
      expect(high).toBeLessThanOrEqual(1)
      expect(low).toBeLessThanOrEqual(rate + 1e-12)
      expect(high).toBeGreaterThanOrEqual(rate - 1e-12)
      expect(wilson(n - count, n).low).toBeCloseTo(1 - high, 10)
    }))
  })
})
