/**
 * Colours and shapes that also the colour-blind tell apart.
 */
import type { Tone } from "../../src/reporting/figures/Picture.ts"

export const ink = "#1a1a1a"
export const faint = "#666666"
export const gridColour = "#e4e4e4"
export const frameColour = "#9a9a9a"
export const bandColour = "#b8b8b8"
export const bandLine = "#6b6b6b"

/** M. Okabe and K. Ito, Color Universal Design, 2008; without the yellow, which is hard to see on white, and the black. */
const colours = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#4d4d4d"] as const

/** Shapes of points, by the names of Observable Plot; their number and that of the colours have no common divisor. */
const symbols = ["circle", "square", "triangle", "diamond", "star", "hexagon", "wye", "cross"] as const
export type SymbolName = typeof symbols[number]

const undeterminedColour = "#c4c4c4"

/** The colour of a place among tones. */
export const colourOf = (tones: readonly Tone[], place: number): string =>
  tones[place]?.isUndetermined ? undeterminedColour : colours[place % colours.length]!

export const symbolOf = (place: number): SymbolName => symbols[place % symbols.length]!
