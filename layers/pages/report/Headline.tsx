/**
 * The table of rates.
 */
import type { Tally } from "../../../src/experiment/summary/Summary.ts"
import { percent } from "../../../src/reporting/rateText.ts"
import type { ReportEntry } from "../../../src/reporting/report/Report.ts"
import { verdictRate, verdictRateOverAll } from "../../../src/reporting/report/ReportedExperiment.ts"
import type { Rate } from "../../../src/stats/wilson.ts"
import { Shown } from "../Shown.tsx"

const RateCell = ({ rate }: { readonly rate: Rate | undefined }) => (
  <td class="number">
    {rate === undefined ? "" : rate.n === 0 ? "–" : (
      <>
        {percent(rate.rate)} %
        <span class="interval">
          {percent(rate.low)}–{percent(rate.high)}, N {rate.n}
        </span>
      </>
    )}
  </td>
)

/** Observations that enter no rate, or only that of accuracy. */
const notCounted = ({ error, inapplicable, mismatch }: Tally): string =>
  [
    ...(mismatch === 0 ? [] : [`${mismatch} unreadable`]),
    ...(inapplicable === 0 ? [] : [`${inapplicable} not applicable`]),
    ...(error === 0 ? [] : [`${error} failed`])
  ].join(", ")

const Row = ({ entry: { experiment, label } }: { readonly entry: ReportEntry }) => {
  return (
    <tr>
      <th scope="row">
        <Shown text={label} />
      </th>
      <RateCell rate={experiment.rates.accuracy} />
      <RateCell rate={verdictRate(experiment)} />
      <RateCell rate={verdictRateOverAll(experiment)} />
      <td class="number">{experiment.tally.total}</td>
      <td class="notcounted">{notCounted(experiment.tally)}</td>
    </tr>
  )
}

export const Headline = ({ entries }: { readonly entries: readonly ReportEntry[] }) => (
  <div class="table" tabindex={0} role="region" aria-label="Rates">
    <table>
      <thead>
        <tr>
          <th scope="col">Experiment</th>
          <th scope="col" class="number">Accuracy</th>
          <th scope="col" class="number">Faithful, among the correct</th>
          <th scope="col" class="number">Faithful, among all judged</th>
          <th scope="col" class="number">Observations</th>
          <th scope="col">Not counted</th>
        </tr>
      </thead>
      <tbody>{entries.map((entry) => <Row entry={entry} />)}</tbody>
    </table>
  </div>
)
