/**
 * One panel, drawn by Observable Plot: grid, marks and frame. Its words are the sheet's.
 */
import * as Plot from "@observablehq/plot"
import { parseHTML } from "linkedom"
import type { Bar, Panel, Picture, Point, RatePicture } from "../../src/reporting/figures/Picture.ts"
import type { Format } from "./Format.ts"
import type { PlacedPanel } from "./layout/panels.ts"
import { spread, type SpreadPoint } from "./layout/spread.ts"
import type { YAxis } from "./layout/ticks.ts"
import { bandColour, bandLine, colourOf, frameColour, gridColour, symbolOf } from "./palette.ts"

/** What Plot draws, as the inner markup of an SVG; the page that it wants is not the user's. */
const plotted = (options: Plot.PlotOptions): string => {
  const { document } = parseHTML("<html><body></body></html>")
  const svg = Plot.plot({ ...options, margin: 0, document: document as unknown as Document })
  svg.querySelector("style")?.remove()
  return svg.innerHTML
}

const rateMarks = (
  panel: Panel<Point>,
  picture: RatePicture,
  slot: number,
  format: Format
): Plot.Markish[] => {
  const { dot, stroke } = format
  const { points, radius } = spread(picture, panel, slot, format)
  const half = ({ room }: SpreadPoint) => Math.min(room * 0.46, dot * 2) / slot
  const banded = points.flatMap((point) =>
    point.random === null
      ? []
      : [{ ...point.random, x1: point.at - half(point), x2: point.at + half(point) }]
  )
  const byTone = picture.tones.map((_, tone) => points.filter((point) => point.tone === tone))
  return [
    Plot.rect(banded, { x1: "x1", x2: "x2", y1: "low", y2: "high", fill: bandColour, fillOpacity: 0.55 }),
    Plot.ruleY(banded, { x1: "x1", x2: "x2", y: "value", stroke: bandLine, strokeWidth: stroke }),
    ...byTone.flatMap((own, tone) => {
      const colour = colourOf(picture.tones, tone)
      const line = own.filter(({ isJoined }) => isJoined)
      return [
        Plot.line(line, { x: "at", y: "value", stroke: colour, strokeWidth: stroke, strokeOpacity: 0.55 }),
        Plot.ruleX(own, { x: "at", y1: "low", y2: "high", stroke: colour, strokeWidth: stroke * 1.3 }),
        Plot.dot(own, {
          x: "at",
          y: "value",
          r: radius,
          symbol: symbolOf(tone),
          fill: colour,
          stroke: "white",
          strokeWidth: Math.min(stroke * 0.5, radius * 0.15)
        })
      ]
    })
  ]
}

const barMarks = (
  { marks, x }: Panel<Bar>,
  picture: Picture,
  slot: number,
  { fontSize, stroke }: Format
): Plot.Markish[] => {
  const half = Math.min(0.38, 1.8 * fontSize / slot)
  const stacked = x.flatMap((_, place) => {
    let below = 0
    return marks.filter((bar) => bar.x === place).map((bar) => {
      const from = below
      below += bar.count
      return { ...bar, x1: place - half, x2: place + half, from, to: below }
    })
  })
  return picture.tones.map((_, tone) =>
    Plot.rect(stacked.filter((bar) => bar.tone === tone), {
      x1: "x1",
      x2: "x2",
      y1: "from",
      y2: "to",
      fill: colourOf(picture.tones, tone),
      stroke: "white",
      strokeWidth: stroke * 0.5
    })
  )
}

/** The picture of a panel as the inner markup of an SVG of its size. */
export const drawPanel = (
  picture: Picture,
  { height, index, width }: PlacedPanel,
  { domain, inset, ticks }: YAxis,
  format: Format
): string => {
  const panel = picture.panels[index]!
  const slot = width / Math.max(1, panel.x.length)
  const marks = picture.kind === "rate"
    ? rateMarks(picture.panels[index]!, picture, slot, format)
    : barMarks(picture.panels[index]!, picture, slot, format)
  return plotted({
    width,
    height,
    x: { type: "linear", domain: [-0.5, Math.max(1, panel.x.length) - 0.5], axis: null },
    y: { type: "linear", domain: [...domain], axis: null, insetTop: inset, insetBottom: inset },
    marks: [
      Plot.ruleY(ticks.map(({ value }) => value), { stroke: gridColour, strokeWidth: format.stroke * 0.7 }),
      ...marks,
      Plot.frame({ stroke: frameColour, strokeWidth: format.stroke * 0.7 })
    ]
  })
}

/** The sign of a tone in the legend, of this size, as the inner markup of an SVG. */
export const drawTone = ({ kind, tones }: Picture, tone: number, size: number, { dot }: Format): string => {
  const fill = colourOf(tones, tone)
  return plotted({
    width: size,
    height: size,
    x: { type: "linear", domain: [-1, 1], axis: null },
    y: { type: "linear", domain: [-1, 1], axis: null },
    marks: kind === "rate"
      ? [Plot.dot([0], { x: [0], y: [0], r: dot, symbol: symbolOf(tone), fill })]
      : [Plot.rect([0], { x1: [-0.8], x2: [0.8], y1: [-0.8], y2: [0.8], fill })]
  })
}
