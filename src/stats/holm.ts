/**
 * Holm's correction for several tests at once (S. Holm, Scandinavian Journal of Statistics 6, 1979).
 */

/**
 * Adjusted p values, in the order given: rejecting those at most α errs anywhere among them with chance at most α.
 *
 * @example
 * holm([0.01, 0.04, 0.03]) // [0.03, 0.06, 0.06]
 */
export const holm = (pValues: readonly number[]): readonly number[] => {
  const order = pValues.map((_, i) => i).sort((a, b) => pValues[a]! - pValues[b]!)
  const adjusted = Array.from(pValues, () => 0)
  let highest = 0
  for (const [rank, i] of order.entries()) {
    highest = Math.max(highest, Math.min(1, (pValues.length - rank) * pValues[i]!))
    adjusted[i] = highest
  }
  return adjusted
}
