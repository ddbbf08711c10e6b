/**
 * From stored experiments to a report.
 */
import { Clock, Effect, Option } from "effect"
import { type AnyTaskName, TaskName } from "../../domain/Variation.ts"
import { Results } from "../../storage/Results.ts"
import { observationTranscript } from "../transcript/observationTranscript.ts"
import { labelsOf } from "./labels.ts"
import type { Report } from "./Report.ts"
import { type ReportedExperiment, reportedExperiment } from "./ReportedExperiment.ts"

type ReportOptions = Pick<Report, "command" | "examplesOfEach" | "program">

/** Reads one experiment, and closes it again; none when it was removed meanwhile. */
const readOne = Effect.fnUntraced(function*(id: string, examplesOfEach: number) {
  const { inspect } = yield* Results
  const found = yield* inspect(id)
  if (Option.isNone(found)) return []
  const experiment = yield* reportedExperiment(found.value, examplesOfEach)
  const { no, yes } = experiment.examples
  const examples = yield* Effect.forEach([...yes, ...no], (idx) => observationTranscript(found.value, idx))
  return [{ experiment, examples: examples.flatMap(Option.toArray) }]
}, Effect.scoped)

const textOrder = (one: string, other: string): number => one < other ? -1 : one > other ? 1 : 0

const taskOrder: readonly AnyTaskName[] = TaskName.literals

/** The place of a task in the documentation; tasks of one's own come last. */
const placeOf = (task: AnyTaskName): number =>
  (taskOrder.indexOf(task) + taskOrder.length + 1) % (taskOrder.length + 1)

/** By model, data set and task, in the order of the documentation. */
const usualOrder = ({ id, spec }: ReportedExperiment, other: ReportedExperiment): number =>
  textOrder(spec.model.name, other.spec.model.name)
  || textOrder(spec.dataset.name, other.spec.dataset.name)
  || placeOf(spec.task) - placeOf(other.spec.task)
  || textOrder(id, other.id)

/** The report on the experiments of some ids. */
export const makeReport = Effect.fnUntraced(function*(ids: readonly string[], options: ReportOptions) {
  const read = yield* Effect.forEach(ids, (id) => readOne(id, options.examplesOfEach))
  const all = read.flat().toSorted((a, b) => usualOrder(a.experiment, b.experiment))
  const labels = labelsOf(all.map(({ experiment }) => experiment.spec))
  const report: Report = {
    ...options,
    entries: all.map((one, i) => ({ ...one, label: labels[i] ?? one.experiment.id })),
    made: new Date(yield* Clock.currentTimeMillis).toISOString()
  }
  return report
})
