/**
 * A drawn SVG as a PNG bitmap.
 */
import { Resvg } from "@resvg/resvg-js"
import { fontFiles } from "./fonts.ts"
import type { Format } from "./Format.ts"
import type { DrawnSvg } from "./Svg.tsx"

/** The file's bytes: 300 pixels an inch for a paper, two for each unit of a website. */
export const drawPng = ({ text, width }: DrawnSvg, { zoom }: Format): Uint8Array =>
  new Resvg(text, {
    fitTo: { mode: "width", value: Math.round(width * zoom) },
    font: {
      fontFiles: Object.values(fontFiles),
      loadSystemFonts: false,
      defaultFontFamily: "Arimo"
    }
  }).render().asPng()
