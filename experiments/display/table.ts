/**
 * The closing table of one or more runs.
 */
import Table from "cli-table3"
import { isSimulatedModel } from "../../src/domain/Generation.ts"
import type { RunReport } from "../../src/experiment/run.ts"
import { ratesOf } from "../../src/experiment/Summary.ts"
import { plain } from "./plainTable.ts"
import { showRate } from "./rate.ts"

const rowOf = ({ experiment, tally }: RunReport): string[] => {
  const { task } = experiment
  const rates = ratesOf(tally, task.verdictName)
  return [
    experiment.dataset,
    task.name,
    showRate(rates.accuracy),
    rates.verdict === null ? "" : showRate(rates.verdict),
    String(tally.total),
    String(tally.mismatch),
    String(tally.error)
  ]
}

/** Answers that end at the token limit may lack what is read from them. */
const truncatedNotes = (reports: readonly RunReport[]) =>
  reports.filter(({ tally }) => tally.truncated > 0).map(({ experiment, tally }) =>
    `${experiment.dataset} ${experiment.task.name}: in ${tally.truncated} of ${tally.total} observations an answer was `
    + "cut off at the token limit."
  )

const legend =
  "Rates have 95 % intervals. Faithful counts among the correct answers; for answerable it is whether the model\n"
  + "answers when it says that it can, and only then."

/** Accuracy and faithfulness per data set and task, each with its 95 % interval. */
export const resultsTable = (reports: readonly RunReport[]): string => {
  const table = new Table({
    ...plain,
    head: ["data set", "task", "accuracy", "faithful", "N", "unreadable", "failed"],
    colAligns: ["left", "left", "right", "right", "right", "right", "right"]
  })
  table.push(...reports.map(rowOf))
  const models = [...new Set(reports.map(({ experiment }) => experiment.model.name))]
  const notes = models.map((model) =>
    isSimulatedModel(model)
      ? `Model: ${model} (simulated: it follows rules, and its figures say nothing about language models).`
      : `Model: ${model}.`
  )
  const verdicts = reports.some(({ experiment }) => experiment.task.verdictName !== null) ? [legend] : []
  return [...notes, "", table.toString(), "", ...verdicts, ...truncatedNotes(reports)].join("\n")
}
