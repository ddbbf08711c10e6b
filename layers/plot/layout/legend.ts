/**
 * The legend below the panels: entries beside each other, in as many lines as they need.
 */
import type { Picture } from "../../../src/reporting/figures/Picture.ts"
import { lineHeight, textWidth } from "../fonts.ts"
import type { Format } from "../Format.ts"
import { breakLines } from "./breakLines.ts"
import { flatLines, type Label } from "./Label.ts"

/** What an entry shows: a tone, an interval, or the band of a control. */
export type Sign =
  | { readonly kind: "tone"; readonly tone: number }
  | { readonly kind: "interval" }
  | { readonly kind: "random" }

/** A sign with the middle of its place. */
export type PlacedSign = Sign & { readonly x: number; readonly y: number }

interface Entry {
  readonly sign: Sign | null
  readonly text: string
}

export interface Legend {
  readonly labels: readonly Label[]
  readonly signs: readonly PlacedSign[]
  readonly bottom: number
}

const groupsOf = (picture: Picture): readonly (readonly Entry[])[] => {
  const tones: readonly Entry[] = [
    { sign: null, text: `${picture.toneTitle}:` },
    ...picture.tones.map(({ label }, tone): Entry => ({ sign: { kind: "tone", tone }, text: label }))
  ]
  if (picture.kind === "classes") return [tones]
  const hasRandom = picture.panels.some(({ marks }) => marks.some(({ random }) => random !== null))
  return [tones, [
    { sign: { kind: "interval" }, text: "95% interval" },
    ...(hasRandom ? [{ sign: { kind: "random" as const }, text: "Same amount changed at random" }] : [])
  ]]
}

/** The width of a sign with the space after it. */
const signWidth = (size: number) => size * 1.5

/** Places the entries of each group in lines from `left` to `right`; a group begins a line. */
export const placeLegend = (
  picture: Picture,
  { left, right, top }: { readonly left: number; readonly right: number; readonly top: number },
  { fontSize: size }: Format
): Legend => {
  const labels: Label[] = []
  const signs: PlacedSign[] = []
  const step = size * lineHeight * 1.2
  let y = top
  for (const group of groupsOf(picture)) {
    let x = left
    for (const { sign, text } of group) {
      const before = sign === null ? 0 : signWidth(size)
      const weight = sign === null ? "bold" : "regular"
      const [line = ""] = breakLines(text, { width: right - left - before, size, weight, most: 1 }).lines
      const width = before + textWidth(line, size, weight)
      if (x > left && x + width > right) {
        x = left
        y += step
      }
      if (sign !== null) signs.push({ ...sign, x: x + size * 0.5, y: y + size * 0.46 })
      labels.push(...flatLines([line], { x: x + before, top: y + size * 0.1 }, { size, weight }))
      x += width + size * 1.1
    }
    y += step
  }
  return { labels, signs, bottom: y }
}
