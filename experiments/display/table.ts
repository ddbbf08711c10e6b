/**
 * The closing table of one or more runs.
 */
import Table from "cli-table3"
import { isSimulatedModel } from "../../src/domain/Generation.ts"
import type { RunReport } from "../../src/experiment/run.ts"
import { ratesOf } from "../../src/experiment/Summary.ts"
import { showRate } from "./rate.ts"

const plain = {
  style: { head: [], border: [] },
  chars: {
    top: "",
    "top-mid": "",
    "top-left": "",
    "top-right": "",
    bottom: "",
    "bottom-mid": "",
    "bottom-left": "",
    "bottom-right": "",
    left: "",
    "left-mid": "",
    mid: "",
    "mid-mid": "",
    right: "",
    "right-mid": "",
    middle: "  "
  }
}

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

/** Accuracy and faithfulness per data set and task, each with its 95 % interval. */
export const resultsTable = (reports: readonly RunReport[]): string => {
  const table = new Table({
    ...plain,
    head: ["data set", "task", "accuracy", "faithful (answerable: consistent)", "N", "unreadable", "failed"],
    colAligns: ["left", "left", "right", "right", "right", "right", "right"]
  })
  table.push(...reports.map(rowOf))
  const models = [...new Set(reports.map(({ experiment }) => experiment.model.name))]
  const notes = models.map((model) =>
    isSimulatedModel(model)
      ? `Model: ${model} (simulated: rules, not a language model; its figures say nothing about language models).`
      : `Model: ${model}.`
  )
  return [...notes, "", table.toString(), ""].join("\n")
}
