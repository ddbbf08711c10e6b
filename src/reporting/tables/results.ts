/**
 * The table of results: accuracy and faithfulness of each data set, model and task.
 */
import { Array as Arr } from "effect"
import type { Column, ExportRow } from "../../experiment/records/exported.ts"
import type { Rate } from "../../stats/wilson.ts"
import type { Described } from "../Described.ts"
import { taskLabel } from "../figures/Dimension.ts"
import { identityCells, identityColumns } from "../identity.ts"
import { simulatedNotes } from "./entries.ts"
import type { Cells, Table } from "./Table.ts"

const percent = (share: number): string => (100 * share).toFixed(1)

/** `81.3 [70.2, 89.1]`, in per cent; null where nothing was counted. */
const showRate = (rate: Rate | null): string | null =>
  rate === null || rate.n === 0 ? null : `${percent(rate.rate)} [${percent(rate.low)}, ${percent(rate.high)}]`

const showN = (rate: Rate | null): string | null => rate === null ? null : String(rate.n)

const cellsOf = ({ rates, spec }: Described): Cells => [
  spec.dataset.name,
  spec.model.name,
  taskLabel(spec.task),
  showRate(rates.accuracy),
  showN(rates.accuracy),
  showRate(rates.verdict),
  showN(rates.verdict)
]

const rateColumns = (name: string): readonly Column[] => [
  { name, type: "number" },
  { name: `${name}_low`, type: "number" },
  { name: `${name}_high`, type: "number" },
  { name: `${name}_count`, type: "integer" },
  { name: `${name}_n`, type: "integer" }
]

const rateCells = (name: string, rate: Rate | null): ExportRow => {
  const isKnown = rate !== null && rate.n > 0
  return {
    [name]: isKnown ? rate.rate : null,
    [`${name}_low`]: isKnown ? rate.low : null,
    [`${name}_high`]: isKnown ? rate.high : null,
    [`${name}_count`]: rate?.count ?? null,
    [`${name}_n`]: rate?.n ?? null
  }
}

const counted = ["total", "mismatch", "error", "inapplicable"] as const

const rowOf = (experiment: Described): ExportRow => ({
  ...identityCells(experiment),
  ...Object.fromEntries(counted.map((name) => [name, experiment.counts[name]])),
  ...rateCells("accuracy", experiment.rates.accuracy),
  ...rateCells("faithfulness", experiment.rates.verdict)
})

/** The table of experiments in their order. */
export const resultsTable = (experiments: readonly Described[]): Table => ({
  headings: [
    { text: "Data set", align: "left" },
    { text: "Model", align: "left" },
    { text: "Task", align: "left" },
    { text: "Accuracy (%)", align: "right" },
    { text: "N", align: "right" },
    { text: "Faithfulness (%)", align: "right" },
    { text: "N", align: "right" }
  ],
  groups: Object.values(Arr.groupBy(experiments, ({ spec }) => spec.dataset.name)).map((own) =>
    own.map(cellsOf)
  ),
  keys: 2,
  notes: [
    "Rates with 95% Wilson intervals; faithfulness (of answerable: introspection) is among the correct answers.",
    ...simulatedNotes(experiments)
  ],
  data: {
    columns: [
      ...identityColumns,
      ...counted.map((name): Column => ({ name, type: "integer" })),
      ...rateColumns("accuracy"),
      ...rateColumns("faithfulness")
    ],
    rows: experiments.map(rowOf)
  }
})
