/**
 * From log-probabilities of alternatives to their shares.
 */

/**
 * Probabilities that sum to 1, in the proportions of the given ones; equal ones where all are 0.
 *
 * @example
 * softmax([Math.log(0.2), Math.log(0.6)]) // [0.25, 0.75]
 */
export const softmax = (logs: readonly number[]): readonly number[] => {
  const most = Math.max(...logs)
  if (most === Number.NEGATIVE_INFINITY) return logs.map(() => 1 / logs.length)
  const weights = logs.map((log) => Math.exp(log - most))
  const sum = weights.reduce((all, weight) => all + weight, 0)
  return weights.map((weight) => weight / sum)
}
