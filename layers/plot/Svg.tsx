/**
 * A picture as an SVG file.
 */
import { render } from "preact-render-to-string"
import type { Picture } from "../../src/reporting/figures/Picture.ts"
import type { Format } from "./Format.ts"
import { layOut } from "./layout/sheet.ts"
import { SheetSvg } from "./SheetSvg.tsx"

export interface DrawnSvg {
  readonly text: string
  /** In the format's unit. */
  readonly width: number
  readonly height: number
}

/** Draws a picture; throws a `PlotError` where it does not fit. */
export const drawSvg = (picture: Picture, format: Format): DrawnSvg => {
  const sheet = layOut(picture, format)
  const text = render(<SheetSvg sheet={sheet} picture={picture} format={format} />)
  return { text: `${text}\n`, width: sheet.width, height: sheet.height }
}
