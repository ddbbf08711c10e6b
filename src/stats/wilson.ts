/**
 * The Wilson score interval of a rate (E. B. Wilson, JASA 22, 1927).
 */

/** The normal quantile of a two-sided 95 % interval. */
export const z95 = 1.959963984540054

/** A rate of counts with its interval. */
export interface Rate {
  readonly count: number
  readonly n: number
  /** count / n; NaN when n is 0. */
  readonly rate: number
  readonly low: number
  readonly high: number
}

/**
 * A rate with its interval, 95 % unless another quantile is given.
 *
 * @example
 * wilson(50, 100).low // 0.4038…
 */
export const wilson = (count: number, n: number, z = z95): Rate => {
  if (n === 0) return { count, n, rate: Number.NaN, low: 0, high: 1 }
  const p = count / n
  const scale = 1 + z ** 2 / n
  const centre = (p + z ** 2 / (2 * n)) / scale
  const half = (z / scale) * Math.sqrt(p * (1 - p) / n + z ** 2 / (4 * n ** 2))
  // At the ends the bound is 0 or 1 itself, which rounding would miss by a hair.
  const low = count === 0 ? 0 : Math.max(0, centre - half)
  const high = count === n ? 1 : Math.min(1, centre + half)
  return { count, n, rate: p, low, high }
}
