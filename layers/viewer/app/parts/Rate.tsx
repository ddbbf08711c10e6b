/**
 * A rate with its interval, as figures and as a mark on a line from 0 to 100 %.
 */
import type { WireRate } from "../../wire/experiments.ts"
import { percent, whole } from "../figures.ts"

export const Rate = ({ name, rate }: { readonly name: string; readonly rate: WireRate | null }) => {
  if (rate === null) return <span class="none">–</span>
  if (rate.rate === null) return <span class="none" title={`${name}: nothing to measure yet`}>n = 0</span>
  const { count, high, low, n } = rate
  return (
    <span
      class="rate"
      title={`${name}: ${whole(count)} of ${whole(n)}; 95 % interval ${percent(low)} to ${percent(high)}`}
    >
      <span class="value">{percent(rate.rate)}</span>
      <svg class="interval" viewBox="-1.5 0 103 12" preserveAspectRatio="none" aria-hidden="true">
        <line class="scale" x1="0" x2="100" y1="6" y2="6" />
        <line class="range" x1={100 * low} x2={Math.max(100 * high, 100 * low + 0.8)} y1="6" y2="6" />
        <line class="point" x1={100 * rate.rate} x2={100 * rate.rate} y1="1" y2="11" />
      </svg>
      <span class="small">
        {percent(low).replace(" %", "")}–{percent(high)} <span class="of">n {whole(n)}</span>
      </span>
    </span>
  )
}
