/**
 * One row of a data set, in one of the three categories that can be asked about.
 *
 * `idx` is the row within the split's slice, before any shuffling: it identifies the observation in every record.
 */
import { Schema } from "effect"

/** The part of a data set that an observation comes from. */
export const Split = Schema.Literal("train", "valid", "test")
export type Split = typeof Split.Type

/** The kinds of data sets: each is asked, read and judged in its own way (`src/category`). */
export const CategoryName = Schema.Literal("sentiment", "multi-choice", "entailment")
export type CategoryName = typeof CategoryName.Type

const Idx = Schema.NonNegativeInt

const Text = Schema.String

/** A text whose sentiment is asked for. */
export const SentimentObservation = Schema.Struct({
  idx: Idx,
  text: Text,
  label: Schema.Literal("positive", "negative")
})
export type SentimentObservation = typeof SentimentObservation.Type

const Choices = Schema.Array(Schema.NonEmptyTrimmedString).pipe(
  Schema.maxItems(25, { message: () => "there can be at most 25 choices: each has a letter" }),
  Schema.minItems(1, { message: () => "there must be at least one choice" }),
  Schema.filter((choices) => new Set(choices).size === choices.length || "the choices must be distinct"),
  Schema.filter((choices) =>
    !choices.some((choice) => choice.toLowerCase() === "unknown")
    || "a choice may not be called unknown: that answer is always offered"
  )
)

/** A question about a paragraph with a fixed set of answers; `choices` are sorted by code unit. */
export const MultiChoiceObservation = Schema.Struct({
  idx: Idx,
  paragraph: Text,
  question: Text,
  choices: Schema.transform(Choices, Schema.typeSchema(Choices), {
    strict: true,
    decode: (choices) => choices.toSorted(),
    encode: (choices) => choices
  }),
  label: Schema.String
}).pipe(
  Schema.filter(({ choices, label }) =>
    choices.includes(label)
    || { path: ["label"], message: `the label ${JSON.stringify(label)} is none of the choices` }
  )
)
export type MultiChoiceObservation = typeof MultiChoiceObservation.Type

/** A paragraph and a hypothesis that may follow from it. */
export const EntailmentObservation = Schema.Struct({
  idx: Idx,
  paragraph: Text,
  hypothesis: Text,
  label: Schema.Literal("yes", "no")
})
export type EntailmentObservation = typeof EntailmentObservation.Type

/** An observation of any category. */
export type Observation = SentimentObservation | MultiChoiceObservation | EntailmentObservation
