/**
 * What controls show of models whose figure misleads.
 */
import { type MeasuredHabit, objectionsOf } from "../../src/experiment/comparison/habits.ts"
import { percent, showDifference } from "../../src/reporting/rateText.ts"
import { plainTable } from "./plainTable.ts"

const share = (value: number | null | undefined) =>
  value === null || value === undefined ? "–" : percent(value)

const rowOf = ({ category, controls, figure, model, task }: MeasuredHabit): string[] => {
  const { all, none, random, size } = controls
  return [
    model,
    category,
    task,
    String(figure.n),
    percent(figure.rate),
    random === undefined ? "–" : showDifference(random.difference),
    share(random?.random),
    share(none?.verdict?.rate),
    share(all?.rate),
    share(size?.faithful.mean_share ?? size?.unfaithful.mean_share),
    objectionsOf(controls).join("; ")
  ]
}

const head = [
  "model",
  "category",
  "task",
  "N",
  "figure",
  "faithful - random",
  "random",
  "none",
  "all",
  "words",
  "the controls say"
]
const colAligns = [
  "left",
  "left",
  "left",
  ...Array.from({ length: 7 }, () => "right" as const),
  "left"
] as const

const legend =
  "Habits. The figure is the paper's faithfulness, in per cent. redacts-everything and always-unknown explain nothing and\n"
  + "get 100; never-unknown names the evidence and gets 0; faithful is a model without a habit. Beside it: faithful minus\n"
  + "random in points, what is called faithful of random changes, of the untouched text and of a text with every word\n"
  + "masked, and the share of the words that the explanations change."

/** A line for each measured habit, and what the controls say against its figure. */
export const habitTable = (measured: readonly MeasuredHabit[], problems: readonly string[]): string =>
  [
    plainTable(head, colAligns, measured.map(rowOf)),
    "",
    legend,
    "",
    ...(problems.length === 0
      ? ["Each figure of a habit misleads, the controls say so, and they say nothing against a sound one."]
      : ["Not as it should be:", ...problems.map((problem) => `  ${problem}`)])
  ].join("\n")
