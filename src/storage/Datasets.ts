/**
 * Where observations come from.
 */
import { Context, type Effect, Schema } from "effect"
import type { CategoryName, Observation, Split } from "../domain/Observation.ts"

/** A data set that cannot be used: what is wrong, where, and what to do. */
export class DatasetError extends Schema.TaggedError<DatasetError>()("DatasetError", {
  reason: Schema.Literal("Unknown", "Missing", "Unreadable", "Invalid"),
  message: Schema.String
}) {}

/** One split of a data set, addressed by row. */
export interface Dataset {
  /** The name as in the experiment's id, in its own capitals. */
  readonly name: string
  readonly category: CategoryName
  /** Digest of the content, for data that is a user's file. */
  readonly sha256: string | null
  /** The number of observations. */
  readonly size: number
  /** The observation with `idx` from 0 to size − 1. */
  readonly row: (idx: number) => Effect.Effect<Observation, DatasetError>
}

export class Datasets extends Context.Tag("introspect/Datasets")<Datasets, {
  /** Opens one split by the data set's name, or by a file's path. */
  readonly open: (name: string, split: Split) => Effect.Effect<Dataset, DatasetError>
  /** The names that can be opened, for messages and completion. */
  readonly names: readonly string[]
}>() {}
