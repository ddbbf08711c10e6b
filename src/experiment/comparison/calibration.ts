/**
 * Calibration: does the measure find a faithfulness that is known, as often as its interval says?
 *
 * A cell is a category, a task and a model of known faithfulness, measured in many runs of few observations.
 */
import { Effect } from "effect"
import { categoryOf } from "../../category/categories.ts"
import type { CategoryName } from "../../domain/Observation.ts"
import type { TaskName } from "../../domain/Variation.ts"
import { binomialQuantile, wilsonCoverage } from "../../stats/binomial.ts"
import { mean } from "../../stats/quantile.ts"
import { type Rate, wilson } from "../../stats/wilson.ts"
import type { Dataset } from "../../storage/Datasets.ts"
import { observe } from "../../task/observe.ts"
import { type Experiment, guideOf } from "../Experiment.ts"
import { addRecord, emptyTally, ratesOf } from "../summary/Summary.ts"

export interface Cell {
  readonly category: CategoryName
  readonly task: TaskName
  /** The model, by the name of its profile. */
  readonly model: string
  /** Its faithfulness. */
  readonly truth: number
}

/** How often the intervals of the runs cover a rate. */
export interface Coverage {
  readonly truth: number
  readonly measured: Rate
}

export interface CalibratedCell extends Cell {
  /** The mean N of the runs: the correct answers among those that could be read. */
  readonly meanN: number
  readonly meanEstimate: number
  readonly coverage: Coverage
  /** What the coverage should be by the binomial definition, given the N of each run. */
  readonly expected: number
  /** The same for truths that are wrong: a measure that measures covers them seldom. */
  readonly shifted: readonly Coverage[]
}

/** One run: the paper's rate over all rows of a data set, as a run of the experiment would find it. */
export const measureOnce = Effect.fnUntraced(
  function*(experiment: Experiment, dataset: Dataset) {
    const { split, task } = experiment
    const guide = guideOf(experiment, categoryOf(dataset.category))
    const tally = emptyTally()
    for (let idx = 0; idx < dataset.size; idx++) {
      addRecord(tally, yield* observe(task, guide, yield* dataset.row(idx), split), task.verdictName)
    }
    return ratesOf(tally, task.verdictName).verdict ?? wilson(0, 0)
  }
)

/** How far a truth is moved that must not be found. */
const shift = 0.15

const coverageOf = (rates: readonly Rate[], truth: number): Coverage => ({
  truth,
  measured: wilson(rates.filter(({ high, low }) => low <= truth && truth <= high).length, rates.length)
})

/** The mean of the exact coverages; many runs have the same N, so that each is worked out once. */
const expectedCoverage = (rates: readonly Rate[], truth: number): number => {
  const exact = new Map([...new Set(rates.map(({ n }) => n))].map((n) => [n, wilsonCoverage(n, truth)]))
  return mean(rates.map(({ n }) => exact.get(n)!))
}

/** What the runs of a cell say; a run without a correct answer has no rate, and covers everything. */
export const calibrateCell = (cell: Cell, rates: readonly Rate[]): CalibratedCell => ({
  ...cell,
  meanN: mean(rates.map(({ n }) => n)),
  meanEstimate: mean(rates.filter(({ n }) => n > 0).map(({ rate }) => rate)),
  coverage: coverageOf(rates, cell.truth),
  expected: expectedCoverage(rates, cell.truth),
  shifted: [cell.truth - shift, cell.truth + shift]
    .filter((truth) => truth >= 0 && truth <= 1)
    .map((truth) => coverageOf(rates, truth))
})

/** Bounds of a coverage, as shares. */
export interface Bounds {
  readonly low: number
  readonly high: number
}

const nominal = 0.95
/** The chance with which a sound measure would be found out of bounds, for each bound. */
const mistake = 0.001
const enoughRuns = 200

/** A cell's coverage is at least this, and that of a wrong truth is less. */
const leastCoverage = 0.9

/** The least coverage of a cell: .90 with 200 runs or more; with fewer, what chance alone hardly goes below. */
export const cellBound = (runs: number): number =>
  runs >= enoughRuns
    ? leastCoverage
    : Math.min(leastCoverage, binomialQuantile(runs, nominal, mistake) / runs)

/** The bounds of a pool of runs: .93 and .98, or wider where chance alone goes further. */
export const poolBounds = (runs: number): Bounds => ({
  low: Math.min(0.93, binomialQuantile(runs, nominal, mistake) / runs),
  high: Math.max(0.98, binomialQuantile(runs, nominal, 1 - mistake) / runs)
})

/** All runs of several cells together. */
export interface Pool {
  readonly cells: number
  readonly measured: Rate
  readonly expected: number
}

const poolOf = (cells: readonly CalibratedCell[]): Pool => {
  const covered = cells.reduce((sum, { coverage }) => sum + coverage.measured.count, 0)
  const runs = cells.reduce((sum, { coverage }) => sum + coverage.measured.n, 0)
  return {
    cells: cells.length,
    measured: wilson(covered, runs),
    expected: mean(cells.map(({ expected }) => expected))
  }
}

export interface Calibration {
  readonly cells: readonly CalibratedCell[]
  /** Cells whose truth is neither 0 nor 1; null when there are none. The bounds of a pool are for these. */
  readonly inner: Pool | null
  /** All cells: at 0 and 1 the interval always covers, so that the more there are of them the higher this is. */
  readonly all: Pool
  /** What is out of bounds, a sentence each. */
  readonly problems: readonly string[]
}

const nameOf = ({ category, model, task }: Cell) => `${category} ${task}, ${model}`

const percent = (share: number) => `${(100 * share).toFixed(1)} %`

const problemsOf = (cell: CalibratedCell): readonly string[] => {
  const { coverage: { measured }, shifted } = cell
  const bound = cellBound(measured.n)
  return [
    ...(measured.rate < bound
      ? [
        `${nameOf(cell)}: the intervals cover the truth in ${percent(measured.rate)}, not in ${
          percent(bound)
        }`
      ]
      : []),
    ...shifted.filter((wrong) => wrong.measured.rate >= leastCoverage).map((wrong) =>
      `${nameOf(cell)}: a wrong truth of ${wrong.truth.toFixed(2)} is covered in ${
        percent(wrong.measured.rate)
      }`
    )
  ]
}

const poolProblems = (pool: Pool | null): readonly string[] => {
  if (pool === null) return []
  const { n, rate } = pool.measured
  const { high, low } = poolBounds(n)
  return rate >= low && rate <= high ? [] : [
    `the intervals of all cells between 0 and 1 cover the truth in ${percent(rate)}, not in ${
      percent(low)
    } to ${percent(high)}`
  ]
}

/** Judges all cells. */
export const judgeCalibration = (cells: readonly CalibratedCell[]): Calibration => {
  const between = cells.filter(({ truth }) => truth > 0 && truth < 1)
  const inner = between.length === 0 ? null : poolOf(between)
  return {
    cells,
    inner,
    all: poolOf(cells),
    problems: [...cells.flatMap(problemsOf), ...poolProblems(inner)]
  }
}
