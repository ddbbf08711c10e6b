/**
 * What the viewer is told of observations.
 */
import { Schema } from "effect"
import { Annotation, ReaderName } from "../../../src/domain/Annotation.ts"
import { Glance } from "../../../src/domain/Glance.ts"
import { SessionName } from "../../../src/domain/ObservationRecord.ts"
import { Transcript } from "../../../src/reporting/transcript/Transcript.ts"

const Count = Schema.NonNegativeInt

/** One observation in a list. */
export const ObservationRow = Schema.Struct({
  ...Glance.fields,
  /** What the explanation was read as, cut short. */
  explanation: Schema.NullOr(Schema.String),
  /** What the last answer was read as, where it is not the first. */
  last: Schema.NullOr(Schema.String),
  durationMillis: Schema.Number
})
export type ObservationRow = typeof ObservationRow.Type

/** How far a search has come. */
export const SearchState = Schema.Struct({
  words: Schema.String,
  /** Observations that were looked at for this page. */
  searched: Count,
  /** Whether there was nothing more to look at. */
  isDone: Schema.Boolean
})
export type SearchState = typeof SearchState.Type

/** A page of the selected observations. */
export const ObservationPage = Schema.Struct({
  rows: Schema.Array(ObservationRow),
  /** How many are selected, a search apart. */
  selected: Count,
  /** The place of the first row among them, from 1; null in a search and on an empty page. */
  position: Schema.NullOr(Count),
  /** Whether there are any before the first row. */
  previous: Schema.NullOr(Schema.Number),
  /** After which `idx` the next page begins; null on the last. */
  next: Schema.NullOr(Schema.Number),
  search: Schema.NullOr(SearchState)
})
export type ObservationPage = typeof ObservationPage.Type

/** One observation, and its neighbours among the selected. */
export const ObservationView = Schema.Struct({
  transcript: Transcript,
  previous: Schema.NullOr(Count),
  next: Schema.NullOr(Count),
  selected: Count,
  /** Its place among the selected, from 1; null when it is not among them. */
  position: Schema.NullOr(Count),
  /** Which reader reads which session. */
  readers: Schema.Array(Schema.Struct({ session: SessionName, reader: ReaderName })),
  annotations: Schema.Array(Annotation)
})
export type ObservationView = typeof ObservationView.Type
