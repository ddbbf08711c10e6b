/**
 * Which of the stored experiments a figure or a table is about.
 */
import { Either, Option } from "effect"
import type { Split } from "../domain/Observation.ts"
import {
  type AnyTaskName,
  normaliseFlags,
  plainVariation,
  type TaskName,
  type Variation,
  variationOf
} from "../domain/Variation.ts"
import type { Described, Named } from "./Described.ts"

export interface Selection extends Named {
  /** Tasks; all of the figure when there are none. */
  readonly tasks: readonly TaskName[]
  readonly split: Split
  readonly seed: number
  /** Flags that all experiments have; a figure that is about variations varies others. */
  readonly flags: readonly string[]
  /** Parts of ids that are left out. */
  readonly exclude: readonly string[]
}

/** The paper's: test split, seed 0, no flags, and everything else that is there. */
export const everything: Selection = {
  models: [],
  datasets: [],
  tasks: [],
  split: "test",
  seed: 0,
  flags: [],
  exclude: []
}

const isAmong = (names: readonly string[], name: string): boolean =>
  names.length === 0 || names.some((known) => known.toLowerCase() === name.toLowerCase())

/** Whether an experiment is chosen, whatever its wording. */
export const isSelected = (
  { datasets, exclude, models, seed, split, tasks }: Selection,
  { id, spec }: Described
): boolean =>
  isAmong(models, spec.model.name)
  && isAmong(datasets, spec.dataset.name)
  && isAmong(tasks, spec.task)
  && spec.split === split
  && spec.seed === seed
  && !exclude.some((part) => id.includes(part))

/** The wording that the flags ask of a task; none when it does not know them. */
export const wordingOf = (task: AnyTaskName, flags: readonly string[]): Option.Option<Variation> =>
  Option.map(Either.getRight(normaliseFlags(task, flags)), variationOf)

const parts = Object.keys(plainVariation) as readonly (keyof Variation)[]

/** Whether two wordings are the same, but for what varies. */
export const isSameWording = (
  one: Variation,
  other: Variation,
  varied: readonly (keyof Variation)[]
): boolean => parts.every((part) => varied.includes(part) || one[part] === other[part])

/** The selection in words: `split test, seed 0, no flags, data sets IMDB RTE`. */
export const showSelection = (
  { datasets, exclude, flags, models, seed, split, tasks }: Selection
): string => {
  const named = (what: string, names: readonly string[]) =>
    names.length === 0 ? [] : [`${what} ${names.join(" ")}`]
  return [
    `split ${split}`,
    `seed ${seed}`,
    flags.length === 0 ? "no further flags" : `flags ${flags.join(" ")}`,
    ...named("models", models),
    ...named("data sets", datasets),
    ...named("tasks", tasks),
    ...named("without", exclude)
  ].join(", ")
}
