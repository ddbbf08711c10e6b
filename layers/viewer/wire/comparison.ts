/**
 * What the viewer is told of two experiments side by side.
 */
import { Schema } from "effect"
import { Glance } from "../../../src/domain/Glance.ts"
import { aspects } from "../../../src/experiment/records/disagreements.ts"
import { ExperimentRow } from "./experiments.ts"

const Count = Schema.NonNegativeInt

export const WireAspect = Schema.Literal(...aspects)

/** One observation of which the two say different things. */
export const DifferingRow = Schema.Struct({
  idx: Count,
  aspects: Schema.Array(WireAspect),
  one: Glance,
  other: Glance
})
export type DifferingRow = typeof DifferingRow.Type

/** Two experiments, and a page of the observations in which they differ. */
export const ComparisonPage = Schema.Struct({
  one: ExperimentRow,
  other: ExperimentRow,
  /** Why they cannot be compared; null when their observations are the same. */
  problem: Schema.NullOr(Schema.String),
  paired: Count,
  onlyOne: Count,
  onlyOther: Count,
  counts: Schema.Record({ key: WireAspect, value: Count }),
  /** How many differ in what was asked for. */
  differing: Count,
  rows: Schema.Array(DifferingRow),
  position: Schema.NullOr(Count),
  previous: Schema.NullOr(Schema.Number),
  next: Schema.NullOr(Schema.Number)
})
export type ComparisonPage = typeof ComparisonPage.Type

/** The neighbours of an observation among those that differ. */
export const ComparisonPlace = Schema.Struct({
  previous: Schema.NullOr(Count),
  next: Schema.NullOr(Count),
  position: Schema.NullOr(Count),
  differing: Count
})
export type ComparisonPlace = typeof ComparisonPlace.Type
