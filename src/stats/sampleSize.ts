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
