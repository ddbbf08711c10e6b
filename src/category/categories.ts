/**
 * The categories by name.
 */
import type { CategoryName, Observation } from "../domain/Observation.ts"
import type { Category } from "./Category.ts"
import { Entailment } from "./Entailment.ts"
import { MultiChoice } from "./MultiChoice.ts"
import { Sentiment } from "./Sentiment.ts"

const byName = { sentiment: Sentiment, "multi-choice": MultiChoice, entailment: Entailment }

/**
 * The category of a data set, for use with that data set's observations.
 *
 * A data set's name of a category and the type of its rows belong together, which the type system cannot see: the
 * data sets' layers decode every row with the category's own schema.
 */
export const categoryOf = (name: CategoryName): Category<Observation> =>
  byName[name] as unknown as Category<Observation>
