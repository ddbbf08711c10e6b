/**
 * A stored experiment with all that figures and tables sort it by.
 */
import type { ModelRegistry } from "../chat/ModelEntry.ts"
import { modelEntry } from "../chat/models.ts"
import { type Variation, variationOf } from "../domain/Variation.ts"
import type { Listed } from "../experiment/summary/listing.ts"
import { type ModelFacts, modelFacts } from "./modelFacts.ts"

/** What the user named, in this order; all where there is nothing. */
export interface Named {
  /** Short names of models. */
  readonly models: readonly string[]
  readonly datasets: readonly string[]
}

export interface Described extends Listed {
  readonly model: ModelFacts
  readonly variation: Variation
  /** Where model and data set come: in the order in which the user named them, else in the usual one. */
  readonly ranks: { readonly model: number; readonly dataset: number }
  /** How much it differs from the usual experiment of its cell: 0 when in nothing. */
  readonly oddity: number
}

/** An id that says that something else than its parts is not the default ends in `_x-` and a digest. */
const isPlain = (id: string): boolean => !/_x-[0-9a-f]{8}$/.test(id)

/** Data sets in the order of docs/figures.md, others after them. */
const usualDatasets = ["IMDB", "SST2", "RTE", "bAbI-1", "bAbI-2", "bAbI-3", "MCTest"]

/** The place of a name in a list, without regard to case; after the last where it is not in it. */
const placeIn = (names: readonly string[], name: string): number => {
  const place = names.findIndex((known) => known.toLowerCase() === name.toLowerCase())
  return place === -1 ? names.length : place
}

/** Describes an experiment: its model by the registry, its flags as the wording that they ask for. */
export const describe = (
  listed: Listed,
  registry: ModelRegistry,
  { datasets, models }: Named
): Described => {
  const { id, spec } = listed
  const usual = modelEntry(spec.model.name, registry)?.entry.system ?? "none"
  const model = modelFacts(spec.model.name, registry)
  return {
    ...listed,
    model,
    variation: variationOf(spec.flags),
    ranks: {
      model: models.length === 0 ? model.familyRank : placeIn(models, spec.model.name),
      dataset: placeIn(datasets.length === 0 ? usualDatasets : datasets, spec.dataset.name)
    },
    oddity: (isPlain(id) ? 0 : 2) + (spec.system === usual ? 0 : 1)
  }
}
