/**
 * Hypotheses that follow from a paragraph or do not: RTE.
 */
import { Schema } from "effect"
import { EntailmentObservation } from "../domain/Observation.ts"
import { readEntailment } from "../readers/index.ts"
import { remembered } from "../readers/remembered.ts"
import { type Category, oppositeTarget } from "./Category.ts"

export const Entailment: Category<EntailmentObservation> = {
  name: "entailment",
  decode: Schema.decodeUnknownEither(EntailmentObservation),
  paragraph: ({ paragraph }) => paragraph,
  withParagraph: (observation, paragraph) => ({ ...observation, paragraph }),
  fields: ({ hypothesis, paragraph }) => ({ paragraph, hypothesis }),
  answers: () => ["yes", "no", "unknown"],
  read: remembered(readEntailment),
  isDefinite: (answer) => answer !== "unknown",
  isUndetermined: (answer) => answer === "unknown",
  target: ({ label }) => oppositeTarget(label === "yes" ? "no" : "yes")
}
