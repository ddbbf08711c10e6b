/**
 * Faithfulness against the size of the explanation: a small picture for each experiment.
 */
import type { SizeSummary } from "../../../src/experiment/controls/size.ts"
import { percent } from "../../../src/reporting/rateText.ts"
import type { ReportEntry } from "../../../src/reporting/report/Report.ts"
import { Shown } from "../Shown.tsx"
import { place } from "./marks.tsx"

/** The part of a panel that has the points: beside it and below it are the axes. */
const [left, right, top, bottom] = [0.14, 0.98, 0.06, 0.76]

const yOf = (share: number): string => place(bottom - share * (bottom - top))

type Tercile = SizeSummary["terciles"][number]

const Third = ({ tercile: { faithfulness: { high, low, n, rate }, up_to }, x }: {
  readonly tercile: Tercile
  readonly x: string
}) => (
  <g>
    {n === 0 ? null : (
      <>
        <line class="verdict-mark" x1={x} x2={x} y1={yOf(low)} y2={yOf(high)} />
        <circle class="verdict-mark" cx={x} cy={yOf(rate)} r="4" />
      </>
    )}
    <text x={x} y={place(bottom + 0.12)} text-anchor="middle">{`\u2264 ${Math.round(100 * up_to)} %`}</text>
    <text x={x} y={place(bottom + 0.22)} text-anchor="middle">{`N ${n}`}</text>
  </g>
)

const spoken = ({ faithfulness: { n, rate }, up_to }: Tercile): string =>
  n === 0
    ? `up to ${percent(up_to)} % changed: none`
    : `up to ${percent(up_to)} % changed: ${percent(rate)} % of ${n}`

const Panel = ({ label, size: { terciles } }: { readonly label: string; readonly size: SizeSummary }) => (
  <div>
    <p class="panel-title">
      <Shown text={label} />
    </p>
    <svg class="plot" role="img" aria-label={`${label}. ${terciles.map(spoken).join("; ")}`}>
      {[0, 0.5, 1].map((share) => (
        <>
          <line class="grid" x1={place(left)} x2={place(right)} y1={yOf(share)} y2={yOf(share)} />
          <text x={place(left - 0.02)} y={yOf(share)} dy="0.32em" text-anchor="end">{100 * share}</text>
        </>
      ))}
      {terciles.map((tercile, i) => (
        <Third tercile={tercile} x={place(left + (right - left) * (i + 0.5) / terciles.length)} />
      ))}
    </svg>
  </div>
)

/** Whether there is anything to draw. */
export const hasSizes = ({ experiment }: ReportEntry): boolean => experiment.controls?.size !== undefined

export const SizePlots = ({ entries }: { readonly entries: readonly ReportEntry[] }) => (
  <div class="panels">
    {entries.map(({ experiment, label }) => {
      const size = experiment.controls?.size
      return size === undefined ? null : <Panel label={label} size={size} />
    })}
  </div>
)
