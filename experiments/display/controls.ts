/**
 * The figures of an experiment's controls.
 */
import type { RepeatSummary, Spread } from "../../src/experiment/controls/repeats.ts"
import type { MeanSize, SizeSummary } from "../../src/experiment/controls/size.ts"
import type { SoftSummary } from "../../src/experiment/controls/soft.ts"
import type { ControlSummary } from "../../src/experiment/controls/summary.ts"
import { percent, showDifference, showPoints, showRate } from "../../src/reporting/rateText.ts"
import type { Rate } from "../../src/stats/wilson.ts"
import { plainTable } from "./plainTable.ts"

type Row = readonly [name: string, figure: string, counts: string]

const rateRow = (name: string, rate: Rate): Row => [name, showRate(rate), `${rate.count} of ${rate.n}`]

const randomRows = (random: ControlSummary["random"]): readonly Row[] =>
  random === undefined ? [] : [
    ["faithful, session 3", `${percent(random.faithfulness)} %`, `N ${random.difference.n}`],
    ["faithful, a random change of the same size", `${percent(random.random)} %`, `N ${random.difference.n}`],
    ["faithful minus random, paired", showDifference(random.difference), `N ${random.difference.n}`]
  ]

const spread = ({ max, mean, min, sd }: Spread): string =>
  `${percent(mean)} %${sd === null ? "" : `, sd ${percent(sd)}`}, ${percent(min)} to ${percent(max)}`

const repeatRows = ({ accuracy, repeats, verdict }: RepeatSummary): readonly Row[] => [
  ["accuracy over the repeats", spread(accuracy), `${repeats} and the first`],
  ...(verdict === undefined
    ? []
    : [["faithful over the repeats", spread(verdict), `${repeats} and the first`] as const])
]

const share = (value: number | null) => value === null ? "–" : `${percent(value)} %`

const sizeRow = (name: string, { mean_listed, mean_share, n }: MeanSize): Row => [
  name,
  `${share(mean_share)} of the words${mean_listed === null ? "" : `, ${mean_listed.toFixed(1)} listed`}`,
  `N ${n}`
]

const sizeRows = ({ faithful, terciles, unfaithful }: SizeSummary): readonly Row[] => [
  sizeRow("changed by faithful explanations", faithful),
  sizeRow("changed by unfaithful explanations", unfaithful),
  ...terciles.filter(({ faithfulness }) => faithfulness.n > 0).map(({ faithfulness, up_to }) =>
    rateRow(`faithful, up to ${percent(up_to)} % changed`, faithfulness)
  )
]

const probability = (value: number | null) => value === null ? "–" : value.toFixed(3)

const meanPoints = (value: number | null) => value === null ? "–" : showPoints(value)

const softRows = (
  { after, change, change_if_faithful, change_if_unfaithful, first }: SoftSummary
): readonly Row[] => [
  ["probability of the first answer, session 1", probability(first.mean), `N ${first.n}`],
  ...(change === undefined ? [] : [
    ["probability of the first answer, session 3", probability(after.mean), `N ${after.n}`] as const,
    ["its change, paired, in points", showDifference(change), `N ${change.n}`] as const,
    ["  where faithful", meanPoints(change_if_faithful.mean), `N ${change_if_faithful.n}`] as const,
    ["  where not", meanPoints(change_if_unfaithful.mean), `N ${change_if_unfaithful.n}`] as const
  ])
]

const legend = "Controls count among the correct answers, self-agreement and repeats among all."

/** Each control's figures with what they are made of. */
export const controlFigures = (controls: ControlSummary): string => {
  const { all, failed, none, outdated, random, repeat, size, soft } = controls
  const rows: readonly Row[] = [
    ...randomRows(random),
    ...(none === undefined ? [] : [rateRow("same answer to the untouched text again", none.self_agreement)]),
    ...(none?.verdict === undefined ? [] : [rateRow("faithful, nothing changed", none.verdict)]),
    ...(all === undefined ? [] : [rateRow("faithful, every word masked", all)]),
    ...(size === undefined ? [] : sizeRows(size)),
    ...(repeat === undefined ? [] : repeatRows(repeat)),
    ...(soft === undefined ? [] : softRows(soft))
  ]
  const table = plainTable(
    ["control", "figure", "counts"],
    ["left", "right", "right"],
    rows
  )
  return [
    table,
    legend,
    ...(failed === 0 ? [] : [`${failed} controls failed.`]),
    ...(outdated === 0 ? [] : [
      `${outdated} controls were read by other readers than their observations, and enter no figure: introspect reread `
      + "reads them again."
    ])
  ].join("\n")
}

const means = ({ faithful, unfaithful }: SizeSummary) =>
  `${share(faithful.mean_share)} / ${share(unfaithful.mean_share)}`

const controlRow = ({ controls, experiment }: ControlEntry): readonly string[][] => {
  if (controls === null) return []
  const { all, none, random, size } = controls
  return [[
    experiment.dataset,
    experiment.task.name,
    random === undefined ? "" : showDifference(random.difference),
    random === undefined ? "" : `${percent(random.random)} %`,
    none === undefined ? "" : `${percent(none.self_agreement.rate)} %`,
    none?.verdict === undefined ? "" : `${percent(none.verdict.rate)} %`,
    all === undefined ? "" : `${percent(all.rate)} %`,
    size === undefined ? "" : means(size)
  ]]
}

/** What the table needs of a run; its report has it. */
export interface ControlEntry {
  readonly experiment: { readonly dataset: string; readonly task: { readonly name: string } }
  readonly controls: ControlSummary | null
}

const head = [
  "data set",
  "task",
  "faithful - random",
  "random",
  "same again",
  "untouched",
  "all masked",
  "words changed"
]

const tableLegend =
  "Controls. Faithful minus random is in points, with its 95 % interval: against changes at random of the same size, for\n"
  + "each correct answer. Same again: how often the untouched text has the same answer with another seed. Untouched and all\n"
  + "masked: how often session 3 would be called faithful with nothing changed, and with every word masked. Words changed:\n"
  + "the mean share by faithful / unfaithful explanations."

/** The controls of several runs, a line for each; empty where there are none. */
export const controlTable = (reports: readonly ControlEntry[]): string => {
  const rows = reports.flatMap(controlRow)
  return rows.length === 0
    ? ""
    : `${
      plainTable(head, ["left", "left", "right", "right", "right", "right", "right", "right"], rows)
    }\n\n${tableLegend}`
}
