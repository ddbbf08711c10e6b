/**
 * The experiments of a table, sorted by data set, model and task.
 */
import { Option } from "effect"
import { plainVariation, TaskName } from "../../domain/Variation.ts"
import type { Described } from "../Described.ts"
import { isSameWording, isSelected, type Selection, wordingOf } from "../Selection.ts"
import { type Clash, settle } from "../settle.ts"

export interface Entries {
  readonly experiments: readonly Described[]
  readonly clashes: readonly Clash[]
}

const hasWording = ({ spec, variation }: Described, flags: readonly string[]): boolean =>
  flags.length === 0
    ? isSameWording(variation, plainVariation, [])
    : Option.exists(wordingOf(spec.task, flags), (wording) => isSameWording(variation, wording, []))

const placeOf = ({ spec }: Described): string =>
  JSON.stringify([spec.dataset.name, spec.model.name, spec.task])

const byText = (one: string, other: string): number => one < other ? -1 : one > other ? 1 : 0

/** Tasks of one's own come after the others. */
const taskRank = ({ spec }: Described): number => {
  const rank = TaskName.literals.findIndex((name) => name === spec.task)
  return rank === -1 ? TaskName.literals.length : rank
}

const inOrder = (one: Described, other: Described): number =>
  one.ranks.dataset - other.ranks.dataset
  || byText(one.spec.dataset.name, other.spec.dataset.name)
  || one.ranks.model - other.ranks.model
  || byText(one.model.family, other.model.family)
  || (other.model.size ?? 0) - (one.model.size ?? 0)
  || byText(one.spec.model.name, other.spec.model.name)
  || taskRank(one) - taskRank(other)
  || byText(one.spec.task, other.spec.task)

/** The experiments of a selection with exactly its flags. */
export const entriesOf = (experiments: readonly Described[], selection: Selection): Entries => {
  const chosen = experiments.filter((one) => isSelected(selection, one) && hasWording(one, selection.flags))
  const settled = settle(
    chosen.map((experiment) => ({ experiment })),
    ({ experiment }) => placeOf(experiment)
  )
  return {
    experiments: settled.filter(({ clash }) => clash?.isSettled !== false)
      .map(({ item }) => item.experiment).toSorted(inOrder),
    clashes: settled.flatMap(({ clash }) => clash ?? [])
  }
}

/** Simulated models are called so below every table. */
export const simulatedNotes = (experiments: readonly Described[]): readonly string[] =>
  experiments.some(({ model }) => model.isSimulated)
    ? ["Answers of simulated models are not a language model's."]
    : []
