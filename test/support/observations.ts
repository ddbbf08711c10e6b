/**
 * One observation of each category, with the fields of its prompts written by hand.
 */
import type {
  EntailmentObservation,
  MultiChoiceObservation,
  SentimentObservation
} from "../../src/domain/Observation.ts"

export const review: SentimentObservation = {
  idx: 4,
  text: "A great film with great acting.",
  label: "positive"
}
export const reviewFields = { paragraph: "A great film with great acting." }

export const story: MultiChoiceObservation = {
  idx: 5,
  paragraph: "Mary went to the kitchen. Then, John went to the office.",
  question: "Where is Mary?",
  choices: ["garden", "kitchen", "office"],
  label: "office"
}
export const storyFields = {
  paragraph: "Mary went to the kitchen. Then, John went to the office.",
  question: "Where is Mary?",
  options: "a) garden\nb) kitchen\nc) office\nd) unknown",
  choices: "a) garden\nb) kitchen\nc) office"
}

export const news: EntailmentObservation = {
  idx: 6,
  paragraph: "The bridge was closed on Monday.",
  hypothesis: "The bridge was open on Monday.",
  label: "no"
}
export const newsFields = {
  paragraph: "The bridge was closed on Monday.",
  hypothesis: "The bridge was open on Monday."
}
