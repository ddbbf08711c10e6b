/**
 * The records of experiments: one set per experiment, with one writer at a time.
 */
import { Context, type Effect, type Option, type Scope } from "effect"
import type { Digest } from "../domain/Digest.ts"
import type { ExperimentSpec } from "../domain/ExperimentSpec.ts"
import type { ObservationRecord } from "../domain/ObservationRecord.ts"
import type { StorageError } from "./StorageError.ts"

/** One experiment's records, open for writing. */
export interface ExperimentResults {
  /** Where the records are, for messages. */
  readonly location: string
  /** The `idx` of observations that need nothing more: the complete ones. */
  readonly finished: Effect.Effect<ReadonlySet<number>, StorageError>
  /**
   * Stores a record in place of an earlier one of the same observation; returns when it is on disk.
   *
   * The generations that it refers to are on disk before it: the cache gives nothing that is not.
   */
  readonly put: (record: ObservationRecord) => Effect.Effect<void, StorageError>
  /** Folds over all records in the order of `idx`, one at a time, without holding them all. */
  readonly fold: <S>(
    initial: S,
    step: (state: S, record: ObservationRecord) => S
  ) => Effect.Effect<S, StorageError>
  /** Removes all records. */
  readonly clear: Effect.Effect<void, StorageError>
  /** Writes the summary document beside the records, and tells where. */
  readonly saveDocument: (document: unknown) => Effect.Effect<string, StorageError>
}

/** What is known of an experiment without opening it for writing. */
export interface StoredExperiment {
  readonly spec: ExperimentSpec
  /** The `idx` of observations that need nothing more. */
  readonly finished: ReadonlySet<number>
}

export class Results extends Context.Tag("introspect/Results")<Results, {
  /**
   * Opens an experiment's records for writing, until the scope closes.
   *
   * Fails with `Held` when another process has them open, and with `Differs` when what is stored belongs to another
   * specification.
   */
  readonly open: (
    id: string,
    spec: ExperimentSpec
  ) => Effect.Effect<ExperimentResults, StorageError, Scope.Scope>
  /** Looks at an experiment without changing anything; none when there are no records. */
  readonly inspect: (id: string) => Effect.Effect<Option.Option<StoredExperiment>, StorageError>
  /** Requests that the records of one experiment refer to, and those of no other. */
  readonly requestsOnlyOf: (id: string) => Effect.Effect<ReadonlySet<Digest>, StorageError>
}>() {}
