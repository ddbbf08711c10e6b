/**
 * Comparisons as rows of a table: one for each pair and measure.
 */
import type { Rate } from "../../stats/wilson.ts"
import type { Column, ExportRow } from "../records/exported.ts"
import type { ComparedMeasure, Comparison } from "./compare.ts"

const rateColumns = (side: string): readonly Column[] => [
  { name: `${side}_count`, type: "integer" },
  { name: `${side}_rate`, type: "number" },
  { name: `${side}_low`, type: "number" },
  { name: `${side}_high`, type: "number" }
]

/** The columns, in order. */
export const comparisonColumns: readonly Column[] = [
  { name: "one", type: "text" },
  { name: "other", type: "text" },
  { name: "measure", type: "text" },
  { name: "verdict", type: "text" },
  { name: "n", type: "integer" },
  ...rateColumns("one"),
  ...rateColumns("other"),
  { name: "difference", type: "number" },
  { name: "difference_low", type: "number" },
  { name: "difference_high", type: "number" },
  { name: "only_one", type: "integer" },
  { name: "only_other", type: "integer" },
  { name: "p", type: "number" },
  { name: "p_holm", type: "number" },
  { name: "half_width", type: "number" },
  { name: "differ_in", type: "text" }
]

/** What is a number only where something was counted. */
const finite = (value: number): number | null => Number.isFinite(value) ? value : null

const rateCells = (side: string, { count, high, low, rate }: Rate): ExportRow => ({
  [`${side}_count`]: count,
  [`${side}_rate`]: finite(rate),
  [`${side}_low`]: finite(low),
  [`${side}_high`]: finite(high)
})

const rowOf = (
  { differences, one, other, verdictName }: Comparison,
  measured: ComparedMeasure
): ExportRow => ({
  one,
  other,
  measure: measured.measure,
  verdict: measured.measure === "accuracy" ? null : verdictName,
  n: measured.n,
  ...rateCells("one", measured.one),
  ...rateCells("other", measured.other),
  difference: finite(measured.difference.value),
  difference_low: finite(measured.difference.low),
  difference_high: finite(measured.difference.high),
  only_one: measured.onlyOne,
  only_other: measured.onlyOther,
  p: measured.p,
  p_holm: measured.adjustedP,
  half_width: finite(measured.halfWidth),
  differ_in: differences.map(({ what }) => what).join("; ")
})

/** A row for each measure of each comparison; what has no pairs to count is null. */
export const comparisonRows = (comparisons: readonly Comparison[]): readonly ExportRow[] =>
  comparisons.flatMap((comparison) => comparison.measures.map((measure) => rowOf(comparison, measure)))
