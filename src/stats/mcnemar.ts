/**
 * McNemar's test for two yes-or-no outcomes of the same observations (Q. McNemar, Psychometrika 12, 1947).
 */

/** Pairs in which only one of the two outcomes was yes; the others tell nothing of a difference. */
export interface Discordant {
  readonly onlyFirst: number
  readonly onlySecond: number
}

/** ln C(n, k) + n ln ½ for k = 0 … most, summed up from k = 0 without a factorial. */
const lowerTail = (n: number, most: number): { readonly below: number; readonly at: number } => {
  let logTerm = n * Math.log(0.5)
  let below = 0
  for (let k = 0; k < most; k++) {
    below += Math.exp(logTerm)
    logTerm += Math.log(n - k) - Math.log(k + 1)
  }
  return { below, at: Math.exp(logTerm) }
}

/**
 * The exact two-sided p value: under no difference, the discordant pairs fall to either side like a fair coin.
 *
 * @example
 * exactMcNemar({ onlyFirst: 1, onlySecond: 9 }) // 0.02148…
 */
export const exactMcNemar = ({ onlyFirst, onlySecond }: Discordant): number => {
  const { at, below } = lowerTail(onlyFirst + onlySecond, Math.min(onlyFirst, onlySecond))
  return Math.min(1, 2 * (below + at))
}

/**
 * The mid-p value, which counts the observed outcome half: less conservative than the exact one, and close to its
 * nominal level (M. W. Fagerland, S. Lydersen and P. Laake, BMC Medical Research Methodology 13:91, 2013).
 *
 * @example
 * midPMcNemar({ onlyFirst: 1, onlySecond: 9 }) // 0.01171…
 */
export const midPMcNemar = ({ onlyFirst, onlySecond }: Discordant): number => {
  const { at, below } = lowerTail(onlyFirst + onlySecond, Math.min(onlyFirst, onlySecond))
  return Math.min(1, 2 * (below + at) - at)
}
