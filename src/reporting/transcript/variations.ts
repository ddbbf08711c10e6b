/**
 * Which experiments ask the same about the same observations in other words.
 */
import { canonicalJson } from "../../domain/Digest.ts"
import type { ExperimentSpec } from "../../domain/ExperimentSpec.ts"

/** What variations have in common; flags, wording, system message and parameters may differ. */
const commonOf = ({ dataset, model, seed, split, task }: ExperimentSpec): string =>
  canonicalJson({
    model: { id: model.id, revision: model.revision },
    dataset: { name: dataset.name, sha256: dataset.sha256, hub: dataset.hub },
    seed,
    split,
    task
  })

/** Whether two experiments are variations of each other: one model, data set, split, seed and task. */
export const areVariations = (one: ExperimentSpec, other: ExperimentSpec): boolean =>
  commonOf(one) === commonOf(other)
