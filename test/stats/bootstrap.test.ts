import { describe, expect, it } from "@effect/vitest"
import { bootstrap } from "../../src/stats/bootstrap.ts"
import { mean, quantile } from "../../src/stats/quantile.ts"
import { wilson } from "../../src/stats/wilson.ts"

describe("quantile", () => {
  // R: quantile(c(1, 3, 7, 20), c(0, .1, .5, .9, 1))
  it.each([[0, 1], [0.1, 1.6], [0.5, 5], [0.9, 16.1], [1, 20]])("interpolates at %d", (p, expected) => {
    expect(quantile([1, 3, 7, 20], p)).toBeCloseTo(expected, 10)
  })
})

describe("bootstrap", () => {
  const coins = Array.from({ length: 400 }, (_, i) => i % 4 === 0 ? 1 : 0)

  it("is near the Wilson interval for a rate", () => {
    const { high, low, n, value } = bootstrap(coins, mean, { seed: 3 })
    const expected = wilson(100, 400)
    expect({ value, n }).toEqual({ value: 0.25, n: 400 })
    expect(Math.abs(low - expected.low)).toBeLessThan(0.008)
    expect(Math.abs(high - expected.high)).toBeLessThan(0.008)
  })

  it("depends on nothing but the seed", () => {
    expect(bootstrap(coins, mean, { seed: 1 })).toEqual(bootstrap(coins, mean, { seed: 1 }))
    expect(bootstrap(coins, mean, { seed: 1 })).not.toEqual(bootstrap(coins, mean, { seed: 2 }))
  })

  it("keeps pairs together: a constant difference has no width", () => {
    const pairs = coins.map((coin) => [coin + 2, coin] as const)
    const difference = (sample: readonly (readonly [number, number])[]) => mean(sample.map(([a, b]) => a - b))
    expect(bootstrap(pairs, difference, { seed: 0 })).toEqual({ value: 2, low: 2, high: 2, n: 400 })
  })

  it("knows nothing of no items, and passes over ratios of nothing", () => {
    expect(bootstrap([], mean, { seed: 0 })).toEqual({
      value: Number.NaN,
      low: Number.NaN,
      high: Number.NaN,
      n: 0
    })
    const ratio = (sample: readonly number[]) => {
      const whole = sample.filter((x) => x > 0).length
      return whole / whole
    }
    expect(bootstrap([0, 0, 1], ratio, { seed: 0 })).toEqual({ value: 1, low: 1, high: 1, n: 3 })
  })

  it("covers the truth about as often as it says", () => {
    const covered = Array.from({ length: 200 }, (_, run) => {
      const sample = bootstrap(coins, mean, { seed: run, resamples: 1 }).low
      const drawn = Array.from({ length: 400 }, (_, i) => i < sample * 400 ? 1 : 0)
      const { high, low } = bootstrap(drawn, mean, { seed: run + 1000, resamples: 300 })
      return low <= 0.25 && 0.25 <= high
    }).filter(Boolean).length
    expect(covered / 200).toBeGreaterThan(0.9)
    expect(covered / 200).toBeLessThan(0.99)
  })
})
