/**
 * What the viewer is told of experiments.
 */
import { Schema } from "effect"
import { ExperimentSpec } from "../../../src/domain/ExperimentSpec.ts"
import { Trouble } from "../../../src/domain/Glance.ts"
import { Split } from "../../../src/domain/Observation.ts"
import { OwnTaskName, TaskName } from "../../../src/domain/Variation.ts"

const Count = Schema.NonNegativeInt

/** A rate with its 95 % interval; JSON has no NaN, so a rate of nothing is null. */
export const WireRate = Schema.Struct({
  count: Count,
  n: Count,
  rate: Schema.NullOr(Schema.Number),
  low: Schema.Number,
  high: Schema.Number
})
export type WireRate = typeof WireRate.Type

const optional = <A, I>(schema: Schema.Schema<A, I>) => Schema.optionalWith(schema, { exact: true })

/** The headline figures of the controls, as the document of the last run has them; what was not asked is absent. */
export const WireControls = Schema.Struct({
  random: optional(Schema.Struct({
    faithfulness: Schema.Number,
    random: Schema.Number,
    difference: Schema.Struct({ value: Schema.Number, low: Schema.Number, high: Schema.Number, n: Count })
  })),
  none: optional(Schema.Struct({ self_agreement: WireRate, verdict: optional(WireRate) })),
  all: optional(WireRate),
  failed: Count
})
export type WireControls = typeof WireControls.Type

/** One experiment in the list. */
export const ExperimentRow = Schema.Struct({
  id: Schema.String,
  model: Schema.String,
  /** Whether the simulated model answered. */
  isSimulated: Schema.Boolean,
  dataset: Schema.String,
  split: Split,
  task: Schema.Union(TaskName, OwnTaskName),
  flags: Schema.Array(Schema.String),
  seed: Count,
  verdictName: Schema.NullOr(Schema.Literal("faithful", "introspect")),
  records: Count,
  /** Observations of the split; null where the data set is not at hand. */
  size: Schema.NullOr(Count),
  accuracy: WireRate,
  /** Among the correct: the paper's measure. */
  verdict: Schema.NullOr(WireRate),
  errors: Count,
  mismatches: Count,
  inapplicable: Count,
  controls: Schema.NullOr(WireControls),
  /** Versions of the readers that its records have. */
  readers: Schema.Array(Schema.String),
  /** When its last run ended, in ISO 8601; null when none did. */
  ended: Schema.NullOr(Schema.String),
  /** When something of it was last changed, in milliseconds since 1970. */
  changedAt: Schema.Number
})
export type ExperimentRow = typeof ExperimentRow.Type

/** All experiments of a folder. */
export const ExperimentList = Schema.Struct({
  folder: Schema.String,
  experiments: Schema.Array(ExperimentRow),
  /** Those that cannot be read, and why. */
  problems: Schema.Array(Schema.Struct({ id: Schema.String, message: Schema.String }))
})
export type ExperimentList = typeof ExperimentList.Type

/** One experiment, with what its observations can be filtered by. */
export const ExperimentDetail = Schema.Struct({
  row: ExperimentRow,
  spec: ExperimentSpec,
  /** Labels and first answers, with how many records have each. */
  labels: Schema.Array(Schema.Struct({ value: Schema.String, count: Count })),
  answers: Schema.Array(Schema.Struct({ value: Schema.String, count: Count })),
  /** How many observations have each trouble. */
  troubles: Schema.Array(Schema.Struct({ value: Trouble, count: Count })),
  annotations: Count
})
export type ExperimentDetail = typeof ExperimentDetail.Type
