/**
 * Sizes of pictures: for a column of a paper, and for a website.
 */

/** Lengths are in units of which `perInch` make an inch, and `width` is the picture's. */
export interface Format {
  readonly name: FormatName
  readonly width: number
  readonly perInch: number
  /** Titles are on; in a paper they belong to the caption. */
  readonly hasTitle: boolean
  readonly fontSize: number
  readonly titleSize: number
  readonly panelHeight: number
  /** Panels side by side are at least so wide where they may break into lines. */
  readonly panelWidth: number
  /** Between panels, and between the blocks of the picture. */
  readonly gap: number
  /** The radius of a point, and the width of lines. */
  readonly dot: number
  readonly stroke: number
  /** The longest label that is turned to stand upright; what is longer is cut. */
  readonly longestLabel: number
  /** Pixels of a bitmap for each unit. */
  readonly zoom: number
}

export const formatNames = ["paper", "website"] as const
export type FormatName = typeof formatNames[number]

/** A column of the ACL's style: 3.03 in, in points; bitmaps at 300 dpi. */
const paper: Format = {
  name: "paper",
  width: 3.03209 * 72,
  perInch: 72,
  hasTitle: false,
  fontSize: 7,
  titleSize: 8,
  panelHeight: 58,
  panelWidth: 56,
  gap: 8,
  dot: 2.1,
  stroke: 0.7,
  longestLabel: 80,
  zoom: 300 / 72
}

/** In pixels; bitmaps with two for each. */
const website: Format = {
  name: "website",
  width: 760,
  perInch: 96,
  hasTitle: true,
  fontSize: 13,
  titleSize: 17,
  panelHeight: 130,
  panelWidth: 165,
  gap: 14,
  dot: 3.8,
  stroke: 1.4,
  longestLabel: 170,
  zoom: 2
}

export const formats: { readonly [name in FormatName]: Format } = { paper, website }
