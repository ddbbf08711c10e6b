/**
 * The data of an experiment, known before anything is asked.
 */
import { Effect } from "effect"
import { type Dataset, type DatasetError, Datasets } from "../storage/Datasets.ts"
import { checkTask, type Experiment, type ExperimentError } from "./Experiment.ts"

/** Opens the data of an experiment, whose category must be one that the task asks about. */
export const dataOf = (
  experiment: Experiment
): Effect.Effect<Dataset, DatasetError | ExperimentError, Datasets> =>
  Effect.flatMap(
    Datasets,
    ({ open }) => open(experiment.dataset, experiment.split, experiment.reading)
  ).pipe(Effect.tap(({ category }) => checkTask(experiment, category)))
