/**
 * The points of a rate figure, and its picture.
 */
import type { ControlSummary } from "../../experiment/controls/summary.ts"
import type { Estimate } from "../../stats/bootstrap.ts"
import type { Rate } from "../../stats/wilson.ts"
import type { Described } from "../Described.ts"
import type { Details } from "./details.ts"
import type { RateFigure } from "./Figure.ts"
import { gridOf, levelsIn, placeIn, range, simulatedIn } from "./grid.ts"
import type { Cell, Page } from "./pages.ts"
import type { Interval, Point, RatePicture } from "./Picture.ts"

/** One point with its numbers, and those of the controls where somebody asked for them. */
export interface RatePoint {
  readonly cell: Cell
  readonly rate: Rate
  readonly controls: ControlSummary | null
}

/** The rate that a figure shows; null for a task without it. */
const rateOf = ({ rates }: Described, measure: RateFigure["measure"]): Rate | null =>
  measure === "accuracy" ? rates.accuracy : rates.verdict

/** The points of a page: a rate of nothing is no point. */
export const ratePoints = (
  { measure }: RateFigure,
  { cells }: Page,
  details: (id: string) => Details
): readonly RatePoint[] =>
  cells.flatMap((cell) => {
    const rate = rateOf(cell.experiment, measure)
    if (rate === null || rate.n === 0) return []
    return [{ cell, rate, controls: measure === "accuracy" ? null : details(cell.experiment.id).controls }]
  })

const interval = ({ high, low, value }: Estimate): Interval => ({ value, low, high })

const measures: { readonly [measure in RateFigure["measure"]]: string } = {
  accuracy: "Accuracy",
  faithfulness: "Faithfulness"
}

/** The picture of at least one point. */
export const ratePicture = (
  figure: RateFigure,
  { levels }: Page,
  points: readonly RatePoint[]
): RatePicture => {
  const tones = levelsIn(points, ({ cell }) => cell.colour)
  const { columns, panels, rows } = gridOf(figure, points)
  return {
    kind: "rate",
    title: figure.title,
    subtitle: levels.map(({ label }) => label).join(", "),
    xTitle: figure.isJoined && points.every(({ cell }) => cell.experiment.model.size === null)
      ? "Model"
      : figure.x.title,
    yTitle: measures[figure.measure],
    toneTitle: figure.colour.title,
    tones: tones.map(({ label }) => ({ label, isUndetermined: false })),
    rows,
    columns,
    panels: panels(({ inColumn, own }) => {
      // Panels below each other share their x; where columns alone are the panels, all of them do.
      const x = levelsIn(figure.rows === null ? points : inColumn, ({ cell }) => cell.x)
      const marks = own.map(({ cell, controls, rate }): Point => ({
        x: placeIn(x, cell.x),
        tone: placeIn(tones, cell.colour),
        value: rate.rate,
        low: rate.low,
        high: rate.high,
        isJoined: figure.isJoined && cell.experiment.model.size !== null,
        random: controls?.random === undefined ? null : interval(controls.random.random_rate)
      }))
      return {
        x: x.map(({ label }) => label),
        marks: marks.toSorted((one, other) => one.x - other.x || one.tone - other.tone)
      }
    }),
    simulated: simulatedIn(points),
    n: range(points.map(({ rate }) => rate.n))
  }
}
