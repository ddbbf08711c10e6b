/**
 * From what is stored back to an experiment that can be held again.
 */
import { Effect, Either, Option, Schema } from "effect"
import type { ChatFormatName } from "../chat/ChatFormat.ts"
import { parseColumnMap } from "../domain/ColumnMap.ts"
import type { DatasetReading } from "../domain/DatasetReading.ts"
import type { ExperimentSpec } from "../domain/ExperimentSpec.ts"
import { TaskName } from "../domain/Variation.ts"
import { type Dataset, Datasets } from "../storage/Datasets.ts"
import type { StoredExperiment } from "../storage/Results.ts"
import { type Experiment, makeExperiment, specOf } from "./Experiment.ts"
import { ExperimentParts } from "./parts.ts"

/** An experiment cannot be held again as it was: what is missing or different, and what to do. */
export class NotRestored
  extends Schema.TaggedError<NotRestored>()("NotRestored", { message: Schema.String })
{}

const isTaskName = Schema.is(TaskName)

const decodeParts = Schema.decodeUnknown(ExperimentParts)

const partsOf = Effect.fnUntraced(function*({ id, parts }: StoredExperiment) {
  const stored = yield* parts
  if (Option.isNone(stored)) {
    return yield* new NotRestored({
      message: `${id} does not say what its prompts were; go on with the same introspect run, and it will`
    })
  }
  return yield* Effect.mapError(
    decodeParts(stored.value),
    ({ message }) => new NotRestored({ message: `the parts of ${id} cannot be read: ${message}` })
  )
})

/** Where the data is, at the same revision, and how it is read. */
const dataOf = (
  { category, hub, map, sha256 }: ExperimentSpec["dataset"],
  given: string
): { readonly dataset: string; readonly reading: DatasetReading } => {
  const columns = map === undefined
    ? undefined
    : Either.getOrThrowWith(parseColumnMap(map), (why) => new Error(why))
  if (hub !== undefined) {
    return {
      dataset: `hub:${hub.repo}@${hub.revision}`,
      reading: { category, config: hub.config, map: columns }
    }
  }
  return { dataset: given, reading: sha256 === null ? {} : { category, map: columns } }
}

/** The task of a specification, where it is one of ours. */
const taskOf = (task: ExperimentSpec["task"]): Effect.Effect<TaskName, NotRestored> =>
  isTaskName(task) ? Effect.succeed(task) : Effect.fail(
    new NotRestored({
      message:
        `${task} is no task of this program: only the program that defines it can hold its sessions again`
    })
  )

/** The experiment of a specification, on this data and with these parts. */
export const experimentOf = (
  { flags, model: { id, name, revision, type }, params, seed, split, system, task }: ExperimentSpec,
  data: ReturnType<typeof dataOf>,
  { pack, template }: Pick<ExperimentParts, "pack" | "template">
) =>
  Effect.map(
    Effect.flatMap(taskOf(task), (known) =>
      makeExperiment({
        model: {
          id,
          name,
          revision: revision ?? undefined,
          type: type as ChatFormatName,
          template: template ?? undefined
        },
        system,
        ...data,
        split,
        task: known,
        flags,
        seed,
        pack
      })),
    (experiment): Experiment => ({ ...experiment, params })
  )

/** A file is known by its content: it may have another name now. */
const isSameData = (stored: ExperimentSpec, { dataset }: ExperimentSpec): boolean =>
  dataset.sha256 === stored.dataset.sha256
  && (dataset.sha256 !== null || dataset.name === stored.dataset.name)

/** The experiment and its data set as they were; `moved` is where a file of data is now. */
export const restoreExperiment = Effect.fnUntraced(
  function*(stored: StoredExperiment, moved?: string) {
    const { spec } = stored
    const parts = yield* partsOf(stored)
    const experiment = yield* experimentOf(spec, dataOf(spec.dataset, moved ?? parts.dataset), parts)
    const datasets = yield* Datasets
    const dataset: Dataset = yield* datasets.open(experiment.dataset, spec.split, experiment.reading)
    if (isSameData(spec, specOf(experiment, dataset))) return { experiment, dataset }
    return yield* new NotRestored({
      message: `the experiment's data set is ${spec.dataset.name} (sha256 ${spec.dataset.sha256}), and `
        + `${experiment.dataset} is ${dataset.name} (sha256 ${dataset.sha256}); name its file with --dataset`
    })
  }
)
