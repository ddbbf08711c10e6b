/**
 * The labels along x: flat where they fit, upright where they do not.
 */
import { lineHeight, textWidth } from "../fonts.ts"
import type { Format } from "../Format.ts"
import { breakLines } from "./breakLines.ts"

export interface XLabels {
  readonly isUpright: boolean
  /** The lines of each label. */
  readonly labels: readonly (readonly string[])[]
  /** How much room they take below the panel. */
  readonly height: number
}

const mostLines = 3

/** The widest of some lines. */
const widest = (labels: readonly (readonly string[])[], size: number): number =>
  Math.max(0, ...labels.flat().map((line) => textWidth(line, size)))

const flat = (labels: readonly string[], slot: number, { fontSize }: Format): XLabels | null => {
  const broken = labels.map((label) =>
    breakLines(label, { width: slot - fontSize / 2, size: fontSize, most: mostLines })
  )
  if (broken.some(({ isWhole }) => !isWhole)) return null
  const most = Math.max(1, ...broken.map(({ lines }) => lines.length))
  return {
    isUpright: false,
    labels: broken.map(({ lines }) => lines),
    height: most * fontSize * lineHeight
  }
}

const upright = (
  labels: readonly string[],
  slot: number,
  { fontSize, longestLabel }: Format
): XLabels | null => {
  const most = Math.min(mostLines, Math.floor((slot - fontSize) / (fontSize * lineHeight)) + 1)
  if (most === 0) return null
  const broken = labels.map((label) => breakLines(label, { width: longestLabel, size: fontSize, most }).lines)
  return { isUpright: true, labels: broken, height: widest(broken, fontSize) }
}

/** The labels of some columns, in slots of one width each: all flat, or all upright; null where neither fits. */
export const xLabels = (
  columns: readonly (readonly string[])[],
  width: number,
  format: Format
): readonly XLabels[] | null => {
  for (const lay of [flat, upright]) {
    const laid = columns.map((labels) => lay(labels, width / Math.max(1, labels.length), format))
    if (laid.every((each) => each !== null)) return laid
  }
  return null
}
