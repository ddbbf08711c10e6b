/**
 * Rates as people read them.
 */
import type { Estimate } from "../stats/bootstrap.ts"
import type { Rate } from "../stats/wilson.ts"

/** A share in per cent, with one digit after the point. */
export const percent = (share: number): string => (100 * share).toFixed(1)

/** `81.3 % [70.2, 89.1]`: the rate with its 95 % interval; `–` when nothing was counted. */
export const showRate = ({ high, low, n, rate }: Rate): string =>
  n === 0 ? "–" : `${percent(rate)} % [${percent(low)}, ${percent(high)}]`

/** `+52.3`: a difference of shares in points. */
export const showPoints = (share: number): string => `${share < 0 ? "" : "+"}${percent(share)}`

/** `+52.3 [+40.1, +63.2]`: a difference of rates in points, with its 95 % interval. */
export const showDifference = ({ high, low, n, value }: Estimate): string =>
  n === 0 ? "–" : `${showPoints(value)} [${showPoints(low)}, ${showPoints(high)}]`
