/**
 * One experiment of the Python original, as its files tell it.
 */
import type { Effect } from "effect"
import type { TaskName } from "../../domain/Variation.ts"
import type { StorageError } from "../../storage/StorageError.ts"

/** A row of the results; null where the column is null, or where the task has no such column. */
export interface OriginalRow {
  readonly idx: number
  /** 0 train, 1 valid, 2 test. */
  readonly split: number
  readonly label: string | null
  /** The sum over the sessions: milliseconds, or seconds by the VLLM client. */
  readonly duration: number | null
  readonly text: (column: string) => string | null
  readonly flag: (column: string) => boolean | null
  /** The text of the error, if there was one; the error itself, a pickle, is never looked at. */
  readonly traceback: string | null
}

/** An answer in the experiment's own cache. */
export interface OriginalAnswer {
  /** The prompt as it was sent, in the model's chat format. */
  readonly prompt: string
  readonly response: string
  /** In the unit of the row's. */
  readonly duration: number
}

export interface OriginalSource {
  /** The original's id: the name of the files. */
  readonly id: string
  readonly location: string
  readonly task: TaskName
  /** The document beside the results; null when there is none. */
  readonly document: unknown
  /** Whether there is a file of answers. */
  readonly hasAnswers: boolean
  /** The next rows in the order of `idx`, at most so many, after one (−1 for the first). */
  readonly rows: (after: number, size: number) => Effect.Effect<readonly OriginalRow[], StorageError>
  /** The next answers in the order of their prompts, after one ("" for the first). */
  readonly answers: (after: string, size: number) => Effect.Effect<readonly OriginalAnswer[], StorageError>
  readonly answer: (prompt: string) => Effect.Effect<OriginalAnswer | null, StorageError>
}
