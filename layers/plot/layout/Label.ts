/**
 * Texts of a picture, each with its place.
 */
import { ascent, descent, lineHeight, textWidth, type Weight } from "../fonts.ts"

/** One line; `x` and `y` are where its anchor stands on the baseline. */
export interface Label {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly size: number
  readonly anchor: "start" | "middle" | "end"
  readonly weight: Weight
  /** Whether it is less important than the others. */
  readonly isFaint: boolean
  /** Whether it reads from the bottom to the top. */
  readonly isUpright: boolean
}

export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

const offsets = { start: 0, middle: 0.5, end: 1 } as const

/** The rectangle that a label covers. */
export const boxOf = ({ anchor, isUpright, size, text, weight, x, y }: Label): Box => {
  const width = textWidth(text, size, weight)
  const before = offsets[anchor] * width
  return isUpright
    ? { left: x - ascent * size, right: x + descent * size, top: y - width + before, bottom: y + before }
    : { left: x - before, right: x - before + width, top: y - ascent * size, bottom: y + descent * size }
}

type Style = Partial<Pick<Label, "anchor" | "isFaint" | "weight">> & { readonly size: number }

/** Lines below each other, the first with its top at `top`. */
export const flatLines = (
  lines: readonly string[],
  { top, x }: { readonly x: number; readonly top: number },
  { anchor = "start", isFaint = false, size, weight = "regular" }: Style
): readonly Label[] =>
  lines.map((text, i) => ({
    text,
    x,
    y: top + (i * lineHeight + ascent) * size,
    size,
    anchor,
    weight,
    isFaint,
    isUpright: false
  }))

/** Lines that read upwards, beside each other, with the middle of all at `x`. */
export const uprightLines = (
  lines: readonly string[],
  { x, y }: { readonly x: number; readonly y: number },
  { anchor = "start", isFaint = false, size, weight = "regular" }: Style
): readonly Label[] =>
  lines.map((text, i) => ({
    text,
    x: x + ((i - (lines.length - 1) / 2) * lineHeight + (ascent - descent) / 2) * size,
    y,
    size,
    anchor,
    weight,
    isFaint,
    isUpright: true
  }))

/** The height of so many lines. */
export const heightOf = (lines: readonly string[], size: number): number => lines.length * size * lineHeight
