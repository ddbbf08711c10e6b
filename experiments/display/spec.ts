/**
 * What an experiment is, for people.
 */
import type { ExperimentSpec } from "../../src/domain/ExperimentSpec.ts"
import { flagsInId } from "../../src/domain/Variation.ts"

const lineOf = ([name, value]: readonly [string, string]) => `${name.padEnd(13)}${value}`

/** A line for each part of a specification. */
export const showSpec = (
  { dataset, flags, model, pack, params, seed, split, system, task }: ExperimentSpec
): string => {
  const { seed: _, stop, ...sampling } = params
  const lines: readonly (readonly [string, string])[] = [
    ["model", `${model.name} (${model.id}, ${model.revision ?? "any revision"}, chat format ${model.type})`],
    ["system", system],
    [
      "data set",
      `${dataset.name}, ${split} (${dataset.category}${
        dataset.sha256 === null ? "" : `, sha256 ${dataset.sha256}`
      })`
    ],
    ["task", task],
    ["flags", flags.length === 0 ? "none" : flagsInId(flags)],
    ["seed", String(seed)],
    ["parameters", Object.entries(sampling).map(([name, value]) => `${name} ${value}`).join(", ")],
    ["stop", stop.length === 0 ? "none" : stop.map((text) => JSON.stringify(text)).join(" ")],
    ["wording", `${pack.name} (sha256 ${pack.sha256.slice(0, 8)})`]
  ]
  return lines.map(lineOf).join("\n")
}
