/**
 * One cell of a grid: an experiment, where it is asked, and how it is run.
 */
import type { ControlOptions } from "../experiment/controls/kinds.ts"
import type { Experiment, ExperimentDefinition } from "../experiment/Experiment.ts"
import type { GridModel } from "./Grid.ts"

/** One experiment of a grid, and how it is run. */
export interface Cell {
  /** How messages and tables call it: the parts of the experiment that are not the usual ones. */
  readonly label: string
  /** The experiment's id, unless a simulated server answers. */
  readonly id: string
  readonly definition: ExperimentDefinition
  readonly experiment: Experiment
  /** The model's entry, which says where it is asked. */
  readonly model: GridModel
  /** The name of its endpoint set: cells of one set share their servers and everything before them. */
  readonly endpoints: string
  /** What is asked beside the observations; undefined for nothing. */
  readonly controls: ControlOptions | undefined
  /** Only the first so many observations; undefined for all. */
  readonly limit: number | undefined
}

/** The name of a cell for people: what the grid names, in its own order. */
export const labelOf = (
  { flags, id, model, pack, seed, split, system, task }: Experiment,
  { datasetName, hasSystem }: { readonly datasetName: string; readonly hasSystem: boolean }
): string => {
  const [, digest] = /_(x-[0-9a-f]{8})$/.exec(id) ?? []
  return [
    model.name,
    ...(hasSystem ? [`system:${/^(none|default)$/.test(system) ? system : "custom"}`] : []),
    datasetName,
    ...(split === "test" ? [] : [split]),
    task.name,
    ...flags,
    ...(pack.name === "default" ? [] : [`pack:${pack.name}`]),
    ...(seed === 0 ? [] : [`seed:${seed}`]),
    ...(digest === undefined ? [] : [digest])
  ].join(" ")
}
