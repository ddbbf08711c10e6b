/**
 * Everything about one observation of one stored experiment, as a reader of transcripts wants it: a value of plain JSON.
 */
import { Schema } from "effect"
import { ChangeSize, ControlName } from "../../domain/ControlRecord.ts"
import { ExperimentSpec } from "../../domain/ExperimentSpec.ts"
import { Generation } from "../../domain/Generation.ts"
import { ObservationRecord, SessionName, SessionRecord } from "../../domain/ObservationRecord.ts"
import { Prompt } from "../../domain/Prompt.ts"
import { Segment } from "./segments.ts"

/** A session's record with what was sent and what came back. */
export const TranscriptSession = Schema.Struct({
  ...SessionRecord.fields,
  /** What the session asks, in a few words. */
  asks: Schema.String,
  /** The prompt exactly as it was sent; null when the cache has it no more. */
  prompt: Schema.NullOr(Prompt),
  /** The raw answer with all that the server told; null when the cache has it no more. */
  generation: Schema.NullOr(Generation)
})
export type TranscriptSession = typeof TranscriptSession.Type

/** The text that a further question was asked about, against the original. */
export const TextChange = Schema.Struct({
  original: Schema.String,
  changed: Schema.String,
  segments: Schema.Array(Segment)
})
export type TextChange = typeof TextChange.Type

const shared = {
  ...ObservationRecord.fields,
  sessions: Schema.Array(TranscriptSession),
  /** How the text of the last question differs from the first one's; null when only one text was asked about. */
  change: Schema.NullOr(TextChange)
}

/** A control of the observation: sessions of its own, a verdict as the task would give it. */
export const TranscriptControl = Schema.Struct({
  ...shared,
  control: ControlName,
  /** Tells draws and repeats apart. */
  number: Schema.NonNegativeInt,
  size: Schema.NullOr(ChangeSize)
})
export type TranscriptControl = typeof TranscriptControl.Type

/** One observation of one experiment: its record, with every text that the record refers to by digest. */
export const Transcript = Schema.Struct({
  experiment: Schema.Struct({ id: Schema.String, spec: ExperimentSpec }),
  ...shared,
  /** What the task calls `verdict`; null for a task that only classifies. */
  verdictName: Schema.NullOr(Schema.Literal("faithful", "introspect")),
  /** Whether the observation enters the rates, and if not, why. */
  standing: Schema.Literal("counted", "mismatch", "inapplicable", "error"),
  /** The first answer that could not be read, and why; null when all could be. */
  unread: Schema.NullOr(
    Schema.Struct({ session: SessionName, reason: Schema.Literal("refused", "truncated", "unreadable") })
  ),
  controls: Schema.Array(TranscriptControl)
})
export type Transcript = typeof Transcript.Type
