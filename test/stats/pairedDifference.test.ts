import { describe, expect, it } from "@effect/vitest"
import { bootstrap } from "../../src/stats/bootstrap.ts"
import { pairedDifference } from "../../src/stats/pairedDifference.ts"
import { mean } from "../../src/stats/quantile.ts"
import { z95 } from "../../src/stats/wilson.ts"

const resamples = 20_000

describe("pairedDifference", () => {
  it.each([[40, 9, 2], [300, 100, 20], [120, 5, 0]])(
    "of %d pairs with %d and %d discordant has the interval of the bootstrap pair by pair",
    (n, onlyFirst, onlySecond) => {
      const pairs = Array.from(
        { length: n },
        (_, i) => i < onlyFirst ? -1 : i < onlyFirst + onlySecond ? 1 : 0
      )
      const slow = bootstrap(pairs, mean, { seed: 1, resamples })
      const fast = pairedDifference(n, { onlyFirst, onlySecond }, { seed: 2, resamples })
      expect(fast.value).toBeCloseTo(slow.value, 12)
      // Both are a whole number of pairs; two draws may fall one apart.
      expect(Math.abs(fast.low - slow.low)).toBeLessThan(1.01 / n)
      expect(Math.abs(fast.high - slow.high)).toBeLessThan(1.01 / n)
    }
  )

  it("nears the normal interval for many pairs", () => {
    const [n, onlyFirst, onlySecond] = [25_000, 3000, 2500]
    const { high, low, value } = pairedDifference(n, { onlyFirst, onlySecond }, { seed: 0, resamples })
    const half = z95 * Math.sqrt(((onlyFirst + onlySecond) / n - value ** 2) / n)
    expect(value).toBe(-0.02)
    expect(low).toBeCloseTo(value - half, 3)
    expect(high).toBeCloseTo(value + half, 3)
  })

  it("depends on nothing but counts and seed", () => {
    const of = (seed: number) => pairedDifference(20_000, { onlyFirst: 3100, onlySecond: 1700 }, { seed })
    expect(of(1)).toEqual(of(1))
    expect(of(1)).not.toEqual(of(2))
  })

  it("has no width where all pairs agree or all differ alike, and no value without pairs", () => {
    expect(pairedDifference(9, { onlyFirst: 0, onlySecond: 0 }, { seed: 0 })).toEqual({
      value: 0,
      low: 0,
      high: 0,
      n: 9
    })
    expect(pairedDifference(9, { onlyFirst: 9, onlySecond: 0 }, { seed: 0 })).toEqual({
      value: -1,
      low: -1,
      high: -1,
      n: 9
    })
    expect(pairedDifference(0, { onlyFirst: 0, onlySecond: 0 }, { seed: 0 }).value).toBeNaN()
  })
})
