/**
 * The table beside a picture: one row for each of its points or counts, for programs.
 */
import type { Column, ExportRow } from "../../experiment/records/exported.ts"
import { identityCells, identityColumns } from "../identity.ts"
import type { ClassCount } from "./classes.ts"
import type { Level } from "./Dimension.ts"
import type { ClassFigure, Figure, RateFigure } from "./Figure.ts"
import type { Cell } from "./pages.ts"
import type { RatePoint } from "./rates.ts"

export interface Table {
  readonly columns: readonly Column[]
  readonly rows: readonly ExportRow[]
}

/** The figure's own dimensions, with where a cell stands in each. */
const dimensionsOf = (figure: Figure) => {
  const [x, colour] = figure.kind === "rate" ? [figure.x, figure.colour] : [null, null]
  const places: readonly (readonly [name: string | undefined, of: (cell: Cell) => Level | null])[] = [
    [figure.rows?.column, ({ row }) => row],
    [figure.columns?.column, ({ column }) => column],
    [x?.column, ({ x }) => x],
    [colour?.column, ({ colour }) => colour]
  ]
  return places.flatMap(([name, of]) =>
    name === undefined || identityColumns.some((column) => column.name === name) ? [] : [{ name, of }]
  )
}

const cellsOf = (figure: Figure, cell: Cell): ExportRow => ({
  ...identityCells(cell.experiment),
  ...Object.fromEntries(dimensionsOf(figure).map(({ name, of }) => [name, of(cell)?.value ?? null]))
})

const columnsOf = (figure: Figure): readonly Column[] => [
  ...identityColumns,
  ...dimensionsOf(figure).map(({ name }): Column => ({ name, type: "text" }))
]

const measured: readonly Column[] = [
  { name: "measure", type: "text" },
  { name: "rate", type: "number" },
  { name: "low", type: "number" },
  { name: "high", type: "number" },
  { name: "count", type: "integer" },
  { name: "n", type: "integer" },
  { name: "total", type: "integer" },
  { name: "mismatch", type: "integer" },
  { name: "error", type: "integer" },
  { name: "inapplicable", type: "integer" },
  { name: "random", type: "number" },
  { name: "random_low", type: "number" },
  { name: "random_high", type: "number" },
  { name: "random_n", type: "integer" },
  { name: "none", type: "number" },
  { name: "all", type: "number" }
]

const measuredCells = ({ measure }: RateFigure, { cell, controls, rate }: RatePoint): ExportRow => {
  const { counts } = cell.experiment
  const random = controls?.random?.random_rate
  return {
    measure,
    rate: rate.rate,
    low: rate.low,
    high: rate.high,
    count: rate.count,
    n: rate.n,
    total: counts.total,
    mismatch: counts.mismatch,
    error: counts.error,
    inapplicable: counts.inapplicable,
    random: random?.value ?? null,
    random_low: random?.low ?? null,
    random_high: random?.high ?? null,
    random_n: random?.n ?? null,
    none: controls?.none?.verdict?.rate ?? null,
    all: controls?.all?.rate ?? null
  }
}

/** The table of a rate figure: rates from 0 to 1 with their 95 % intervals, and the controls' where there are any. */
export const rateTable = (figure: RateFigure, points: readonly RatePoint[]): Table => ({
  columns: [...columnsOf(figure), ...measured],
  rows: points.map((point) => ({ ...cellsOf(figure, point.cell), ...measuredCells(figure, point) }))
})

/** The table of a class figure: how often each combination of label and answers occurred. */
export const classTable = (figure: ClassFigure, counts: readonly ClassCount[]): Table => {
  const answers = (["label", "predict", "ability", "explain_predict"] as const)
    .filter((name) => name === "label" || name === "predict" || name === figure.fill)
  return {
    columns: [
      ...columnsOf(figure),
      ...answers.map((name): Column => ({ name, type: "text" })),
      { name: "count", type: "integer" }
    ],
    rows: counts.map(({ answer, cell }) => ({
      ...cellsOf(figure, cell),
      ...Object.fromEntries(answers.map((name) => [name, answer[name] ?? null])),
      count: answer.count
    }))
  }
}
