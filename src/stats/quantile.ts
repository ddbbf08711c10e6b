/**
 * Means and quantiles.
 */

/** The arithmetic mean; NaN of no numbers. */
export const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, number) => sum + number, 0) / numbers.length

/**
 * The p-quantile of sorted numbers, interpolated linearly between the closest two (type 7 of R. J. Hyndman and
 * Y. Fan, The American Statistician 50, 1996); NaN of no numbers.
 *
 * @example
 * quantile([1, 2, 3, 4], 0.5) // 2.5
 */
export const quantile = (sorted: readonly number[], p: number): number => {
  if (sorted.length === 0) return Number.NaN
  const place = (sorted.length - 1) * p
  const below = Math.floor(place)
  const above = Math.min(below + 1, sorted.length - 1)
  return sorted[below]! + (place - below) * (sorted[above]! - sorted[below]!)
}
