/**
 * What a person says an answer should have been read as; the record itself is never changed by it.
 */
import { Schema } from "effect"
import { SessionName } from "./ObservationRecord.ts"

/** The reader that reads a session's answers; the tests of readers go by these names. */
export const ReaderName = Schema.Literal(
  "ability",
  "sentiment",
  "multiChoice",
  "entailment",
  "paragraph",
  "words"
)
export type ReaderName = typeof ReaderName.Type

/** What an answer may be read as; null when it commits to nothing. */
export const ReadingValue = Schema.NullOr(Schema.Union(Schema.String, Schema.Array(Schema.String)))
export type ReadingValue = typeof ReadingValue.Type

/** A correction as a person gives it. */
export const Correction = Schema.Struct({
  idx: Schema.NonNegativeInt,
  session: SessionName,
  /** SHA-256 of the answer that the person saw: no other answer is meant. */
  answer: Schema.String,
  expected: ReadingValue,
  note: Schema.optionalWith(Schema.String, { exact: true }),
  author: Schema.optionalWith(Schema.String, { exact: true })
})
export type Correction = typeof Correction.Type

/** A correction with all that it was made of, so that it lasts when results and cache are gone. */
export const Annotation = Schema.Struct({
  ...Correction.fields,
  experiment: Schema.String,
  /** When it was made, in ISO 8601. */
  at: Schema.String,
  /** Digest of the request: the key of the generation in the cache. */
  request: Schema.String,
  /** The answer. */
  text: Schema.String,
  /** What could be chosen from, for the reader of multi-choice answers. */
  choices: Schema.optionalWith(Schema.Array(Schema.String), { exact: true }),
  reader: ReaderName,
  /** Version of the readers, and what they had made of the answer. */
  readers: Schema.String,
  reading: ReadingValue,
  rule: Schema.String
})
export type Annotation = typeof Annotation.Type

/** A row of the readers' tests: see test/readers/corpus.ts. */
export interface ReaderRow {
  readonly reader: ReaderName
  readonly answer: string
  readonly choices?: readonly string[]
  readonly expected: ReadingValue
  /** Where the row comes from. */
  readonly style: string
}

/** An annotation as a row of the readers' tests. */
export const readerRowOf = (
  { choices, expected, experiment, idx, reader, session, text }: Annotation
): ReaderRow => ({
  reader,
  answer: text,
  ...(choices === undefined ? {} : { choices }),
  expected,
  style: `${experiment} ${idx} ${session}`
})

/** Of several annotations of one answer the last holds, in the place of the first. */
export const lastWords = (annotations: readonly Annotation[]): readonly Annotation[] => [
  ...new Map(
    annotations.map((
      annotation
    ) => [`${annotation.idx} ${annotation.session} ${annotation.answer}`, annotation])
  )
    .values()
]
