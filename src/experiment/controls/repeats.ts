/**
 * How much the figures vary when the whole experiment is held again with other seeds.
 */
import type { ControlRecord } from "../../domain/ControlRecord.ts"
import type { ObservationRecord } from "../../domain/ObservationRecord.ts"
import { mean } from "../../stats/quantile.ts"
import type { VerdictName } from "../../task/Task.ts"
import { addRecord, emptyTally, ratesOf, type Tally } from "../summary/Summary.ts"

/** A rate over the repeats, the ordinary run included. */
export interface Spread {
  readonly mean: number
  /** Standard deviation of a sample; null of fewer than two. */
  readonly sd: number | null
  readonly min: number
  readonly max: number
  /** The rate of each repeat, the ordinary run first. */
  readonly rates: readonly number[]
}

/** How much the figures vary when everything is held again with other seeds. */
export interface RepeatSummary {
  /** Repeats beside the ordinary run. */
  readonly repeats: number
  readonly accuracy: Spread
  /** The spread of the task's verdict, among the correct; absent for classify. */
  readonly verdict?: Spread
}

/** Tallies by repeat; 0 is the ordinary run, over the observations that were repeated. */
export type RepeatTallies = Map<number, Tally>

/** Adds an observation and its repeats, in place. */
export const addRepeats = (
  tallies: RepeatTallies,
  before: ObservationRecord,
  repeats: readonly ControlRecord[],
  verdictName: VerdictName
): void => {
  if (repeats.length === 0) return
  for (
    const [repeat, record] of [
      [0, before] as const,
      ...repeats.map((one) => [one.number, one] as const)
    ]
  ) {
    tallies.set(repeat, addRecord(tallies.get(repeat) ?? emptyTally(), record, verdictName))
  }
}

/** A repeat in which nothing was counted has no rate. */
const spreadOf = (all: readonly number[]): Spread => {
  const rates = all.filter((rate) => !Number.isNaN(rate))
  const middle = mean(rates)
  const squares = rates.reduce((sum, rate) => sum + (rate - middle) ** 2, 0)
  return {
    mean: middle,
    sd: rates.length < 2 ? null : Math.sqrt(squares / (rates.length - 1)),
    min: Math.min(...rates),
    max: Math.max(...rates),
    rates
  }
}

/** The spread over the repeats; null without any. */
export const repeatSummary = (tallies: RepeatTallies, verdictName: VerdictName): RepeatSummary | null => {
  if (tallies.size === 0) return null
  const rates = [...tallies].toSorted(([a], [b]) => a - b).map(([, tally]) => ratesOf(tally, verdictName))
  return {
    repeats: tallies.size - 1,
    accuracy: spreadOf(rates.map(({ accuracy }) => accuracy.rate)),
    ...(verdictName === null
      ? {}
      : { verdict: spreadOf(rates.flatMap(({ verdict }) => verdict?.rate ?? [])) })
  }
}
