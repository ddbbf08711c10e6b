/**
 * What is kept of a control: a further question about an observation, beside its record.
 */
import { Schema } from "effect"
import type { ObservationRecord } from "./ObservationRecord.ts"

/**
 * The controls, by what the question is about.
 *
 * - `random`: the text changed at random, as much as the explanation changed it
 * - `none`: the untouched text once more
 * - `all`: the text with every word masked
 * - `size`: nothing is asked; how much of the text the explanation changed
 * - `repeat`: all sessions of the observation, held again
 * - `soft`: how likely the possible answers are in sessions 1 and 3, instead of an answer
 */
export const ControlName = Schema.Literal("random", "none", "all", "size", "repeat", "soft")
export type ControlName = typeof ControlName.Type

/** How often each text is changed at random, unless told otherwise. */
export const usualDraws = 5

/** How much of a text was changed, in occurrences of words. */
export const ChangeSize = Schema.Struct({
  /** Words of the text. */
  words: Schema.NonNegativeInt,
  /** Those that were masked; for a counterfactual the word-level edit distance. */
  changed: Schema.NonNegativeInt
})
export type ChangeSize = typeof ChangeSize.Type

/**
 * A control's record is an observation's: sessions, a verdict as the task would give it, a failure.
 *
 * Experiment, `idx`, `control` and `number` are its key; `number` tells draws and repeats apart.
 */
export interface ControlRecord extends ObservationRecord {
  readonly control: ControlName
  readonly number: number
  readonly size: ChangeSize | null
}

/** What tells a control from the others of an experiment. */
export type ControlKey = Pick<ControlRecord, "control" | "idx" | "number">

/** The key of a control as a text. */
export const controlKey = ({ control, idx, number }: ControlKey): string => `${idx}/${control}/${number}`
