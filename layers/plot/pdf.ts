/**
 * A drawn SVG as a PDF of one page of its size: texts are texts, in an embedded font.
 */
import PdfDocument from "pdfkit"
import drawOnPdf from "svg-to-pdfkit"
import { fontFiles } from "./fonts.ts"
import type { Format } from "./Format.ts"
import type { DrawnSvg } from "./Svg.tsx"

const pointsPerInch = 72

/** The file's bytes; equal pictures give equal files, so that a paper's repository changes only with its figures. */
export const drawPdf = ({ height, text, width }: DrawnSvg, { perInch }: Format): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const [w, h] = [width, height].map((length) => length * pointsPerInch / perInch) as [number, number]
    const document = new PdfDocument({
      size: [w, h],
      margin: 0,
      font: fontFiles.regular,
      info: { Producer: "llm-introspect", Creator: "llm-introspect", CreationDate: new Date(0) }
    })
    const chunks: Uint8Array[] = []
    document.on("data", (chunk: Uint8Array) => chunks.push(chunk))
    document.on("end", () => resolve(Buffer.concat(chunks)))
    document.on("error", reject)
    drawOnPdf(document, text, 0, 0, {
      width: w,
      height: h,
      preserveAspectRatio: "xMinYMin meet",
      fontCallback: (_family, isBold) => isBold ? fontFiles.bold : fontFiles.regular,
      warningCallback: (warning) => reject(new Error(`a picture has what PDF cannot show: ${warning}`))
    })
    document.end()
  })
