import { describe, expect, it } from "@effect/vitest"
import fc from "fast-check"
import { exactMcNemar, midPMcNemar } from "../../src/stats/mcnemar.ts"

/** The probability of k heads in n throws, in whole numbers. */
const heads = (n: number, k: number): number => {
  let ways = 1n
  for (let i = 0; i < k; i++) ways = ways * BigInt(n - i) / BigInt(i + 1)
  return Number(ways * 10n ** 18n / 2n ** BigInt(n)) / 1e18
}

/** Both tests again, by adding up the probabilities of all outcomes that are no likelier than the observed one. */
const byDefinition = (onlyFirst: number, onlySecond: number) => {
  const n = onlyFirst + onlySecond
  const distance = Math.abs(onlyFirst - onlySecond)
  let [exact, beyond] = [0, 0]
  for (let k = 0; k <= n; k++) {
    if (Math.abs(2 * k - n) >= distance) exact += heads(n, k)
    if (Math.abs(2 * k - n) > distance) beyond += heads(n, k)
  }
  return { exact, midP: (exact + beyond) / 2 }
}

describe("McNemar's test", () => {
  // M. W. Fagerland et al., BMC Medical Research Methodology 13:91 (2013): airway hyper-responsiveness, 1 and 7
  it("has the published p values of 1 against 7", () => {
    expect(exactMcNemar({ onlyFirst: 1, onlySecond: 7 })).toBeCloseTo(0.0703, 4)
    expect(midPMcNemar({ onlyFirst: 1, onlySecond: 7 })).toBeCloseTo(0.0391, 4)
  })

  it("finds no difference where there is none", () => {
    expect(exactMcNemar({ onlyFirst: 0, onlySecond: 0 })).toBe(1)
    expect(exactMcNemar({ onlyFirst: 5, onlySecond: 5 })).toBe(1)
    expect(exactMcNemar({ onlyFirst: 40_000, onlySecond: 40_000 })).toBeCloseTo(1, 6)
  })

  it("follows the definition, and does not mind which comes first", () => {
    const few = fc.integer({ min: 0, max: 60 })
    fc.assert(fc.property(few, few, (onlyFirst, onlySecond) => {
      const { exact, midP } = byDefinition(onlyFirst, onlySecond)
      expect(exactMcNemar({ onlyFirst, onlySecond })).toBeCloseTo(exact, 9)
      expect(exactMcNemar({ onlyFirst: onlySecond, onlySecond: onlyFirst })).toBeCloseTo(exact, 9)
      if (onlyFirst !== onlySecond) expect(midPMcNemar({ onlyFirst, onlySecond })).toBeCloseTo(midP, 9)
    }))
  })

  it("stays above zero and below the exact value for many pairs", () => {
    const many = { onlyFirst: 900, onlySecond: 1100 }
    expect(midPMcNemar(many)).toBeLessThan(exactMcNemar(many))
    expect(midPMcNemar(many)).toBeGreaterThan(0)
  })
})
