/**
 * A whole picture, laid out: from the top down titles, panels, legend and notes.
 */
import { isSimulatedModel } from "../../../src/domain/Generation.ts"
import type { Picture } from "../../../src/reporting/figures/Picture.ts"
import type { Weight } from "../fonts.ts"
import type { Format } from "../Format.ts"
import { breakLines } from "./breakLines.ts"
import { flatLines, heightOf, type Label } from "./Label.ts"
import { type PlacedSign, placeLegend } from "./legend.ts"
import { type PlacedPanel, placePanels } from "./panels.ts"
import { type YAxis, yAxisOf } from "./ticks.ts"

export interface Sheet {
  readonly width: number
  readonly height: number
  readonly axis: YAxis
  readonly panels: readonly PlacedPanel[]
  readonly labels: readonly Label[]
  readonly signs: readonly PlacedSign[]
}

interface Block {
  readonly labels: readonly Label[]
  readonly bottom: number
}

interface Paragraph {
  readonly text: string
  readonly size: number
  readonly weight?: Weight
  readonly isFaint?: boolean
}

/** Paragraphs below each other, from `left` to `right`. */
const paragraphs = (
  texts: readonly Paragraph[],
  { left, right, top }: { readonly left: number; readonly right: number; readonly top: number }
): Block => {
  const labels: Label[] = []
  let y = top
  for (const { isFaint = false, size, text, weight = "regular" } of texts) {
    const { lines } = breakLines(text, { width: right - left, size, weight, most: 6 })
    labels.push(...flatLines(lines, { x: left, top: y }, { size, weight, isFaint }))
    y += heightOf(lines, size) + size * 0.25
  }
  return { labels, bottom: y }
}

const titlesOf = (picture: Picture, format: Format): readonly Paragraph[] =>
  format.hasTitle
    ? [
      { text: picture.title, size: format.titleSize, weight: "bold" },
      ...(picture.subtitle === "" ? [] : [{ text: picture.subtitle, size: format.fontSize, isFaint: true }])
    ]
    : []

/** Above so many simulated models their number says enough. */
const mostNamed = 3

/** That no language model gave the answers; a picture of theirs never goes without. */
const simulatedNote = ({ simulated }: Picture): readonly string[] => {
  if (simulated.length === 0) return []
  const names = simulated.map((name) => isSimulatedModel(name) ? name.slice(name.indexOf("/") + 1) : name)
  const which = names.length > mostNamed ? `${names.length} profiles` : names.join("; ")
  return [`Simulated answers (${which}), not a language model’s.`]
}

/** `N = 54`, or `N = 41 to 54`. */
export const showN = ({ n: { least, most } }: Picture): string =>
  least === most ? `N = ${most}` : `N = ${least} to ${most}`

const nNote = (picture: Picture, { hasTitle }: Format): readonly string[] => {
  if (!hasTitle) return []
  return [
    picture.kind === "rate"
      ? `${showN(picture)} observations behind each point; 95% Wilson intervals.`
      : `${showN(picture)} observations in each panel.`
  ]
}

/** Lays a picture out; throws a `PlotError` where there is not enough room. */
export const layOut = (picture: Picture, format: Format): Sheet => {
  const { fontSize: size, gap, width } = format
  const margin = size * 0.5
  const titles = paragraphs(titlesOf(picture, format), { left: margin, right: width - margin, top: margin })
  const axis = yAxisOf(picture, format)
  const top = format.hasTitle ? titles.bottom + gap / 2 : titles.bottom
  const { bottom, labels, panels } = placePanels(picture, axis, top, format)
  const [left, right] = [margin, width - margin]
  const legend = placeLegend(picture, { left, right, top: bottom + gap * 0.75 }, format)
  const notes = paragraphs(
    [...nNote(picture, format), ...simulatedNote(picture)].map((text) => ({ text, size, isFaint: true })),
    { left, right, top: legend.bottom + size * 0.2 }
  )
  return {
    width,
    height: notes.bottom + margin * 0.5,
    axis,
    panels,
    labels: [...titles.labels, ...labels, ...legend.labels, ...notes.labels],
    signs: legend.signs
  }
}
