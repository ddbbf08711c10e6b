/**
 * Short names for the experiments of a report: what tells them apart, and no more.
 */
import type { ExperimentSpec } from "../../domain/ExperimentSpec.ts"

type Parts = readonly (readonly [part: string, of: (spec: ExperimentSpec) => string])[]

const parts: Parts = [
  ["model", ({ model }) => model.revision === null ? model.name : `${model.name}@${model.revision}`],
  ["data set", ({ dataset }) => dataset.name],
  ["split", ({ split }) => split],
  ["task", ({ task }) => task],
  ["flags", ({ flags }) => flags.join(" ")],
  ["system", ({ system }) => system === "none" ? "" : `system ${JSON.stringify(system)}`],
  ["seed", ({ seed }) => `seed ${seed}`],
  ["wording", ({ pack }) => `wording ${pack.name}`]
]

const always: ReadonlySet<string> = new Set(["data set", "task", "flags"])

/** A label for each specification: data set, task and flags, and every other part in which some of them differ. */
export const labelsOf = (specs: readonly ExperimentSpec[]): readonly string[] => {
  const shown = parts.filter(([part, of]) => always.has(part) || new Set(specs.map(of)).size > 1)
  return specs.map((spec) => shown.map(([, of]) => of(spec)).filter((text) => text !== "").join(" \u00B7 "))
}
