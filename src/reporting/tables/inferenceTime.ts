/**
 * The table of inference time: how long the generations of each experiment took, added up.
 */
import { Array as Arr } from "effect"
import { TaskName } from "../../domain/Variation.ts"
import type { Described } from "../Described.ts"
import { taskLabels } from "../figures/Dimension.ts"
import { identityCells, identityColumns } from "../identity.ts"
import { simulatedNotes } from "./entries.ts"
import type { Cells, Table } from "./Table.ts"

/** Milliseconds of an experiment. */
export type DurationOf = (id: string) => number

/** Hours and minutes, `02:07`, to the closest minute. */
export const hoursAndMinutes = (millis: number): string => {
  const minutes = Math.round(millis / 60_000)
  const two = (number: number) => String(number).padStart(2, "0")
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

/** The table of experiments in their order: a row for each data set and model, a column for each task. */
export const inferenceTimeTable = (experiments: readonly Described[], durationOf: DurationOf): Table => {
  const tasks = TaskName.literals.filter((task) => experiments.some(({ spec }) => spec.task === task))
  const cellsOf = (own: Arr.NonEmptyReadonlyArray<Described>): Cells => {
    const [{ model, spec }] = own
    return [
      spec.dataset.name,
      model.family,
      model.sizeLabel,
      ...tasks.map((task) => {
        const found = own.find((one) => one.spec.task === task)
        return found === undefined ? null : hoursAndMinutes(durationOf(found.id))
      })
    ]
  }
  const perModel = (own: readonly Described[]) =>
    Object.values(Arr.groupBy(own, ({ spec }) => spec.model.name))
  return {
    headings: [
      { text: "Data set", align: "left" },
      { text: "Model", align: "left" },
      { text: "Size", align: "left" },
      ...tasks.map((task) => ({ text: taskLabels[task], align: "right" as const }))
    ],
    groups: Object.values(Arr.groupBy(experiments, ({ spec }) => spec.dataset.name))
      .map((own) => perModel(own).map(cellsOf)),
    keys: 2,
    notes: [
      "Inference time in hours and minutes: the generations' own durations added up, whatever ran at once.",
      ...simulatedNotes(experiments)
    ],
    data: {
      columns: [...identityColumns, { name: "total", type: "integer" }, {
        name: "duration_ms",
        type: "number"
      }, {
        name: "duration_hhmm",
        type: "text"
      }],
      rows: experiments.map((experiment) => ({
        ...identityCells(experiment),
        total: experiment.counts.total,
        duration_ms: durationOf(experiment.id),
        duration_hhmm: hoursAndMinutes(durationOf(experiment.id))
      }))
    }
  }
}
