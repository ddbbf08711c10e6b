/**
 * Questions with a fixed set of answers: bAbI, MCTest.
 */
import { Schema } from "effect"
import { MultiChoiceObservation } from "../domain/Observation.ts"
import { letteredList } from "../prompts/lettered.ts"
import { readMultiChoice } from "../readers/index.ts"
import type { Category } from "./Category.ts"

export const MultiChoice: Category<MultiChoiceObservation> = {
  name: "multi-choice",
  decode: Schema.decodeUnknownEither(MultiChoiceObservation),
  paragraph: ({ paragraph }) => paragraph,
  withParagraph: (observation, paragraph) => ({ ...observation, paragraph }),
  fields: ({ choices, paragraph, question }) => ({
    paragraph,
    question,
    options: letteredList([...choices, "unknown"]),
    choices: letteredList(choices)
  }),
  answers: ({ choices }) => [...choices, "unknown"],
  read: (answer, { choices }) => readMultiChoice(answer, choices),
  isDefinite: (answer) => answer !== "unknown",
  isUndetermined: (answer) => answer === "unknown",
  target: ({ choices, label }, isImplicit) => {
    if (choices.length < 2) return null
    if (isImplicit) return { isReachedBy: (answer) => answer !== label && choices.includes(answer) }
    const next = choices[(choices.indexOf(label) + 1) % choices.length]!
    return { answer: next, isReachedBy: (answer) => answer === next }
  }
}
