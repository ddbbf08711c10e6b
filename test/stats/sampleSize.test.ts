import { describe, expect, it } from "@effect/vitest"
import { halfWidth, pairedHalfWidth, sampleSize } from "../../src/stats/sampleSize.ts"

describe("halfWidth", () => {
  // The usual table of ± 1.96 √(p (1 − p) / n), in points; the score interval is narrower by up to 2 % of it
  it.each([[100, 9.6], [200, 6.9], [277, 5.8], [600, 4.0], [1000, 3.1], [25_000, 0.6]])(
    "of %d observations is %d points",
    (n, points) => {
      expect(100 * halfWidth(n)).toBeCloseTo(points, 1)
    }
  )

  it("is smaller for a rate near one", () => {
    expect(halfWidth(100, 0.95)).toBeLessThan(halfWidth(100))
  })
})

describe("sampleSize", () => {
  it.each([0.2, 0.1, 0.05, 0.01])("is the least that suffices for %d", (half) => {
    const n = sampleSize(half)
    expect(halfWidth(n)).toBeLessThanOrEqual(half)
    expect(halfWidth(n - 1)).toBeGreaterThan(half)
  })
})

describe("pairedHalfWidth", () => {
  it("is 1.4 times that of one rate where the answers are unrelated", () => {
    expect(pairedHalfWidth(1000) / halfWidth(1000)).toBeCloseTo(Math.SQRT2, 2)
  })

  it("shrinks where the pairs agree", () => {
    expect(pairedHalfWidth(100, 0.1)).toBeCloseTo(0.062, 3)
  })
})
