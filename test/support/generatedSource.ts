/**
 * Generated observations of every category, on which the simulated model's rules are nearly always right.
 */
import { Effect } from "effect"
import type { DatasetSource } from "../../layers/datasets/DatasetSource.ts"
import { babi1 } from "../../layers/datasets/generated/babi1.ts"
import { generatedEntailment } from "../../layers/datasets/generated/entailment.ts"
import { generatedReview } from "../../layers/datasets/generated/sentiment.ts"
import type { CategoryName, Observation } from "../../src/domain/Observation.ts"

const generators: { readonly [Name in CategoryName]: (seed: number, idx: number) => Observation } = {
  sentiment: generatedReview,
  "multi-choice": babi1,
  entailment: generatedEntailment
}

const prefix = "generated-"
const categories = Object.keys(generators) as CategoryName[]
const seed = 7

/** Data sets `generated-CATEGORY` with so many rows. */
export const generatedSource = (size: number): DatasetSource => ({
  names: categories.map((category) => `${prefix}${category}`),
  has: (name) => name.startsWith(prefix),
  open: (name) => {
    const category = name.slice(prefix.length) as CategoryName
    const generate = generators[category]
    return Effect.succeed({
      name,
      category,
      sha256: null,
      size,
      row: (idx) => Effect.sync(() => generate(seed, idx))
    })
  }
})
