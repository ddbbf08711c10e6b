/**
 * Which experiment a row for programs is about, the same in every table.
 */
import type { Column, ExportRow } from "../experiment/records/exported.ts"
import type { Described } from "./Described.ts"

/** What every row for programs tells of its experiment. */
export const identityColumns: readonly Column[] = [
  { name: "experiment", type: "text" },
  { name: "dataset", type: "text" },
  { name: "model", type: "text" },
  { name: "model_family", type: "text" },
  { name: "model_size_b", type: "number" },
  { name: "simulated", type: "boolean" },
  { name: "split", type: "text" },
  { name: "task", type: "text" },
  { name: "flags", type: "text" },
  { name: "seed", type: "integer" }
]

/** The cells of these columns. */
export const identityCells = ({ id, model, spec }: Described): ExportRow => ({
  experiment: id,
  dataset: spec.dataset.name,
  model: model.name,
  model_family: model.family,
  model_size_b: model.size,
  simulated: model.isSimulated,
  split: spec.split,
  task: spec.task,
  flags: spec.flags.join(" "),
  seed: spec.seed
})
