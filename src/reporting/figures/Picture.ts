/**
 * What is to be drawn: numbers, places and words, and nothing of fonts, colours or sizes.
 */

/** A rate from 0 to 1, and the ends of its interval. */
export interface Interval {
  readonly value: number
  readonly low: number
  readonly high: number
}

/** One rate; `x` and `tone` are places in the panel's `x` and in the picture's `tones`. */
export interface Point extends Interval {
  readonly x: number
  readonly tone: number
  /** Whether a line leads from it to the next one of its tone: where x is an amount. */
  readonly isJoined: boolean
  /** What the same amount of change at random comes to; null where nobody asked. */
  readonly random: Interval | null
}

/** How often one answer at `x` came with the other answer `tone`. */
export interface Bar {
  readonly x: number
  readonly tone: number
  readonly count: number
}

/** One small diagram. */
export interface Panel<Mark> {
  /** Its place in the picture's `rows` and `columns`; 0 where the picture has none. */
  readonly row: number
  readonly column: number
  /** The labels along x. */
  readonly x: readonly string[]
  readonly marks: readonly Mark[]
}

/** What a colour stands for. */
export interface Tone {
  readonly label: string
  /** Answers that are no answer have a colour of their own. */
  readonly isUndetermined: boolean
}

interface PictureBase {
  readonly title: string
  /** Which page of the figure this is; empty when there is one. */
  readonly subtitle: string
  readonly xTitle: string
  readonly yTitle: string
  readonly toneTitle: string
  readonly tones: readonly Tone[]
  /** Panels below each other, in order; null where `columns` alone are the panels, and may break into lines. */
  readonly rows: readonly string[] | null
  /** Panels beside each other; null for one without a heading. */
  readonly columns: readonly string[] | null
  /** Names of the simulated models whose answers it shows: a picture says so. */
  readonly simulated: readonly string[]
  /** The least and the largest number of observations behind a mark or panel. */
  readonly n: { readonly least: number; readonly most: number }
}

export interface RatePicture extends PictureBase {
  readonly kind: "rate"
  readonly panels: readonly Panel<Point>[]
}

export interface ClassPicture extends PictureBase {
  readonly kind: "classes"
  readonly panels: readonly Panel<Bar>[]
}

export type Picture = RatePicture | ClassPicture
