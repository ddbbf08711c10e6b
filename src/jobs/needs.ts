/**
 * What a cell needs of the cluster, by the rules of a profile.
 */
import type { Profile, Resources } from "./Profile.ts"

/** One cell of a grid, as far as planning its job is concerned. */
export interface JobCell {
  /** The experiment's id. */
  readonly id: string
  /** The model's short name. */
  readonly model: string
  readonly dataset: string
  readonly task: string
  /** The share of its observations that has no record yet, 0 to 1. */
  readonly missing: number
  /** How long the missing part takes by a measured speed, in minutes; null where none was measured. */
  readonly expected: number | null
}

interface Rule {
  readonly models?: readonly string[]
  readonly datasets?: readonly string[]
  readonly tasks?: readonly string[]
}

const includes = (names: readonly string[] | undefined, name: string): boolean =>
  names === undefined || names.some((known) => known.toLowerCase() === name.toLowerCase())

const fits = ({ datasets, models, tasks }: Rule, cell: JobCell): boolean =>
  includes(models, cell.model) && includes(datasets, cell.dataset) && includes(tasks, cell.task)

/** The resources of a model; null where no rule is for it. */
export const resourcesOf = ({ resources }: Profile, model: string): Resources | null =>
  resources.find(({ models }) => includes(models, model)) ?? null

/** A measured speed holds for a server that is as full as it was then. */
const caution = 1.5

/** Where neither a rule nor a measurement tells. */
const usualMinutes = 120

/** How long the missing part of a cell takes, in minutes, at least one. */
export const minutesOf = ({ times }: Profile, cell: JobCell): number => {
  if (cell.expected !== null) return Math.max(1, Math.ceil(cell.expected * caution))
  const whole = times.find((rule) => fits(rule, cell))?.time ?? usualMinutes
  return Math.max(1, Math.ceil(whole * cell.missing))
}
