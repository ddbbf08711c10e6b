/**
 * Paired comparison of experiments on the same data: pairs are observations that both have.
 */
import type { ExperimentSpec } from "../../domain/ExperimentSpec.ts"
import type { Estimate } from "../../stats/bootstrap.ts"
import { holm } from "../../stats/holm.ts"
import { exactMcNemar, midPMcNemar } from "../../stats/mcnemar.ts"
import { pairedDifference } from "../../stats/pairedDifference.ts"
import { pairedHalfWidth } from "../../stats/sampleSize.ts"
import { type Rate, wilson } from "../../stats/wilson.ts"
import type { VerdictName } from "../../task/Task.ts"
import { verdictNameOf } from "../../task/tasks.ts"
import { type SpecDifference, specDifferences } from "../specDifferences.ts"
import { codes, hasVerdict, isCorrect, isCounted, type Standings } from "./standings.ts"

/** An experiment as it is compared. */
export interface Compared {
  readonly id: string
  readonly spec: ExperimentSpec
  readonly standings: Standings
  /** The versions of the readers that its records have. */
  readonly readers: readonly string[]
}

/** What became of the observations of two experiments; those that are dropped enter no figure. */
export interface PairCounts {
  onlyOne: number
  onlyOther: number
  /** Observations that both have: the sum of what follows. */
  paired: number
  /** A generation failed on either side. */
  error: number
  /** The task made no sense for it on either side. */
  inapplicable: number
  /** A needed answer could not be read on either side. */
  mismatch: number
  counted: number
}

/**
 * What is compared.
 *
 * - `accuracy`: correct, over all counted pairs
 * - `verdictAmongCorrect`: faithful or introspect, over the pairs that are correct on both sides
 * - `verdictOverAll`: the same over all counted pairs
 */
export type MeasureName = "accuracy" | "verdictAmongCorrect" | "verdictOverAll"

export interface ComparedMeasure {
  readonly measure: MeasureName
  /** The number of pairs. */
  readonly n: number
  readonly one: Rate
  readonly other: Rate
  /** The other's rate less the first's, with a 95 % percentile bootstrap interval over the pairs. */
  readonly difference: Estimate
  /** Discordant pairs: yes on one side only. */
  readonly onlyOne: number
  readonly onlyOther: number
  /** McNemar's test; null without pairs. */
  readonly p: number | null
  /** After Holm's correction over all that was compared; null without pairs. */
  readonly adjustedP: number | null
  /** Half the width that the interval of the difference has at most, in the worst case: see `pairedHalfWidth`. */
  readonly halfWidth: number
}

export interface Comparison {
  readonly one: string
  readonly other: string
  readonly differences: readonly SpecDifference[]
  readonly pairs: Readonly<PairCounts>
  /** Null where the tasks have verdicts of different meaning, or none: then only accuracy is compared. */
  readonly verdictName: VerdictName
  readonly measures: readonly ComparedMeasure[]
}

export interface CompareOptions {
  /** Seeds the bootstrap. */
  readonly seed: number
  /** Whether p values are exact instead of mid-p. */
  readonly exact: boolean
}

const countPairs = (one: Standings, other: Standings): PairCounts => {
  const counts = { onlyOne: 0, onlyOther: 0, paired: 0, error: 0, inapplicable: 0, mismatch: 0, counted: 0 }
  for (let idx = 0; idx < Math.max(one.length, other.length); idx++) {
    const [first, second] = [one[idx] ?? codes.absent, other[idx] ?? codes.absent]
    if (first === codes.absent && second === codes.absent) continue
    if (second === codes.absent) counts.onlyOne++
    else if (first === codes.absent) counts.onlyOther++
    else {
      counts.paired++
      if (first === codes.error || second === codes.error) counts.error++
      else if (first === codes.inapplicable || second === codes.inapplicable) counts.inapplicable++
      else if (first === codes.mismatch || second === codes.mismatch) counts.mismatch++
      else counts.counted++
    }
  }
  return counts
}

