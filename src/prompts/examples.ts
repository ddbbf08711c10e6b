/**
 * An example of each category, by which packs are shown and checked.
 */
import type { CategoryName } from "../domain/Observation.ts"
import { letteredList } from "./lettered.ts"
import type { Fields } from "./Template.ts"

const rooms = ["garden", "kitchen", "office"]

/** Values of every field that a category's prompts may name: see `fields.ts`. */
export const exampleFields: { readonly [Name in CategoryName]: Fields } = {
  sentiment: {
    paragraph: "A wonderful film with a brilliant cast, and a joy from the first scene to the last.",
    target: "negative"
  },
  "multi-choice": {
    paragraph: "Mary went to the kitchen. Then, John went to the office.",
    question: "Where is Mary?",
    options: letteredList([...rooms, "unknown"]),
    choices: letteredList(rooms),
    target: "office"
  },
  entailment: {
    paragraph: "The bridge was closed on Monday, and it was opened again a week later.",
    hypothesis: "The bridge was open on Monday.",
    target: "yes"
  }
}
