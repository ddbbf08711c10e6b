/**
 * From flags to the stored experiments that a figure or table may show.
 */
import { Effect } from "effect"
import { didYouMean } from "../../../src/domain/nearest.ts"
import { flagsOf, normaliseFlags, TaskName } from "../../../src/domain/Variation.ts"
import { listExperiments } from "../../../src/experiment/summary/listing.ts"
import { describe, type Described } from "../../../src/reporting/Described.ts"
import type { Selection } from "../../../src/reporting/Selection.ts"
import { UsageError } from "../../errors/UsageError.ts"
import type { SelectionFlags } from "../../options/selection.ts"
import { readModels } from "../../setup/inputs.ts"

const isUnknown = (known: readonly string[], name: string): boolean =>
  !known.some((other) => other.toLowerCase() === name.toLowerCase())

/** A name that no result has is a slip of the pen. */
const checkNames = (what: string, given: readonly string[], stored: Iterable<string>) => {
  const known = [...new Set(stored)].toSorted()
  const unknown = given.find((name) => isUnknown(known, name))
  if (unknown === undefined) return Effect.void
  return new UsageError({
    message: `no results of the ${what} ${unknown}${didYouMean(unknown, known)}; there are results of: ${
      known.join(", ") || "none"
    }`
  })
}

/** Flags of any task, in the spelling of the documentation. */
const flagsFrom = (given: readonly string[]) =>
  Effect.forEach(given, (flag) => {
    const known = [...new Set(TaskName.literals.flatMap(flagsOf))]
    const task = TaskName.literals.find((task) => normaliseFlags(task, [flag])._tag === "Right")
    return task === undefined
      ? new UsageError({
        message: `--task-config: unknown flag ${flag}${didYouMean(flag, known)}; the flags are ${
          known.join(", ")
        }`
      })
      : Effect.map(Effect.orDie(normaliseFlags(task, [flag])), ([normal = flag]) => normal)
  })

export interface Selected {
  readonly selection: Selection
  /** All stored experiments. */
  readonly experiments: readonly Described[]
}

/** Lists what is stored, and checks that the flags name something of it. */
export const selectedBy = Effect.fnUntraced(function*(flags: SelectionFlags) {
  const registry = yield* readModels(flags.models)
  const selection: Selection = {
    models: flags.modelNames,
    datasets: flags.datasets,
    tasks: flags.tasks,
    split: flags.split,
    seed: flags.seed,
    flags: yield* flagsFrom(flags.taskConfig),
    exclude: flags.exclude
  }
  const listed = yield* listExperiments
  if (listed.length === 0) {
    return yield* new UsageError({
      message: `no results under ${flags.persistentDir}; introspect run or introspect demo makes some`
    })
  }
  yield* checkNames("model", selection.models, listed.map(({ spec }) => spec.model.name))
  yield* checkNames("data set", selection.datasets, listed.map(({ spec }) => spec.dataset.name))
  const selected: Selected = {
    selection,
    experiments: listed.map((one) => describe(one, registry, selection))
  }
  return selected
})
