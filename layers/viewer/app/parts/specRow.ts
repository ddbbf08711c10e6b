/**
 * An experiment's title by its specification.
 */
import type { ExperimentRow } from "../../wire/experiments.ts"
import type { ObservationView } from "../../wire/observations.ts"

type Experiment = ObservationView["transcript"]["experiment"]

/** What a title needs of an experiment. */
export const rowOfSpec = (
  { id, spec }: Experiment
): Pick<ExperimentRow, "id" | "model" | "dataset" | "split" | "task" | "flags" | "isSimulated"> => ({
  id,
  model: spec.model.name,
  dataset: spec.dataset.name,
  split: spec.split,
  task: spec.task,
  flags: spec.flags,
  isSimulated: spec.model.id.startsWith("simulated/")
})
