/**
 * The closing table of one or more runs.
 */
import { isSimulatedModel } from "../../src/domain/Generation.ts"
import { meanReasoning, ratesOf, type Tally } from "../../src/experiment/summary/Summary.ts"
import { percent, showRate } from "../../src/reporting/rateText.ts"
import type { Task } from "../../src/task/Task.ts"
import { plainTable } from "./plainTable.ts"

/** What the table needs to know of an experiment; a run's report has it all. */
export interface TableEntry {
  readonly experiment: {
    readonly dataset: string
    readonly model: { readonly name: string }
    readonly pack: { readonly name: string }
    readonly task: Pick<Task, "name" | "verdictName">
  }
  readonly tally: Tally
}

const rowOf = ({ experiment, tally }: TableEntry): string[] => {
  const { task } = experiment
  const rates = ratesOf(tally, task.verdictName)
  return [
    experiment.dataset,
    task.name,
    String(tally.total),
    showRate(rates.accuracy),
    rates.verdict === null ? "" : showRate(rates.verdict),
    rates.verdictOverAll === null || rates.verdictOverAll.n === 0
      ? ""
      : `${percent(rates.verdictOverAll.rate)} %`,
    String(tally.mismatch),
    String(tally.error)
  ]
}

/** Answers that end at the token limit may lack what is read from them. */
const truncatedNotes = (reports: readonly TableEntry[]) =>
  reports.filter(({ tally }) => tally.truncated > 0).map(({ experiment, tally }) =>
    `${experiment.dataset} ${experiment.task.name}: in ${tally.truncated} of ${tally.total} observations an answer was `
    + "cut off at the token limit."
  )

/** What a model thought before its answers is not among them, and takes most of the time. */
const thoughtNotes = (reports: readonly TableEntry[]) =>
  reports.flatMap(({ experiment, tally }) => {
    const mean = meanReasoning(tally)
    return mean === null ? [] : [
      `${experiment.dataset} ${experiment.task.name}: the model thought before ${tally.thoughts} answers, ${mean} characters `
      + "on average."
    ]
  })

const legend =
  "Rates have 95 % intervals. Faithful counts among the correct answers, and beside it among all that were judged; for\n"
  + "answerable it is whether the model answers when it says that it can, and only then. Faithfulness is the paper's name:\n"
  + "it measures whether a model's answers are consistent with each other, not how it came to them."

const head = ["data set", "task", "N", "accuracy", "faithful", "of all", "unreadable", "failed"]
const colAligns = ["left", "left", "right", "right", "right", "right", "right", "right"] as const

/** Accuracy and faithfulness per data set and task, each with its 95 % interval. */
export const resultsTable = (reports: readonly TableEntry[]): string => {
  const table = plainTable(head, colAligns, reports.map(rowOf))
  const models = [...new Set(reports.map(({ experiment }) => experiment.model.name))]
  const notes = models.map((model) =>
    isSimulatedModel(model)
      ? `Model: ${model} (simulated: it follows rules, and its figures say nothing about language models).`
      : `Model: ${model}.`
  )
  const packs = [...new Set(reports.map(({ experiment }) => experiment.pack.name))]
  const verdicts = reports.some(({ experiment }) => experiment.task.verdictName !== null) ? [legend] : []
  return [
    ...notes,
    `Prompt pack: ${packs.join(", ")}.`,
    "",
    table,
    "",
    ...verdicts,
    ...thoughtNotes(reports),
    ...truncatedNotes(reports)
  ].join("\n")
}
