/**
 * Accuracy and the task's verdict of every experiment, with intervals, and what a random change comes to.
 */
import { percent } from "../../../src/reporting/rateText.ts"
import type { ReportEntry } from "../../../src/reporting/report/Report.ts"
import { verdictRate } from "../../../src/reporting/report/ReportedExperiment.ts"
import type { Rate } from "../../../src/stats/wilson.ts"
import { Shown } from "../Shown.tsx"
import { Interval, RandomMark, RowAxis, RowGrid } from "./marks.tsx"

const counted = (rate: Rate | undefined): rate is Rate => rate !== undefined && rate.n > 0

const spoken = (rate: Rate): string =>
  `${percent(rate.rate)} %, interval ${percent(rate.low)} to ${percent(rate.high)}`

const short = ({ high, low, rate }: Rate): string =>
  `${Math.round(100 * rate)} % [${Math.round(100 * low)}, ${Math.round(100 * high)}]`

const Row = ({ entry: { experiment, label } }: { readonly entry: ReportEntry }) => {
  const { accuracy } = experiment.rates
  const verdict = verdictRate(experiment)
  const random = experiment.controls?.random
  const description = [
    label,
    ...(counted(accuracy) ? [`accuracy ${spoken(accuracy)}`] : []),
    ...(counted(verdict) ? [`${experiment.verdictName} ${spoken(verdict)}`] : []),
    ...(random === undefined ? [] : [`random change ${percent(random.random)} %`])
  ].join("; ")
  const main = counted(verdict) ? verdict : counted(accuracy) ? accuracy : null
  return (
    <div class="row">
      <div class="name">
        <Shown text={label} />
      </div>
      <div class="graph">
        <svg class="plot" role="img" aria-label={description}>
          <RowGrid />
          {counted(accuracy)
            ? <Interval series="accuracy" rate={accuracy} y={counted(verdict) ? "30%" : "50%"} />
            : null}
          {random === undefined || random.random_rate.n === 0
            ? null
            : <RandomMark rate={random.random_rate} y="66%" />}
          {counted(verdict) ? <Interval series="verdict" rate={verdict} y="66%" /> : null}
        </svg>
      </div>
      <div class="value">{main === null ? "–" : short(main)}</div>
    </div>
  )
}

const Legend = ({ entries }: { readonly entries: readonly ReportEntry[] }) => {
  const key: Rate = { count: 1, n: 1, rate: 0.5, low: 0.05, high: 0.95 }
  const hasRandom = entries.some(({ experiment }) => experiment.controls?.random !== undefined)
  const names = new Set(entries.flatMap(({ experiment }) => experiment.verdictName ?? []))
  return (
    <p class="legend">
      {names.size === 0 ? null : (
        <span>
          <svg class="plot" aria-hidden="true">
            <Interval series="verdict" rate={key} y="50%" />
          </svg>
          {names.size === 1 && names.has("introspect") ? "introspective" : "faithful"}, among the correct
        </span>
      )}
      <span>
        <svg class="plot" aria-hidden="true">
          <Interval series="accuracy" rate={key} y="50%" />
        </svg>
        accuracy
      </span>
      {hasRandom
        ? (
          <span>
            <svg class="plot" aria-hidden="true">
              <RandomMark rate={{ value: 0.5, low: 0.2, high: 0.8, n: 1 }} y="50%" />
            </svg>
            faithful after a random change of the same size
          </span>
        )
        : null}
    </p>
  )
}

export const ForestPlot = ({ entries }: { readonly entries: readonly ReportEntry[] }) => (
  <div class="forest">
    <Legend entries={entries} />
    {entries.map((entry) => <Row entry={entry} />)}
    <div class="row axis">
      <div class="name" />
      <div class="graph">
        <RowAxis />
      </div>
      <div class="value" />
    </div>
  </div>
)
