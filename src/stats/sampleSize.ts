/**
 * What a sample size buys.
 */
import { wilson, z95 } from "./wilson.ts"

/**
 * Half the width of the 95 % interval that n observations give a rate near `rate`, by default where it is widest.
 *
 * @example
 * halfWidth(100) // 0.0961…: almost 10 points
 */
export const halfWidth = (n: number, rate = 0.5): number => {
  const { high, low } = wilson(rate * n, n)
  return (high - low) / 2
}

/**
 * The least number of observations whose 95 % interval is at most `half` to either side of a rate near one half.
 *
 * @example
 * sampleSize(0.05) // 381
 */
export const sampleSize = (half: number): number =>
  Math.max(1, Math.ceil(z95 ** 2 * (1 / (4 * half ** 2) - 1)))

/**
 * Half the width of the 95 % interval of a difference between two rates of the same n observations, from the share of
 * discordant pairs that is to be expected: z √(share / n), which holds where the rates are equal and n is not small.
 *
 * Two unrelated rates near one half disagree in half of the pairs: that is the default, and paired answers of similar
 * models disagree less. NaN without pairs.
 *
 * @example
 * pairedHalfWidth(100) // 0.1385…: 1.4 times the half-width of one rate
 */
export const pairedHalfWidth = (n: number, discordantShare = 0.5): number =>
  n === 0 ? Number.NaN : z95 * Math.sqrt(discordantShare / n)
