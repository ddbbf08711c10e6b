/**
 * Paired comparisons as people read them.
 */
import type {
  ComparedMeasure,
  Comparison,
  MeasureName,
  PairCounts
} from "../../src/experiment/comparison/compare.ts"
import { showRate } from "../../src/reporting/rateText.ts"
import { plainTable } from "./plainTable.ts"

const points = (share: number): string => `${share > 0 ? "+" : ""}${(100 * share).toFixed(1)}`

const showP = (p: number | null): string => p === null ? "–" : p < 0.001 ? "< .001" : p.toFixed(3)

const measureName = (measure: MeasureName, verdictName: string): string => {
  switch (measure) {
    case "accuracy":
      return "accuracy"
    case "verdictAmongCorrect":
      return `${verdictName}, correct in both`
    case "verdictOverAll":
      return `${verdictName}, all read in both`
  }
}

const head = [
  "pair",
  "measure",
  "N",
  "first",
  "second",
  "difference, points",
  "only first",
  "only second",
  "p",
  "p (Holm)",
  "N allows"
]
const colAligns = [
  "left",
  "left",
  ...head.slice(2).map(() => "right" as const)
] as const

const rowOf = (pair: string, name: string, measure: ComparedMeasure): string[] => {
  const { adjustedP, difference, halfWidth, n, one, onlyOne, onlyOther, other, p } = measure
  return [
    pair,
    name,
    String(n),
    showRate(one),
    showRate(other),
    n === 0 ? "–" : `${points(difference.value)} [${points(difference.low)}, ${points(difference.high)}]`,
    String(onlyOne),
    String(onlyOther),
    showP(p),
    showP(adjustedP),
    n === 0 ? "–" : `±${(100 * halfWidth).toFixed(1)}`
  ]
}

const showDropped = ({ counted, error, inapplicable, mismatch }: PairCounts): string => {
  const parts = [
    [mismatch, "unreadable"],
    [error, "failed"],
    [inapplicable, "to which the task does not apply"]
  ] as const
  const dropped = parts.filter(([count]) => count > 0).map(([count, why]) => `${count} ${why}`)
  return `${counted} enter${
    dropped.length === 0 ? "" : `; dropped on either side's account: ${dropped.join(", ")}`
  }.`
}

/** From so few pairs that differ, the bootstrap makes too little of chance. */
const few = 6

const cautionsOf = ({ differences, measures, verdictName }: Comparison): readonly string[] => {
  const changes = differences.map(({ one, other, what }) => `${what} (${one} / ${other})`).join("; ")
  const isSparse = measures.some(({ n, onlyOne, onlyOther }) => n > 0 && onlyOne + onlyOther < few)
  return [
    ...(differences.length > 1
      ? [
        `Caution: they differ in ${differences.length} things, and a difference may come from any: ${changes}.`
      ]
      : differences.length === 1
      ? [`They differ in: ${changes}.`]
      : []),
    ...(verdictName === null
      ? ["Their tasks share no verdict, so that only accuracy is compared."]
      : []),
    ...(isSparse
      ? [`Caution: where fewer than ${few} pairs differ, the interval is too narrow; trust the p value.`]
      : [])
  ]
}

const pairName = (ids: readonly string[], { one, other }: Comparison): string =>
  `${ids.indexOf(one) + 1}, ${ids.indexOf(other) + 1}`

const paragraphOf = (ids: readonly string[], comparison: Comparison): string => {
  const { pairs } = comparison
  return [
    `Pair ${
      pairName(ids, comparison)
    }: ${pairs.paired} observations are in both, ${pairs.onlyOne} only in the first, `
    + `${pairs.onlyOther} only in the second. ${showDropped(pairs)}`,
    ...cautionsOf(comparison)
  ].join("\n")
}

const legend = (exact: boolean) =>
  "Rates have 95 % Wilson intervals; the difference is the second less the first, with a 95 % bootstrap interval over\n"
  + `the pairs. p is McNemar's, ${
    exact ? "exact" : "mid-p"
  }; Holm's correction is over all rows. "N allows" is the half-width of a difference where\n`
  + "answers are unrelated and rates near one half: what so many pairs leave open at most."

/** The comparisons with what entered and what to be careful about. */
export const comparisonReport = (
  ids: readonly string[],
  comparisons: readonly Comparison[],
  exact: boolean
): string => {
  const rows = comparisons.flatMap((comparison) =>
    comparison.measures.map((measure) =>
      rowOf(
        pairName(ids, comparison),
        measureName(measure.measure, comparison.verdictName ?? ""),
        measure
      )
    )
  )
  return [
    ...ids.map((id, i) => `${i + 1}: ${id}`),
    "",
    ...comparisons.flatMap((comparison) => [paragraphOf(ids, comparison), ""]),
    plainTable(head, colAligns, rows),
    "",
    legend(exact)
  ].join("\n")
}
