import { describe, expect, it } from "@effect/vitest"
import type { ComparedMeasure, Comparison } from "../../../src/experiment/comparison/compare.ts"
import { comparisonColumns, comparisonRows } from "../../../src/experiment/comparison/tabulated.ts"
import { wilson } from "../../../src/stats/wilson.ts"

const measure = (change: Partial<ComparedMeasure> = {}): ComparedMeasure => ({
  measure: "accuracy",
  n: 20,
  one: wilson(18, 20),
  other: wilson(15, 20),
  difference: { value: -0.15, low: -0.35, high: 0.05, n: 20 },
  onlyOne: 4,
  onlyOther: 1,
  p: 0.2,
  adjustedP: 0.4,
  halfWidth: 0.31,
  ...change
})

const none = { value: Number.NaN, low: Number.NaN, high: Number.NaN, n: 0 }
const comparison: Comparison = {
  one: "a",
  other: "b",
  differences: [{ what: "model", one: "x", other: "y" }, { what: "seed", one: "0", other: "1" }],
  pairs: { onlyOne: 0, onlyOther: 0, paired: 20, error: 0, inapplicable: 0, mismatch: 0, counted: 20 },
  verdictName: "faithful",
  measures: [
    measure(),
    measure({
      measure: "verdictAmongCorrect",
      n: 0,
      one: wilson(0, 0),
      other: wilson(0, 0),
      difference: none,
      p: null,
      adjustedP: null,
      halfWidth: Number.POSITIVE_INFINITY
    })
  ]
}

describe("comparisonRows", () => {
  it("has a row for each measure, with every column", () => {
    const rows = comparisonRows([comparison])
    expect(rows).toHaveLength(2)
    for (const row of rows) expect(Object.keys(row)).toEqual(comparisonColumns.map(({ name }) => name))
    expect(rows[0]).toMatchObject({
      one: "a",
      other: "b",
      measure: "accuracy",
      verdict: null,
      n: 20,
      one_count: 18,
      one_rate: 0.9,
      other_rate: 0.75,
      difference: -0.15,
      difference_low: -0.35,
      difference_high: 0.05,
      only_one: 4,
      only_other: 1,
      p: 0.2,
      p_holm: 0.4,
      half_width: 0.31,
      differ_in: "model; seed"
    })
  })

  it("has null where there was nothing to count", () => {
    expect(comparisonRows([comparison])[1]).toMatchObject({
      measure: "verdictAmongCorrect",
      verdict: "faithful",
      n: 0,
      one_rate: null,
      one_low: 0,
      other_high: 1,
      difference: null,
      p: null,
      half_width: null
    })
  })
})
