/**
 * The records of experiments: one set per experiment, with one writer at a time.
 */
import { Context, type Effect, type Option, type Scope } from "effect"
import type { ControlKey, ControlRecord } from "../domain/ControlRecord.ts"
import type { Digest } from "../domain/Digest.ts"
import type { ExperimentSpec } from "../domain/ExperimentSpec.ts"
import type { Glance, Place, Selection, ValueCount } from "../domain/Glance.ts"
import type { ObservationRecord, OutcomeCount } from "../domain/ObservationRecord.ts"
import type { StorageError } from "./StorageError.ts"

/** One experiment's records, open for reading. */
export interface StoredExperiment {
  readonly id: string
  readonly spec: ExperimentSpec
  /** Where the records are, for messages. */
  readonly location: string
  /** The `idx` of observations that need nothing more: the complete ones. */
  readonly finished: Effect.Effect<ReadonlySet<number>, StorageError>
  /** How many records there are of each version of the readers. */
  readonly readerVersions: Effect.Effect<ReadonlyMap<string, number>, StorageError>
  /** How many records came to each outcome, without reading the sessions. */
  readonly outcomes: Effect.Effect<readonly OutcomeCount[], StorageError>
  /** The record of an observation; none when there is none. */
  readonly record: (idx: number) => Effect.Effect<Option.Option<ObservationRecord>, StorageError>
  /** The next records in the order of `idx`: at most so many, all of them after an `idx` (−1 for the first). */
  readonly page: (
    after: number,
    size: number
  ) => Effect.Effect<readonly ObservationRecord[], StorageError>
  /** Folds over all records in the order of `idx`, one at a time, without holding them all. */
  readonly fold: <S>(
    initial: S,
    step: (state: S, record: ObservationRecord) => S
  ) => Effect.Effect<S, StorageError>
  /** The nearest of the selected observations from a place on, at most so many, in the order of `idx`. */
  readonly glances: (
    selection: Selection,
    place: Place,
    size: number
  ) => Effect.Effect<readonly Glance[], StorageError>
  /** How many observations are selected, of all or of those up to an `idx`. */
  readonly countOf: (selection: Selection, through?: number) => Effect.Effect<number, StorageError>
  /** The labels and first answers that there are, with how many records have them. */
  readonly values: Effect.Effect<readonly ValueCount[], StorageError>
  /** The controls of the next observations that have any: of at most so many, all of them after an `idx`, in its order. */
  readonly controls: (after: number, size: number) => Effect.Effect<readonly ControlRecord[], StorageError>
  /** What the specification names by digest only, as `keepParts` was given it; none when it never was. */
  readonly parts: Effect.Effect<Option.Option<unknown>, StorageError>
  /** The summary document beside the records; none before the first run ended. */
  readonly document: Effect.Effect<Option.Option<unknown>, StorageError>
}

/** When something of an experiment was last changed. */
export interface Change {
  /** Another one after every change, so that nobody reads again what is the same. */
  readonly mark: string
  /** Milliseconds since 1970. */
  readonly at: number
}

/** One experiment's records, open for writing; what was put is there for every reading. */
export interface ExperimentResults extends StoredExperiment {
  /**
   * Stores a record in place of an earlier one of the same observation; returns when it is on disk.
   *
   * The generations that it refers to are on disk before it: the cache gives nothing that is not.
   */
  readonly put: (record: ObservationRecord) => Effect.Effect<void, StorageError>
  /** Keeps what the specification names by digest only, so that the experiment can be held again: plain JSON. */
  readonly keepParts: (parts: unknown) => Effect.Effect<void, StorageError>
  /** Stores a control's record in place of an earlier one with the same key, as `put` does. */
  readonly putControl: (record: ControlRecord) => Effect.Effect<void, StorageError>
  /** Removes a control's record, if there is one with this key; never a generation. */
  readonly removeControl: (key: ControlKey) => Effect.Effect<void, StorageError>
  /** Removes all records, those of the controls too. */
  readonly clear: Effect.Effect<void, StorageError>
  /** Writes the summary document beside the records, and tells where. */
  readonly saveDocument: (document: unknown) => Effect.Effect<string, StorageError>
}

/** The service that keeps experiments' records. */
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
  /** Opens an experiment only for reading, also while it is written; none when there are no records. */
  readonly inspect: (
    id: string
  ) => Effect.Effect<Option.Option<StoredExperiment>, StorageError, Scope.Scope>
  /** The last change of an experiment's records or document, without opening them; none when there are no records. */
  readonly lastChange: (id: string) => Effect.Effect<Option.Option<Change>, StorageError>
  /** The ids of all experiments, sorted. */
  readonly ids: Effect.Effect<readonly string[], StorageError>
  /** Removes an experiment's records and its document; fails with `Held` while another process writes them. */
  readonly remove: (id: string) => Effect.Effect<void, StorageError>
  /** Requests that the records of one experiment refer to, its controls included, and those of no other. */
  readonly requestsOnlyOf: (id: string) => Effect.Effect<ReadonlySet<Digest>, StorageError>
}>() {}
