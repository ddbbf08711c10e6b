/**
 * A mean with its 95 % bootstrap interval, of any number of items.
 */
import { bootstrap, type Estimate } from "./bootstrap.ts"
import { mean } from "./quantile.ts"
import { z95 } from "./wilson.ts"

/** Above it, drawing every item 2,000 times takes more than seconds. */
const mostDrawn = 10_000

/**
 * The mean of independent items with its percentile interval.
 *
 * The mean of a resample is the nearer to a normal distribution the more items there are (its standard deviation is
 * that of the items by the root of n). Above 10,000 items that distribution is nearer than 2,000 resamples can tell,
 * and its quantiles are taken.
 *
 * @example
 * bootstrapMean([1, 0, 1, 1], 0) // { value: 0.75, low: 0.25, high: 1, n: 4 }
 */
export const bootstrapMean = (values: readonly number[], seed: number): Estimate => {
  const n = values.length
  if (n <= mostDrawn) return bootstrap(values, mean, { seed })
  const value = mean(values)
  const variance = values.reduce((sum, one) => sum + (one - value) ** 2, 0) / n
  const half = z95 * Math.sqrt(variance / n)
  return { value, low: value - half, high: value + half, n }
}
