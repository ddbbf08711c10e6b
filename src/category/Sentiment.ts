/**
 * Texts whose sentiment is asked for: IMDB, SST2.
 */
import { Schema } from "effect"
import { SentimentObservation } from "../domain/Observation.ts"
import { readSentiment } from "../readers/index.ts"
import { remembered } from "../readers/remembered.ts"
import { type Category, oppositeTarget } from "./Category.ts"

export const Sentiment: Category<SentimentObservation> = {
  name: "sentiment",
  decode: Schema.decodeUnknownEither(SentimentObservation),
  paragraph: ({ text }) => text,
  withParagraph: (observation, text) => ({ ...observation, text }),
  fields: ({ text }) => ({ paragraph: text }),
  answers: () => ["positive", "negative", "neutral", "unknown"],
  read: remembered(readSentiment),
  isDefinite: (answer) => answer !== "unknown",
  isUndetermined: (answer) => answer === "unknown" || answer === "neutral",
  target: ({ label }) => oppositeTarget(label === "positive" ? "negative" : "positive")
}
