/**
 * The binomial distribution, and by it how often an interval covers what it should.
 */
import { wilson } from "./wilson.ts"

/** P(X = k) for k = 0 … n, each from the one before on the side of the mode, so that nothing underflows where it counts. */
export const binomial = (n: number, p: number): readonly number[] => {
  if (p <= 0 || p >= 1) return Array.from({ length: n + 1 }, (_, k) => k === (p <= 0 ? 0 : n) ? 1 : 0)
  const mode = Math.min(n, Math.floor((n + 1) * p))
  const weights = Array.from({ length: n + 1 }, () => 0)
  const odds = p / (1 - p)
  weights[mode] = 1
  for (let k = mode + 1; k <= n; k++) weights[k] = weights[k - 1]! * ((n - k + 1) / k) * odds
  for (let k = mode - 1; k >= 0; k--) weights[k] = weights[k + 1]! * ((k + 1) / (n - k)) / odds
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.map((weight) => weight / sum)
}

/**
 * The least k with P(X ≤ k) of at least `share`.
 *
 * @example
 * binomialQuantile(10, 0.5, 0.5) // 5
 */
export const binomialQuantile = (n: number, p: number, share: number): number => {
  let below = 0
  for (const [k, weight] of binomial(n, p).entries()) {
    below += weight
    if (below >= share) return k
  }
  return n
}

/**
 * How often the 95 % Wilson interval of n observations covers the true rate, by the definition: the sum of the
 * probabilities of the counts whose interval has it (L. D. Brown, T. T. Cai and A. DasGupta, Statistical Science 16, 2001).
 *
 * @example
 * wilsonCoverage(50, 0.6) // 0.9406…
 */
export const wilsonCoverage = (n: number, rate: number): number =>
  binomial(n, rate).reduce((sum, weight, count) => {
    const { high, low } = wilson(count, n)
    return low <= rate && rate <= high ? sum + weight : sum
  }, 0)
