/**
 * The name of an experiment, by which its files are found.
 */
import type { ChatFormat } from "../chat/ChatFormat.ts"
import { defaultParams, modelEntry } from "../chat/models.ts"
import { showColumnMap } from "../domain/ColumnMap.ts"
import type { DatasetReading } from "../domain/DatasetReading.ts"
import { canonicalJson, digestText } from "../domain/Digest.ts"
import type { ExperimentSpec } from "../domain/ExperimentSpec.ts"
import { parseHubName } from "../domain/HubName.ts"
import { flagsInId } from "../domain/Variation.ts"
import { defaultPackDigest } from "../prompts/defaultPack.ts"
import { packDigest, type PromptPack } from "../prompts/PromptPack.ts"
import type { OwnTask, Task } from "../task/Task.ts"
import type { SpecifiedModel } from "./resolveModel.ts"

/** What an id is made of. */
export interface Identity extends Pick<ExperimentSpec, "flags" | "params" | "seed" | "split" | "system"> {
  readonly model: SpecifiedModel
  readonly format: ChatFormat
  readonly task: Pick<Task, "name" | "own">
  readonly pack: PromptPack
  /** The data set as the user names it. */
  readonly dataset: string
  readonly reading: DatasetReading
}

/** What a specification says of a task that is none of ours. */
export const ownTaskFacts = ({ prompts, version }: OwnTask): NonNullable<ExperimentSpec["ownTask"]> => ({
  version,
  sha256: digestText(canonicalJson(prompts))
})

/** A part of an id: lower case, and without characters that a file's name cannot have everywhere. */
export const idPart = (text: string): string => text.toLowerCase().replace(/[^a-z0-9.+-]+/g, "-")

/** A file is named by its stem, a data set of the Hub by its name and configuration, any other by its name. */
export const datasetStem = (dataset: string, config?: string): string => {
  const hub = parseHubName(dataset)
  if (hub !== null) return [hub.repo.split("/").at(-1), ...(config === undefined ? [] : [config])].join("-")
  const file = dataset.split(/[/\\]/).at(-1) ?? dataset
  return file.replace(/(?<=.)\.(jsonl|csv|tsv|parquet)$/i, "")
}

/**
 * What changes a generation or a reading and has no part of its own in the id; only what is not the default. A model of
 * a user's own list is none that a name alone would tell: another user's list may mean another by it.
 */
const deviations = ({ format, model, pack, params, reading, seed, system, task }: Identity) => {
  const known = modelEntry(model.name)?.entry
  const usual = canonicalJson(defaultParams(format, known, seed))
  return {
    ...(known?.id === model.id ? {} : { id: model.id }),
    ...(known?.type === model.type ? {} : { type: model.type }),
    ...(model.revision === null ? {} : { revision: model.revision }),
    ...(model.template === undefined ? {} : { template: model.template }),
    ...(system === "none" || system === "default" ? {} : { system }),
    ...(canonicalJson(params) === usual ? {} : { params }),
    ...(task.own === undefined ? {} : { task: ownTaskFacts(task.own) }),
    ...(reading.map === undefined ? {} : { map: showColumnMap(reading.map) }),
    ...(packDigest(pack) === defaultPackDigest ? {} : { pack: packDigest(pack) })
  }
}

/**
 * `analysis_m-MODEL_y-SYSTEM_d-DATASET_p-SPLIT_t-TASK_c-FLAGS_s-SEED`, the original's id, and for anything that it
 * cannot say `_x-` with 8 hex digits of a digest.
 */
export const experimentId = (experiment: Identity): string => {
  const { dataset, flags, model, reading, seed, split, system, task } = experiment
  const id = [
    "analysis",
    `m-${idPart(model.name)}`,
    `y-${system === "none" || system === "default" ? system : "custom"}`,
    `d-${idPart(datasetStem(dataset, reading.config))}`,
    `p-${split}`,
    `t-${task.name}`,
    `c-${flagsInId(flags)}`,
    `s-${seed}`
  ].join("_")
  const extra = deviations(experiment)
  return Object.keys(extra).length === 0 ? id : `${id}_x-${digestText(canonicalJson(extra)).slice(0, 8)}`
}
