/**
 * The closing table of a sweep.
 */
import { Exit } from "effect"
import { ratesOf } from "../../src/experiment/summary/Summary.ts"
import { showRate } from "../../src/reporting/rateText.ts"
import { type CellOutcome, whyStopped } from "../../src/sweep/runCells.ts"
import { plainTable } from "./plainTable.ts"

const head = ["cell", "N", "accuracy", "faithful", "unreadable", "failed", "state"]
const colAligns = ["left", "right", "right", "right", "right", "right", "left"] as const

const rowOf = ({ cell, exit }: CellOutcome): readonly string[] => {
  if (Exit.isFailure(exit)) return [cell.id, "", "", "", "", "", "stopped"]
  const { experiment, tally } = exit.value
  const rates = ratesOf(tally, experiment.task.verdictName)
  return [
    experiment.id,
    String(tally.total),
    showRate(rates.accuracy),
    rates.verdict === null ? "" : showRate(rates.verdict),
    String(tally.mismatch),
    String(tally.error),
    tally.error === 0 ? "finished" : "finished, with failures"
  ]
}

const shownCells = 3

/** Each reason why cells stopped, with the first of them. */
const reasons = (outcomes: readonly CellOutcome[]): readonly string[] => {
  const byMessage = new Map<string, string[]>()
  for (const { cell, exit } of outcomes) {
    if (Exit.isSuccess(exit)) continue
    const message = whyStopped(exit.cause)
    byMessage.set(message, [...byMessage.get(message) ?? [], cell.label])
  }
  return [...byMessage].map(([message, labels]) => {
    const more = labels.length > shownCells ? ` and ${labels.length - shownCells} more` : ""
    return `Stopped: ${labels.slice(0, shownCells).join("; ")}${more}\n  ${message.replaceAll("\n", "\n  ")}`
  })
}

const legend =
  "Rates have 95 % intervals. Faithful counts among the correct answers; for answerable it is whether the model answers\n"
  + "when it says that it can, and only then."

/** A line for each cell, and why cells stopped. */
export const sweepTable = (outcomes: readonly CellOutcome[]): string =>
  [
    plainTable(head, colAligns, outcomes.map(rowOf)),
    "",
    legend,
    ...reasons(outcomes).flatMap((reason) => ["", reason])
  ].join("\n")