type Predicate = (code: number) => boolean

const definitions: {
  readonly [M in MeasureName]: { readonly enters: Predicate; readonly holds: Predicate }
} = {
  accuracy: { enters: isCounted, holds: isCorrect },
  verdictAmongCorrect: { enters: isCorrect, holds: hasVerdict },
  verdictOverAll: { enters: isCounted, holds: hasVerdict }
}

const compareMeasure = (
  measure: MeasureName,
  one: Standings,
  other: Standings,
  { exact, seed }: CompareOptions
): ComparedMeasure => {
  const { enters, holds } = definitions[measure]
  let [n, both, onlyOne, onlyOther] = [0, 0, 0, 0]
  for (let idx = 0; idx < Math.min(one.length, other.length); idx++) {
    const [first, second] = [one[idx]!, other[idx]!]
    if (!enters(first) || !enters(second)) continue
    n++
    const [isFirst, isSecond] = [holds(first), holds(second)]
    if (isFirst && isSecond) both++
    else if (isFirst) onlyOne++
    else if (isSecond) onlyOther++
  }
  const discordant = { onlyFirst: onlyOne, onlySecond: onlyOther }
  const test = exact ? exactMcNemar : midPMcNemar
  return {
    measure,
    n,
    one: wilson(both + onlyOne, n),
    other: wilson(both + onlyOther, n),
    difference: pairedDifference(n, discordant, { seed }),
    onlyOne,
    onlyOther,
    p: n === 0 ? null : test(discordant),
    adjustedP: null,
    halfWidth: pairedHalfWidth(n)
  }
}

/** The verdict that two tasks share. */
const sharedVerdict = (one: Compared, other: Compared): VerdictName => {
  const verdictName = verdictNameOf(one.spec.task)
  return verdictNameOf(other.spec.task) === verdictName ? verdictName : null
}

/** The versions of the readers where they differ: then a difference may be one of reading. */
const readerDifferences = (one: Compared, other: Compared): readonly SpecDifference[] => {
  const [first, second] = [one, other].map(({ readers }) => readers.toSorted().join(" and "))
  return first === second ? [] : [{ what: "readers", one: first!, other: second! }]
}

const compareTwo = (one: Compared, other: Compared, options: CompareOptions): Comparison => {
  const verdictName = sharedVerdict(one, other)
  const names: readonly MeasureName[] = verdictName === null
    ? ["accuracy"]
    : ["accuracy", "verdictAmongCorrect", "verdictOverAll"]
  return {
    one: one.id,
    other: other.id,
    differences: [...specDifferences(one.spec, other.spec), ...readerDifferences(one, other)],
    pairs: countPairs(one.standings, other.standings),
    verdictName,
    measures: names.map((name) => compareMeasure(name, one.standings, other.standings, options))
  }
}

/** Corrects all p values of all comparisons together. */
const corrected = (comparisons: readonly Comparison[]): readonly Comparison[] => {
  const tested = comparisons.flatMap(({ measures }) => measures).filter(({ p }) => p !== null)
  const adjusted = holm(tested.map(({ p }) => p!))
  const byMeasure = new Map(tested.map((measure, i) => [measure, adjusted[i]!]))
  return comparisons.map((comparison) => ({
    ...comparison,
    measures: comparison.measures.map((measure) => ({
      ...measure,
      adjustedP: byMeasure.get(measure) ?? null
    }))
  }))
}

/** Compares pairs of experiments, and corrects for all of them and all measures at once. */
export const compareAll = (
  pairs: readonly (readonly [one: Compared, other: Compared])[],
  options: CompareOptions
): readonly Comparison[] => corrected(pairs.map(([one, other]) => compareTwo(one, other, options)))

/** The first against each other one, or every one against each after it. */
export const pairings = <A>(items: readonly A[], allPairs: boolean): readonly (readonly [A, A])[] =>
  (allPairs ? items : items.slice(0, 1)).flatMap((one, i) =>
    items.slice(i + 1).map((other) => [one, other] as const)
  )
