/**
 * Generated observations of every category, on which the simulated model's rules are nearly always right: for
 * calibration, not for models.
 */
import { Effect } from "effect"
import type { CategoryName, Observation } from "../../src/domain/Observation.ts"
import type { Dataset } from "../../src/storage/Datasets.ts"
import type { DatasetSource } from "./DatasetSource.ts"
import { babi1 } from "./generated/babi1.ts"
import { generatedEntailment } from "./generated/entailment.ts"
import { generatedReview } from "./generated/sentiment.ts"

const generators: { readonly [Name in CategoryName]: (seed: number, idx: number) => Observation } = {
  sentiment: generatedReview,
  "multi-choice": babi1,
  entailment: generatedEntailment
}

const prefix = "generated-"
const categories = Object.keys(generators) as CategoryName[]
const usualSeed = 7

/** So many observations of a category; each seed has its own. */
export const generatedDataset = (category: CategoryName, size: number, seed = usualSeed): Dataset => ({
  name: `${prefix}${category}`,
  category,
  sha256: null,
  size,
  row: (idx) => Effect.sync(() => generators[category](seed, idx))
})

/** Data sets `generated-CATEGORY` with so many rows; each seed has its own. */
export const generatedSource = (size: number, seed = usualSeed): DatasetSource => ({
  names: categories.map((category) => `${prefix}${category}`),
  has: (name) => name.startsWith(prefix),
  open: (name) => Effect.succeed(generatedDataset(name.slice(prefix.length) as CategoryName, size, seed))
})
