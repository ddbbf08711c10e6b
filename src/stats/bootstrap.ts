/**
 * The percentile bootstrap (B. Efron and R. J. Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13).
 */
import { PCGRandom } from "effect/Utils"
import { quantile } from "./quantile.ts"

/** A figure with its interval. */
export interface Estimate {
  /** The statistic of the items themselves; NaN when there are none. */
  readonly value: number
  readonly low: number
  readonly high: number
  /** The number of items. */
  readonly n: number
}

export interface BootstrapOptions {
  /** Equal seeds give equal intervals. */
  readonly seed: number
  /** How often the items are drawn again; default 2,000. */
  readonly resamples?: number
  /** Default 0.95. */
  readonly confidence?: number
}

/**
 * A statistic of independent items with its percentile interval.
 *
 * An item is what is independent: for paired figures the pair, for an observation with several draws all of them.
 * Resamples whose statistic is not a number (a ratio of nothing) are left out.
 *
 * @example
 * bootstrap([1, 0, 1, 1], mean, { seed: 0 }) // { value: 0.75, low: 0.25, high: 1, n: 4 }
 */
export const bootstrap = <A>(
  items: readonly A[],
  statistic: (sample: readonly A[]) => number,
  { confidence = 0.95, resamples = 2000, seed }: BootstrapOptions
): Estimate => {
  const n = items.length
  if (n === 0) return { value: Number.NaN, low: Number.NaN, high: Number.NaN, n }
  const random = new PCGRandom(seed)
  const sample = [...items]
  const statistics: number[] = []
  for (let draw = 0; draw < resamples; draw++) {
    for (let i = 0; i < n; i++) sample[i] = items[Math.floor(random.number() * n)]!
    const drawn = statistic(sample)
    if (!Number.isNaN(drawn)) statistics.push(drawn)
  }
  statistics.sort((a, b) => a - b)
  const tail = (1 - confidence) / 2
  return { value: statistic(items), low: quantile(statistics, tail), high: quantile(statistics, 1 - tail), n }
}
