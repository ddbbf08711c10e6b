/**
 * The difference of two rates of the same observations, with its percentile bootstrap interval.
 *
 * A resample of pairs differs from the pairs in nothing but how many disagree, and to which side. These counts are
 * drawn at once, by their binomial distributions, instead of pair by pair: the interval is that of `bootstrap`, and
 * takes milliseconds for any number of pairs.
 */
import { PCGRandom } from "effect/Utils"
import { binomial } from "./binomial.ts"
import type { BootstrapOptions, Estimate } from "./bootstrap.ts"
import type { Discordant } from "./mcnemar.ts"
import { quantile } from "./quantile.ts"

const cumulated = (n: number, p: number): readonly number[] => {
  let sum = 0
  return binomial(n, p).map((weight) => {
    sum += weight
    return sum
  })
}

/** The least k whose cumulated probability is above a uniform number: a draw from the distribution. */
const drawn = (cumulative: readonly number[], uniform: number): number => {
  let [low, high] = [0, cumulative.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (cumulative[middle]! > uniform) high = middle
    else low = middle + 1
  }
  return low
}

/**
 * The second rate less the first over n pairs; NaN without pairs.
 *
 * @example
 * pairedDifference(100, { onlyFirst: 30, onlySecond: 10 }, { seed: 0 }) // { value: -0.2, low: -0.31, high: -0.08, n: 100 }
 */
export const pairedDifference = (
  n: number,
  { onlyFirst, onlySecond }: Discordant,
  { confidence = 0.95, resamples = 2000, seed }: BootstrapOptions
): Estimate => {
  if (n === 0) return { value: Number.NaN, low: Number.NaN, high: Number.NaN, n }
  const discordant = onlyFirst + onlySecond
  const value = (onlySecond - onlyFirst) / n
  if (discordant === 0) return { value, low: value, high: value, n }
  const random = new PCGRandom(seed)
  const howMany = cumulated(n, discordant / n)
  const sides = new Map<number, readonly number[]>()
  const sideOf = (count: number): readonly number[] => {
    const known = sides.get(count) ?? cumulated(count, onlySecond / discordant)
    sides.set(count, known)
    return known
  }
  const differences = Array.from({ length: resamples }, () => {
    const count = drawn(howMany, random.number())
    const second = drawn(sideOf(count), random.number())
    return (2 * second - count) / n
  }).sort((a, b) => a - b)
  const tail = (1 - confidence) / 2
  return { value, low: quantile(differences, tail), high: quantile(differences, 1 - tail), n }
}
