/**
 * Family and size of a model, by which figures and tables order them.
 */
import { type ModelRegistry } from "../chat/ModelEntry.ts"
import { modelEntry } from "../chat/models.ts"
import { isSimulatedModel } from "../domain/Generation.ts"

export interface ModelFacts {
  /** The short name of the experiment. */
  readonly name: string
  readonly family: string
  /** Billions of parameters; null where nobody tells. */
  readonly size: number | null
  /** The size as people write it, `7B`; the model's name where there is none. */
  readonly sizeLabel: string
  readonly isSimulated: boolean
  /** Where the family stands among those of the registry; after them all when it is in none. */
  readonly familyRank: number
}

/** `13B` in `owner/Some-13B-chat`, not what is part of a longer word. */
const sizeInName = /(?<![\p{L}\p{N}.])(\d+(?:\.\d+)?)b(?![\p{L}\p{N}])/iu

const lastPart = (name: string): string => name.slice(name.lastIndexOf("/") + 1)

/** What a name alone tells: the family is what is left of it without the size. */
const factsInName = (name: string): { readonly family: string; readonly size: number | null } => {
  const short = lastPart(name)
  const found = sizeInName.exec(short)
  if (found === null) return { family: short, size: null }
  const family = short.replace(found[0], "").replace(/[-_ ]{2,}/g, "-").replace(/^[-_ ]+|[-_ ]+$/g, "")
  return { family: family === "" ? short : family, size: Number(found[1]) }
}

const ranksOf = (registry: ModelRegistry): readonly (string | undefined)[] => [
  ...new Set(Object.values(registry).map(({ family }) => family))
]

/**
 * The facts of a model: from the registry, else from its name.
 *
 * @example
 * modelFacts("llama2-70b", models) // { family: "Llama 2", size: 70, sizeLabel: "70B", … }
 */
export const modelFacts = (name: string, registry: ModelRegistry): ModelFacts => {
  if (isSimulatedModel(name)) {
    return {
      name,
      family: "Simulated",
      size: null,
      sizeLabel: lastPart(name),
      isSimulated: true,
      familyRank: Number.MAX_SAFE_INTEGER
    }
  }
  const entry = modelEntry(name, registry)?.entry
  const told = factsInName(name)
  const family = entry?.family ?? told.family
  const size = entry === undefined ? told.size : entry.size ?? told.size
  const rank = ranksOf(registry).indexOf(family)
  return {
    name,
    family,
    size,
    sizeLabel: size === null ? lastPart(name) : `${size}B`,
    isSimulated: false,
    familyRank: rank === -1 ? Number.MAX_SAFE_INTEGER - 1 : rank
  }
}
