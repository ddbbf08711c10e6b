/**
 * Where the panels of a picture stand, with their headings and the labels of their axes.
 */
import type { Picture } from "../../../src/reporting/figures/Picture.ts"
import { lineHeight, textWidth } from "../fonts.ts"
import type { Format } from "../Format.ts"
import { PlotError } from "../PlotError.ts"
import { breakLines } from "./breakLines.ts"
import { flatLines, heightOf, type Label, uprightLines } from "./Label.ts"
import { leastSlot } from "./spread.ts"
import type { YAxis } from "./ticks.ts"
import { type XLabels, xLabels } from "./xLabels.ts"

export interface PlacedPanel {
  /** Its place in the picture's `panels`. */
  readonly index: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface PlacedPanels {
  readonly panels: readonly PlacedPanel[]
  readonly labels: readonly Label[]
  readonly bottom: number
}

/** How many panels stand beside each other, and the labels along x of each column. */
interface Columns {
  readonly count: number
  readonly width: number
  readonly labels: readonly XLabels[]
}

const doesNotFit = ({ name, width, perInch }: Format): PlotError =>
  new PlotError({
    message: `more places along x or panels than the ${name} format has room for in ${
      (width / perInch).toFixed(2)
    } in; choose fewer with --model-names or --datasets${
      name === "paper" ? ", or take --format website" : ""
    }`
  })

const widthFor = (count: number, space: number, gap: number) => (space - (count - 1) * gap) / count

/** Columns of equal width, if their labels fit. */
const tryColumns = (
  count: number,
  x: readonly (readonly string[])[],
  space: number,
  format: Format
): Columns | null => {
  const width = widthFor(count, space, format.gap)
  const labels = xLabels(x, width, format)
  return labels === null ? null : { count, width, labels }
}

/** Even lines: four panels where three fit stand in two lines of two. */
const even = (count: number, fitting: number): number => Math.ceil(count / Math.ceil(count / fitting))

/** About how high so many panels are: an incomplete last line has labels above it as well as below. */
const heightOfLines = (
  total: number,
  { count, labels }: Columns,
  { fontSize, gap, panelHeight }: Format
): number => {
  const below = Math.max(0, ...labels.map(({ height }) => height))
  const lines = Math.ceil(total / count)
  return lines * (panelHeight + fontSize * lineHeight + gap) + below * (total % count === 0 ? 1 : 2)
}

/** Panels that may break into lines: so many beside each other that the picture is lowest, and no point hides another. */
const wrapped = (picture: Picture, space: number, format: Format): Columns | null => {
  const x = picture.panels.map((panel) => panel.x)
  const total = picture.panels.length
  const most = Math.max(
    1,
    Math.min(total, Math.floor((space + format.gap) / (format.panelWidth + format.gap)))
  )
  const places = Math.max(...x.map((labels) => labels.length))
  const fitting = Array.from({ length: most }, (_, i) => even(total, most - i))
    .flatMap((count) => tryColumns(count, x, space, format) ?? [])
  const [widest = null] = fitting.toSorted((one, other) => other.width - one.width)
  const [lowest = widest] = fitting.filter(({ width }) => width >= places * leastSlot(picture, format))
    .toSorted((one, other) => heightOfLines(total, one, format) - heightOfLines(total, other, format))
  return lowest
}

const columnsOf = (picture: Picture, space: number, format: Format): Columns => {
  const found = picture.rows === null
    ? wrapped(picture, space, format)
    : tryColumns(
      picture.columns?.length ?? 1,
      picture.panels.filter(({ row }) => row === 0).map(({ x }) => x),
      space,
      format
    )
  if (found === null) throw doesNotFit(format)
  return found
}

/** The middle of each place along x. */
export const xAt = (place: number, count: number, width: number): number => (place + 0.5) * width / count

const labelsBelow = (
  { isUpright, labels }: XLabels,
  panel: PlacedPanel,
  { fontSize: size }: Format
): readonly Label[] => {
  const top = panel.y + panel.height + size * 0.45
  return labels.flatMap((lines, place) => {
    const x = panel.x + xAt(place, labels.length, panel.width)
    return isUpright
      ? uprightLines(lines, { x, y: top }, { size, anchor: "end" })
      : flatLines(lines, { x, top }, { size, anchor: "middle" })
  })
}

const yLabels = (
  { domain, inset, ticks }: YAxis,
  panel: PlacedPanel,
  { fontSize: size }: Format
): readonly Label[] => {
  const inner = panel.height - 2 * inset
  return ticks.map(({ label, value }) => {
    const y = panel.y + panel.height - inset - inner * (value - domain[0]) / (domain[1] - domain[0])
    const [one] = flatLines([label], { x: panel.x - size * 0.5, top: y - size * 0.365 }, {
      size,
      anchor: "end"
    })
    return one!
  })
}

/** An empty panel says so: it is no panel of zeros. */
const noData = ({ height, width, x, y }: PlacedPanel, { fontSize: size }: Format): Label =>
  flatLines(["no data"], { x: x + width / 2, top: y + (height - size) / 2 }, {
    size,
    anchor: "middle",
    isFaint: true
  })[0]!

/** Places all panels below `top`, with what belongs to them. */
export const placePanels = (picture: Picture, axis: YAxis, top: number, format: Format): PlacedPanels => {
  const { fontSize: size, gap, panelHeight, width } = format
  const widestTick = Math.max(...axis.ticks.map(({ label }) => textWidth(label, size)))
  const left = size * 1.5 + widestTick + size * 0.5
  const rows = (picture.rows ?? []).map((row) =>
    breakLines(row, { width: panelHeight, size, weight: "bold", most: 3 }).lines
  )
  const strip = Math.max(0, ...rows.map((lines) => heightOf(lines, size)))
  const right = width - size * 0.5 - (strip === 0 ? 0 : strip + size * 0.3)
  const columns = columnsOf(picture, right - left, format)
  const headings = (picture.columns ?? []).map((heading) =>
    breakLines(heading, { width: columns.width, size, weight: "bold", most: 3 }).lines
  )
  const lineCount = Math.ceil(picture.panels.length / columns.count)
  const panels: PlacedPanel[] = []
  const labels: Label[] = []
  let y = top
  for (let line = 0; line < lineCount; line++) {
    const indices = picture.panels.map((_, i) => i).slice(line * columns.count, (line + 1) * columns.count)
    const heading = picture.rows !== null && line > 0 ? [] : indices.map((i) => headings[i] ?? [])
    const headingHeight = Math.max(0, ...heading.map((lines) => heightOf(lines, size)))
    for (const [place, lines] of heading.entries()) {
      const x = left + place * (columns.width + gap) + columns.width / 2
      const own = y + headingHeight - heightOf(lines, size)
      labels.push(...flatLines(lines, { x, top: own }, { size, weight: "bold", anchor: "middle" }))
    }
    y += headingHeight
    y += size * 0.2
    labels.push(...uprightLines(rows[line] ?? [], { x: width - (size + strip) / 2, y: y + panelHeight / 2 }, {
      size,
      weight: "bold",
      anchor: "middle"
    }))
    let below = 0
    for (const [place, index] of indices.entries()) {
      const x = left + place * (columns.width + gap)
      const panel: PlacedPanel = { index, x, y, width: columns.width, height: panelHeight }
      panels.push(panel)
      if (place === 0) labels.push(...yLabels(axis, panel, format))
      if (picture.panels[index]!.marks.length === 0) labels.push(noData(panel, format))
      const isLast = index + columns.count >= picture.panels.length
      const own = columns.labels[picture.rows === null ? index : place]!
      if (isLast) {
        labels.push(...labelsBelow(own, panel, format))
        below = Math.max(below, own.height + size * 0.45)
      }
    }
    y += panelHeight + below + gap
  }
  const bottom = y - gap
  const titles = [
    ...uprightLines([picture.yTitle], { x: size * 0.85, y: middleOf(panels) }, {
      size,
      anchor: "middle"
    }),
    ...flatLines([picture.xTitle], { x: (left + right) / 2, top: bottom + size * 0.3 }, {
      size,
      anchor: "middle"
    })
  ]
  return { panels, labels: [...labels, ...titles], bottom: bottom + size * (0.3 + lineHeight) }
}

/** The middle of all panels from top to bottom. */
const middleOf = (panels: readonly PlacedPanel[]): number => {
  const tops = panels.map(({ y }) => y)
  const bottoms = panels.map(({ height, y }) => y + height)
  return (Math.min(...tops) + Math.max(...bottoms)) / 2
}
