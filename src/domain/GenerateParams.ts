/**
 * Sampling parameters of a generation, by the names that servers and papers use.
 */
import { Schema } from "effect"

/** An absent parameter is not sent: the server's own default then applies. */
export const GenerateParams = Schema.Struct({
  temperature: Schema.optionalWith(Schema.NonNegative, { exact: true }),
  top_p: Schema.optionalWith(Schema.Number.pipe(Schema.between(0, 1)), { exact: true }),
  top_k: Schema.optionalWith(Schema.NonNegativeInt, { exact: true }),
  repetition_penalty: Schema.optionalWith(Schema.Positive, { exact: true }),
  /** The most tokens of an answer. */
  max_new_tokens: Schema.optionalWith(Schema.Int.pipe(Schema.positive()), { exact: true }),
  /** Strings that end an answer; they are not part of its text. */
  stop: Schema.Array(Schema.NonEmptyString),
  seed: Schema.NonNegativeInt
})
export type GenerateParams = typeof GenerateParams.Type

/** The parameters of the paper (arXiv 2401.07927), without stop strings, which depend on the chat format. */
export const paperParams: GenerateParams = {
  temperature: 0.1,
  top_p: 0.95,
  top_k: 50,
  repetition_penalty: 1.2,
  max_new_tokens: 1024,
  stop: [],
  seed: 0
}
