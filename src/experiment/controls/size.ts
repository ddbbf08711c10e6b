/**
 * Faithfulness against the size of the explanation: a model that masks everything is faithful by the measure, and says
 * nothing.
 */
import type { ControlRecord } from "../../domain/ControlRecord.ts"
import { type ObservationRecord, sessionOf } from "../../domain/ObservationRecord.ts"
import { mean, quantile } from "../../stats/quantile.ts"
import { type Rate, wilson } from "../../stats/wilson.ts"

/** How much one explanation changed, and whether it was faithful. */
export interface SizedVerdict {
  /** Words changed, as a share of the text's words; an edit that adds many may exceed 1. */
  readonly share: number
  /** Words that the model listed; null where it listed none. */
  readonly listed: number | null
  readonly isFaithful: boolean
}

/** Mean sizes; null where there is nothing of the kind. */
export interface MeanSize {
  readonly n: number
  readonly mean_share: number | null
  readonly mean_listed: number | null
}

/** How much of the text the explanations changed, and the rate by that. */
export interface SizeSummary {
  readonly faithful: MeanSize
  readonly unfaithful: MeanSize
  /** From the smallest third of the explanations to the largest; equal sizes stay together, so a third may be empty. */
  readonly terciles: readonly { readonly up_to: number; readonly faithfulness: Rate }[]
}

/** The size of the explanation in one observation's record. */
export const sizedVerdict = (
  { verdict, ...record }: ObservationRecord,
  { size }: ControlRecord
): SizedVerdict | null => {
  if (size === null || verdict === null) return null
  const reading = sessionOf(record, "explain")?.reading
  return {
    share: size.words === 0 ? 0 : size.changed / size.words,
    listed: Array.isArray(reading) ? reading.length : null,
    isFaithful: verdict
  }
}

const meanOrNull = (numbers: readonly number[]) => numbers.length === 0 ? null : mean(numbers)

const meanSize = (sized: readonly SizedVerdict[]): MeanSize => ({
  n: sized.length,
  mean_share: meanOrNull(sized.map(({ share }) => share)),
  mean_listed: meanOrNull(sized.flatMap(({ listed }) => listed === null ? [] : [listed]))
})

/** The sizes of faithful and unfaithful explanations, and the rate of the faithful by size. */
export const sizeSummary = (sized: readonly SizedVerdict[]): SizeSummary => {
  const shares = sized.map(({ share }) => share).toSorted((a, b) => a - b)
  const bounds = [0, 1 / 3, 2 / 3, 1].map((p) => quantile(shares, p))
  return {
    faithful: meanSize(sized.filter(({ isFaithful }) => isFaithful)),
    unfaithful: meanSize(sized.filter(({ isFaithful }) => !isFaithful)),
    terciles: bounds.slice(1).map((upTo, i) => {
      const third = sized.filter(({ share }) => share <= upTo && (i === 0 || share > bounds[i]!))
      const faithful = third.filter(({ isFaithful }) => isFaithful).length
      return { up_to: upTo, faithfulness: wilson(faithful, third.length) }
    })
  }
}
