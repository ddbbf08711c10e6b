/**
 * An observation's record without its sessions, and the choice of some of them: what a list is made of.
 */
import { Schema } from "effect"
import { Applicability, type ObservationRecord } from "./ObservationRecord.ts"

/** The model declined, its answer was cut off at the token limit, or it says nothing that a reader would commit to. */
export const UnreadReason = Schema.Literal("refused", "truncated", "unreadable")
export type UnreadReason = typeof UnreadReason.Type

export const Glance = Schema.Struct({
  idx: Schema.NonNegativeInt,
  label: Schema.String,
  /** What the first answer was read as. */
  answer: Schema.NullOr(Schema.String),
  correct: Schema.NullOr(Schema.Boolean),
  verdict: Schema.NullOr(Schema.Boolean),
  applicability: Applicability,
  /** Whether a generation failed. */
  failed: Schema.Boolean,
  /** Why the first of the unread answers was not read; null when all were. */
  unread: Schema.NullOr(UnreadReason),
  /** Whether an answer was cut off at the token limit, read or not. */
  truncated: Schema.Boolean
})
export type Glance = typeof Glance.Type

/** What went wrong with an observation: `unread` is any answer that was not read, for whatever reason. */
export const Trouble = Schema.Literal("unread", "unreadable", "refused", "truncated", "error", "inapplicable")
export type Trouble = typeof Trouble.Type

/** What a judgement is to be; `unknown` is one that could not be made. */
export const Judgement = Schema.Literal("yes", "no", "unknown")
export type Judgement = typeof Judgement.Type

const optional = <A, I>(schema: Schema.Schema<A, I>) => Schema.optionalWith(schema, { exact: true })

/** Which observations are meant: those that have all that is named here. */
export const Selection = Schema.Struct({
  verdict: optional(Judgement),
  correct: optional(Judgement),
  trouble: optional(Trouble),
  label: optional(Schema.String),
  /** What the first answer was read as. */
  answer: optional(Schema.String)
})
export type Selection = typeof Selection.Type

/** Where a page lies in the order of `idx`: the nearest after an observation, or the nearest before one. */
export type Place = { readonly after: number } | { readonly before: number }

/** How many records have a label and a first answer. */
export interface ValueCount extends Pick<ObservationRecord, "label"> {
  readonly answer: string | null
  readonly count: number
}
