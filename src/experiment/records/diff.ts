/**
 * Two experiments on the same data: which observations were read or judged differently.
 */
import { Effect } from "effect"
import type { ExperimentSpec } from "../../domain/ExperimentSpec.ts"
import type { ObservationRecord } from "../../domain/ObservationRecord.ts"
import type { StoredExperiment } from "../../storage/Results.ts"
import { verdictNameOf } from "../../task/tasks.ts"
import { pairsOf } from "./cursor.ts"
import { type ComparedFields, type Difference, differencesOf } from "./difference.ts"

/** How a property of the observations that both experiments have goes together. */
export interface PairedCounts {
  both: number
  onlyOne: number
  onlyOther: number
  neither: number
  /** It could not be told in one of the experiments, or in both. */
  unknown: number
}

/** Two experiments on the same data, observation by observation. */
export interface ExperimentDiff {
  /** Observations that only the first experiment has. */
  onlyOne: number
  onlyOther: number
  /** Observations that both have. */
  paired: number
  /** Paired observations with any difference. */
  differing: number
  readonly correct: PairedCounts
  /** Null where the experiments' tasks have verdicts of different meaning, or none. */
  readonly verdict: PairedCounts | null
  /** How many paired observations differ, by session or field. */
  readonly counts: Map<string, number>
  /** The first differences. */
  readonly differences: Difference[]
}

/** What is wrong with comparing two experiments; null when their observations are the same. */
export const incomparable = (one: ExperimentSpec, other: ExperimentSpec): string | null => {
  const { name, sha256 } = one.dataset
  if (name !== other.dataset.name) return `one is about ${name}, the other about ${other.dataset.name}`
  if (one.split !== other.split) {
    return `one is about the split ${one.split} of ${name}, the other about ${other.split}`
  }
  return sha256 === other.dataset.sha256 ? null : `${name} had another content for the other`
}

const noPairs = (): PairedCounts => ({ both: 0, onlyOne: 0, onlyOther: 0, neither: 0, unknown: 0 })

const countPair = (counts: PairedCounts, one: boolean | null, other: boolean | null): void => {
  if (one === null || other === null) counts.unknown++
  else if (one) counts[other ? "both" : "onlyOne"]++
  else counts[other ? "onlyOther" : "neither"]++
}

/** Compares two experiments in one pass, and keeps the first `shown` differences. */
export const diffExperiments = Effect.fnUntraced(function*(
  one: StoredExperiment,
  other: StoredExperiment,
  shown: number
) {
  const isSameVerdict = verdictNameOf(one.spec.task) === verdictNameOf(other.spec.task)
  const fields: ComparedFields = {
    session: ["reading"],
    record: isSameVerdict ? ["correct", "verdict"] : ["correct"]
  }
  const diff: ExperimentDiff = {
    onlyOne: 0,
    onlyOther: 0,
    paired: 0,
    differing: 0,
    correct: noPairs(),
    verdict: isSameVerdict && verdictNameOf(one.spec.task) !== null ? noPairs() : null,
    counts: new Map(),
    differences: []
  }

  const compare = (first: ObservationRecord, second: ObservationRecord) => {
    const found = differencesOf(fields, first, second)
    diff.paired++
    countPair(diff.correct, first.correct, second.correct)
    if (diff.verdict !== null) countPair(diff.verdict, first.verdict, second.verdict)
    if (found.length > 0) diff.differing++
    for (const { field, session } of found) {
      const name = session ?? field
      diff.counts.set(name, (diff.counts.get(name) ?? 0) + 1)
    }
    diff.differences.push(...found.slice(0, shown - diff.differences.length))
  }

  const nextPair = pairsOf(one.page, other.page)
  while (true) {
    const pair = yield* nextPair
    if (pair === null) return diff
    if (pair.other === null) diff.onlyOne++
    else if (pair.one === null) diff.onlyOther++
    else compare(pair.one, pair.other)
  }
})
