/**
 * Where observations come from.
 */
import { Context, type Effect, Schema } from "effect"
import type { DatasetReading } from "../domain/DatasetReading.ts"
import type { HubRevision } from "../domain/ExperimentSpec.ts"
import type { CategoryName, Observation, Split } from "../domain/Observation.ts"

/** A data set that cannot be used: what is wrong, where, and what to do. */
export class DatasetError extends Schema.TaggedError<DatasetError>()("DatasetError", {
  reason: Schema.Literal(
    /** Nothing has this name. */
    "Unknown",
    /** A file or a split is not there. */
    "Missing",
    /** A file is not what its name says. */
    "Unreadable",
    /** A row, a map or a count is wrong. */
    "Invalid",
    /** It could not be fetched or kept: the network, the rights, the disk. */
    "Unavailable"
  ),
  message: Schema.String
}) {}

/** One split of a data set, addressed by row. */
export interface Dataset {
  /** The name as in the experiment's id, in its own capitals. */
  readonly name: string
  readonly category: CategoryName
  /** Digest of the content, for data that is a user's file. */
  readonly sha256: string | null
  /** What a data set of the Hub was taken from; absent for all others. */
  readonly hub?: HubRevision
  /** The canonical text of the map by which its columns were read; absent without one. */
  readonly map?: string
  /** The number of observations. */
  readonly size: number
  /** The observation with `idx` from 0 to size − 1. */
  readonly row: (idx: number) => Effect.Effect<Observation, DatasetError>
}

/** The service that opens data sets by their names. */
export class Datasets extends Context.Tag("introspect/Datasets")<Datasets, {
  /** Opens one split by the data set's name, or by a file's path; `reading` is for data that is not built in. */
  readonly open: (
    name: string,
    split: Split,
    reading?: DatasetReading
  ) => Effect.Effect<Dataset, DatasetError>
  /** The names that can be opened, for messages and completion. */
  readonly names: readonly string[]
}>() {}
