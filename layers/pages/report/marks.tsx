/**
 * The marks of a report's figures. Places are per cent of the picture, so that a figure fits any width and its texts keep
 * their size.
 */
import type { Estimate } from "../../../src/stats/bootstrap.ts"
import type { Rate } from "../../../src/stats/wilson.ts"

/** A share as a place. */
export const place = (share: number): string => `${(100 * share).toFixed(2)}%`

interface RowMark {
  readonly series: "verdict" | "accuracy"
  readonly rate: Rate
  /** Where it stands in the row, from the top. */
  readonly y: string
}

/** A rate with its interval, along a row. */
export const Interval = ({ rate, series, y }: RowMark) => (
  <g>
    <line class={`${series}-mark`} x1={place(rate.low)} x2={place(rate.high)} y1={y} y2={y} />
    <circle
      class={`${series}-mark`}
      cx={place(rate.rate)}
      cy={y}
      r={series === "verdict" ? 4.5 : 3.5}
      stroke-width="1.75"
    />
  </g>
)

/** What a random change comes to: an upright stroke in the band of its interval. */
export const RandomMark = (
  { rate: { high, low, value }, y }: { readonly rate: Estimate; readonly y: string }
) => (
  <>
    <line class="random-band" x1={place(low)} x2={place(high)} y1={y} y2={y} />
    <svg x={place(value)} y={y} width="1" height="1" overflow="visible">
      <line class="random-mark" x1="0" x2="0" y1="-7" y2="7" />
    </svg>
  </>
)

/** Upright lines at quarters. */
export const RowGrid = () => (
  <>
    {[0, 0.25, 0.5, 0.75, 1].map((share) => (
      <line class="grid" x1={place(share)} x2={place(share)} y1="0" y2="100%" />
    ))}
  </>
)

/** The numbers of a row's axis. */
export const RowAxis = () => (
  <svg class="plot" aria-hidden="true">
    {[0, 0.25, 0.5, 0.75, 1].map((share) => (
      <text
        x={place(share)}
        y="1rem"
        text-anchor={share === 0 ? "start" : share === 1 ? "end" : "middle"}
      >
        {`${100 * share}${share === 1 ? " %" : ""}`}
      </text>
    ))}
  </svg>
)
