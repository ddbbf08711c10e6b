/**
 * A calibration as people read it, and how far it is.
 */
import {
  type CalibratedCell,
  type Calibration,
  cellBound,
  type Coverage,
  type Pool,
  poolBounds
} from "../../src/experiment/comparison/calibration.ts"
import { showRate } from "../../src/reporting/rateText.ts"
import { barOf } from "./bar.ts"
import { plainTable } from "./plainTable.ts"
import { showTicking } from "./ticking.ts"

const percent = (share: number) => (100 * share).toFixed(1)

const shiftedText = (shifted: readonly Coverage[]) =>
  shifted.map(({ measured, truth }) => `${truth.toFixed(2)}: ${percent(measured.rate)} %`).join("  ")

const rowOf = (cell: CalibratedCell): string[] => [
  cell.category,
  cell.task,
  cell.truth.toFixed(2),
  cell.meanN.toFixed(1),
  cell.meanEstimate.toFixed(3),
  showRate(cell.coverage.measured),
  `${percent(cell.expected)} %`,
  shiftedText(cell.shifted)
]

const head = [
  "category",
  "task",
  "truth",
  "mean N",
  "mean estimate",
  "coverage",
  "expected",
  "of a wrong truth"
]
const colAligns = ["left", "left", "right", "right", "right", "right", "right", "left"] as const

const poolLine = (what: string, { cells, expected, measured }: Pool) =>
  `${what} (${cells}, ${measured.n} runs): ${showRate(measured)}, expected ${percent(expected)} %`

const verdictOf = ({ inner, problems }: Calibration, runs: number): readonly string[] => {
  if (problems.length > 0) return ["Out of bounds:", ...problems.map((problem) => `  ${problem}`)]
  const least = percent(cellBound(runs))
  const pooled = inner === null
    ? ""
    : (({ high, low }) => `, the cells between 0 and 1 together ${percent(low)} to ${percent(high)} %`)(
      poolBounds(inner.measured.n)
    )
  return [
    `The measure measures: every cell covers its truth in at least ${least} %${pooled}, and no truth that is off by .15.`
  ]
}

/** The coverage of each cell, of all together, and what that says. */
export const calibrationReport = (
  calibration: Calibration,
  { n, profiles, runs, seed }: {
    readonly n: number
    readonly profiles: readonly { readonly name: string }[]
    readonly runs: number
    readonly seed: number
  }
): string => {
  const { all, cells, inner } = calibration
  return [
    "Simulated models of known faithfulness; the figures say nothing about language models.",
    `Profiles: ${profiles.map(({ name }) => name).join("  ")}`,
    `${runs} runs of ${n} observations a cell, seed ${seed}.`,
    "",
    plainTable(head, colAligns, cells.map(rowOf)),
    "",
    "Coverage is the share of runs whose 95 % interval has the truth; expected is the interval's own by the binomial",
    "definition at the runs' N. At 0 and 1 it is 100 %, so that those cells tell of bias only.",
    "",
    ...(inner === null ? [] : [poolLine("Cells between 0 and 1", inner)]),
    poolLine("All cells", all),
    ...verdictOf(calibration, runs)
  ].join("\n")
}

/** Shows how many runs are done until the scope closes. */
export const showCalibrationProgress = (progress: { readonly done: number; readonly total: number }) => {
  const text = () => `${progress.done}/${progress.total} runs`
  return showTicking({
    bar: () => `calibrate ${barOf(progress.done / progress.total)} ${text()}`,
    line: () => ({ text: `calibrate: ${text()}`, facts: { done: progress.done, total: progress.total } }),
    isKept: false
  })
}
