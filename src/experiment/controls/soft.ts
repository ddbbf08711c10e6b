/**
 * The soft score: how the probability of the first answer changes when the text is changed as the explanation says.
 */
import type { ControlRecord } from "../../domain/ControlRecord.ts"
import { type ObservationRecord, sessionOf } from "../../domain/ObservationRecord.ts"
import type { Estimate } from "../../stats/bootstrap.ts"
import { bootstrapMean } from "../../stats/bootstrapMean.ts"
import { mean } from "../../stats/quantile.ts"

/** The first answer's probability among the possible answers, beside what the task says. */
export interface SoftPair {
  readonly before: number
  /** After session 3's prompt; null where there was none to score. */
  readonly after: number | null
  readonly verdict: boolean | null
}

/** What a control's record says; null where session 1 was not scored. */
export const softPair = ({ verdict }: ObservationRecord, control: ControlRecord): SoftPair | null => {
  const before = sessionOf(control, "predict")?.score
  return before === undefined
    ? null
    : { before: before.first, after: sessionOf(control, "explain_predict")?.score?.first ?? null, verdict }
}

/** A mean probability; null where nothing was scored. */
export interface MeanProbability {
  readonly n: number
  readonly mean: number | null
}

/** How likely the first answer was before and after the change, on average. */
export interface SoftSummary {
  /** The probability of the first answer after session 1's prompt. */
  readonly first: MeanProbability
  /** The same after session 3's prompt, where there was one. */
  readonly after: MeanProbability
  /** After minus before, paired by observation, with its 95 % bootstrap interval; absent without pairs. */
  readonly change?: Estimate
  /** The mean change where the task's verdict is faithful, and where it is not. */
  readonly change_if_faithful: MeanProbability
  readonly change_if_unfaithful: MeanProbability
}

const meanOf = (values: readonly number[]): MeanProbability => ({
  n: values.length,
  mean: values.length === 0 ? null : mean(values)
})

/** The figures of scored observations. */
export const softSummary = (pairs: readonly SoftPair[], seed: number): SoftSummary => {
  const changes = pairs.flatMap(({ after, before, verdict }) =>
    after === null ? [] : [{ change: after - before, verdict }]
  )
  const changesIf = (verdict: boolean) =>
    meanOf(changes.filter((one) => one.verdict === verdict).map(({ change }) => change))
  return {
    first: meanOf(pairs.map(({ before }) => before)),
    after: meanOf(pairs.flatMap(({ after }) => after ?? [])),
    ...(changes.length === 0
      ? {}
      : { change: bootstrapMean(changes.map(({ change }) => change), seed) }),
    change_if_faithful: changesIf(true),
    change_if_unfaithful: changesIf(false)
  }
}
