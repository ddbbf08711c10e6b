/**
 * What a split of a data set consists of, as it was published: nothing is left out for being empty or there twice.
 */
import { Effect } from "effect"
import { categoryOf } from "../category/categories.ts"
import { canonicalJson, digestText } from "../domain/Digest.ts"
import type { Dataset, DatasetError } from "../storage/Datasets.ts"

export interface SplitFacts {
  readonly rows: number
  /** How many rows have each label; only where there are a few labels. */
  readonly labels?: { readonly [label: string]: number }
  /** Rows whose text has nothing but white space. */
  readonly empty_texts: number
  /** Rows that repeat an earlier one in every field. */
  readonly duplicate_rows: number
}

const fewLabels = 20

/** Reads every row of a split. */
export const splitFacts = Effect.fnUntraced(function*(
  dataset: Dataset
): Effect.fn.Return<SplitFacts, DatasetError> {
  const { paragraph } = categoryOf(dataset.category)
  const labels = new Map<string, number>()
  const seen = new Set<string>()
  let empty = 0
  for (let idx = 0; idx < dataset.size; idx++) {
    const observation = yield* dataset.row(idx)
    const { idx: _, ...fields } = observation
    if (paragraph(observation).trim() === "") empty += 1
    seen.add(digestText(canonicalJson(fields)))
    labels.set(observation.label, (labels.get(observation.label) ?? 0) + 1)
  }
  return {
    rows: dataset.size,
    ...(labels.size > fewLabels ? {} : { labels: Object.fromEntries([...labels].toSorted()) }),
    empty_texts: empty,
    duplicate_rows: dataset.size - seen.size
  }
})
