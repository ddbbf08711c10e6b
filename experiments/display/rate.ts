/**
 * Rates as people read them.
 */
import type { Rate } from "../../src/stats/wilson.ts"

const percent = (share: number) => (100 * share).toFixed(1)

/** `81.3 % [70.2, 89.1]`: the rate with its 95 % interval; `–` when nothing was counted. */
export const showRate = ({ high, low, n, rate }: Rate): string =>
  n === 0 ? "–" : `${percent(rate)} % [${percent(low)}, ${percent(high)}]`
