/**
 * The marks along y.
 */
import type { Picture } from "../../../src/reporting/figures/Picture.ts"
import type { Format } from "../Format.ts"

export interface YAxis {
  readonly domain: readonly [low: number, high: number]
  /** Room beyond both ends of the domain. */
  readonly inset: number
  readonly ticks: readonly { readonly value: number; readonly label: string }[]
}

/** Points at the very ends of y are not to touch the frame. */
const percent = ({ dot }: Format): YAxis => ({
  domain: [0, 1],
  inset: dot * 1.3,
  ticks: [0, 25, 50, 75, 100].map((value) => ({ value: value / 100, label: `${value}%` }))
})

/** Whole steps of 1, 2 or 5 times a power of ten, of which at most four lead to a number. */
const stepTo = (most: number): number => {
  for (let power = 1;; power *= 10) {
    for (const step of [1, 2, 5]) if (step * power * 4 >= most) return step * power
  }
}

const counts = (most: number): YAxis => {
  const step = stepTo(most)
  const number = Math.ceil(most / step)
  return {
    domain: [0, number * step],
    inset: 0,
    ticks: Array.from({ length: number + 1 }, (_, i) => ({
      value: i * step,
      label: (i * step).toLocaleString("en-US")
    }))
  }
}

/** Per cent from 0 to 100 for rates; for counts to the highest bar of all panels. */
export const yAxisOf = (picture: Picture, format: Format): YAxis => {
  if (picture.kind === "rate") return percent(format)
  const heights = picture.panels.flatMap(({ marks, x }) =>
    x.map((_, place) => marks.reduce((sum, bar) => bar.x === place ? sum + bar.count : sum, 0))
  )
  return counts(Math.max(1, ...heights))
}
