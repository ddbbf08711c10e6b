/**
 * In what two experiments on the same data differ: a comparison tells about one thing only when nothing else does.
 */
import type { ExperimentSpec } from "../domain/ExperimentSpec.ts"
import { flagsInId } from "../domain/Variation.ts"

/** One thing that differs, and what it is on either side. */
export interface SpecDifference {
  readonly what: string
  readonly one: string
  readonly other: string
}

type Facts = readonly (readonly [what: string, value: string])[]

/** The sampling parameters; the seed is a thing of its own, and stop strings are part of a chat format. */
const paramsOf = ({ params }: ExperimentSpec): string => {
  const { seed: _seed, stop: _stop, ...sampling } = params
  return Object.entries(sampling).map(([name, value]) => `${name} ${value}`).join(", ")
}

const packOf = ({ pack }: ExperimentSpec): string => `${pack.name} (${pack.sha256.slice(0, 8)})`

const modelOf = ({ model }: ExperimentSpec): string =>
  model.revision === null ? model.id : `${model.id}@${model.revision}`

/** The chat format with its stop strings; a model brings its own, so it counts only within one model. */
const formatOf = ({ model, params }: ExperimentSpec): string =>
  [model.type, model.template?.slice(0, 8), ...params.stop.map((text) => JSON.stringify(text))]
    .filter((part) => part !== undefined).join(" ")

/** A task of somebody's own with its version and the digest of its prompts. */
const taskOf = ({ ownTask, task }: ExperimentSpec): string =>
  ownTask === undefined ? task : `${task} (version ${ownTask.version}, ${ownTask.sha256.slice(0, 8)})`

const factsOf = (spec: ExperimentSpec): Facts => [
  ["model", modelOf(spec)],
  ["chat format", formatOf(spec)],
  ["system message", spec.system],
  ["task", taskOf(spec)],
  ["flags", spec.flags.length === 0 ? "none" : flagsInId(spec.flags)],
  ["seed", String(spec.seed)],
  ["parameters", paramsOf(spec)],
  ["wording", packOf(spec)],
  ["revision of the data set", spec.dataset.hub?.revision ?? "none"],
  ["map of its columns", spec.dataset.map ?? "none"]
]

/** Everything beside the data in which two specifications differ. */
export const specDifferences = (one: ExperimentSpec, other: ExperimentSpec): readonly SpecDifference[] => {
  const others = new Map(factsOf(other))
  const differing = factsOf(one).flatMap(([what, value]) => {
    const against = others.get(what) ?? ""
    return value === against ? [] : [{ what, one: value, other: against }]
  })
  const isOtherModel = differing.some(({ what }) => what === "model")
  return differing.filter(({ what }) => !(isOtherModel && what === "chat format"))
}
