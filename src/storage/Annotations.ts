/**
 * People's corrections of readings, beside the records and never in them.
 */
import { Context, type Effect } from "effect"
import type { Annotation } from "../domain/Annotation.ts"
import type { StorageError } from "./StorageError.ts"

export class Annotations extends Context.Tag("introspect/Annotations")<Annotations, {
  /** Adds an annotation to its experiment's; returns when it is on disk. Nothing is ever replaced. */
  readonly add: (annotation: Annotation) => Effect.Effect<void, StorageError>
  /** All annotations of an experiment, in the order in which they were made. */
  readonly of: (experiment: string) => Effect.Effect<readonly Annotation[], StorageError>
}>() {}
