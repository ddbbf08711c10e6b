/**
 * What can go wrong with the files or databases that keep generations and records.
 */
import { Schema } from "effect"

export const StorageReason = Schema.Literal(
  /** Another process holds it. */
  "Held",
  /** There is none. */
  "Missing",
  /** Its content cannot be read. */
  "Corrupt",
  /** No room is left. */
  "Full",
  /** It cannot be created or written. */
  "Unwritable",
  /** A newer version of this program made it. */
  "Newer",
  /** It belongs to an experiment with another specification. */
  "Differs",
  /** Anything else that the storage reports. */
  "Failed"
)
export type StorageReason = typeof StorageReason.Type

/** The error of `GenerationCache` and `Results`: what happened, where, and what to do. */
export class StorageError extends Schema.TaggedError<StorageError>()("StorageError", {
  reason: StorageReason,
  location: Schema.String,
  message: Schema.String
}) {}
