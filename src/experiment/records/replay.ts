/**
 * Going through stored records and holding their sessions again.
 */
import { Effect } from "effect"
import { categoryOf } from "../../category/categories.ts"
import type { GenerateError } from "../../domain/GenerateError.ts"
import type { ObservationRecord } from "../../domain/ObservationRecord.ts"
import type { Inference } from "../../inference/Inference.ts"
import type { Dataset, DatasetError } from "../../storage/Datasets.ts"
import type { StoredExperiment } from "../../storage/Results.ts"
import type { Tell } from "../../storage/Tell.ts"
import { observe } from "../../task/observe.ts"
import { type Experiment, guideOf } from "../Experiment.ts"

/** Makes a stored record once more, by today's readers. */
export type Again<R> = (
  before: ObservationRecord
) => Effect.Effect<ObservationRecord, GenerateError | DatasetError, R>

/** Holds the sessions again, by the experiment's own prompts: what was asked before comes from the cache. */
export const observeAgain = (
  experiment: Experiment,
  dataset: Dataset
): (
  before: Pick<ObservationRecord, "idx">
) => Effect.Effect<ObservationRecord, GenerateError | DatasetError, Inference> => {
  const guide = guideOf(experiment, categoryOf(dataset.category))
  return ({ idx }) =>
    Effect.flatMap(
      dataset.row(idx),
      (observation) => observe(experiment.task, guide, observation, experiment.split)
    )
}

const pageSize = 500
const concurrency = 50

/** Makes each of the chosen records again, many at a time, and hands them on in the order of `idx`; tells of all. */
export const replay = Effect.fnUntraced(function*<R, E, R2>(
  { countOf, page }: Pick<StoredExperiment, "countOf" | "page">,
  isChosen: (record: ObservationRecord) => boolean,
  again: Again<R>,
  each: (before: ObservationRecord, after: ObservationRecord) => Effect.Effect<void, E, R2>,
  tell: Tell
) {
  const total = yield* countOf({})
  let [last, done] = [-1, 0]
  while (true) {
    tell("records", done, total)
    const records = yield* page(last, pageSize)
    if (records.length === 0) return
    last = records.at(-1)!.idx
    const chosen = records.filter(isChosen)
    const made = yield* Effect.forEach(chosen, again, { concurrency })
    yield* Effect.forEach(made, (after, i) => each(chosen[i]!, after), { discard: true })
    done += records.length
    // What comes from the cache alone never waits: the display and signals have their turn here.
    yield* Effect.sleep(0)
  }
})
