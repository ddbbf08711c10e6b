/**
 * The texts of an SVG with the rectangles that they cover, measured by their font: read from the file itself, not from
 * the layout that made it.
 */
import { openSync } from "fontkit"
import { parseHTML } from "linkedom"
import { createRequire } from "node:module"

const { resolve } = createRequire(import.meta.url)
const load = (file: string) => {
  const font = openSync(resolve(file))
  if (!("layout" in font)) throw new Error(`${file} is no single font`)
  return font
}
const fonts = {
  regular: load("@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf"),
  bold: load("@expo-google-fonts/arimo/700Bold/Arimo_700Bold.ttf")
}

export interface TextBox {
  readonly text: string
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export interface ReadSvg {
  readonly width: number
  readonly height: number
  readonly texts: readonly TextBox[]
}

const boxOf = (element: Element): TextBox => {
  const number = (name: string) => Number(element.getAttribute(name))
  const [x, y, size] = [number("x"), number("y"), number("font-size")]
  const font = element.getAttribute("font-weight") === "bold" ? fonts.bold : fonts.regular
  const text = element.textContent ?? ""
  const scale = size / font.unitsPerEm
  const run = font.layout(text)
  const width = run.advanceWidth * scale
  // The highest and lowest points of the glyphs that are really there.
  const above = run.bbox.maxY * scale
  const below = -run.bbox.minY * scale
  const anchor = element.getAttribute("text-anchor")
  const before = anchor === "middle" ? width / 2 : anchor === "end" ? width : 0
  const transform = element.getAttribute("transform")
  if (transform === null) {
    return { text, left: x - before, right: x - before + width, top: y - above, bottom: y + below }
  }
  if (transform !== `rotate(-90 ${x} ${y})`) throw new Error(`unexpected transform ${transform}`)
  return { text, left: x - above, right: x + below, top: y - width + before, bottom: y + before }
}

export const readSvg = (svg: string): ReadSvg => {
  const { document } = parseHTML(`<html><body>${svg}</body></html>`)
  const root = document.querySelector("svg")!
  const [, , width, height] = root.getAttribute("viewBox")!.split(" ").map(Number)
  const texts = Array.from(root.querySelectorAll("text"))
  if (texts.some(({ parentNode }) => parentNode?.nodeName.toLowerCase() !== "svg")) {
    throw new Error("a text is in a group")
  }
  return { width: width!, height: height!, texts: texts.map(boxOf) }
}

/** Pairs of texts that cover each other. */
export const overlaps = ({ texts }: ReadSvg): readonly string[] =>
  texts.flatMap((one, i) =>
    texts.slice(i + 1)
      .filter((other) =>
        one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
      )
      .map((other) => `${one.text} / ${other.text}`)
  )

/** Texts that reach over the edge. */
export const outside = ({ height, texts, width }: ReadSvg): readonly string[] =>
  texts.filter(({ bottom, left, right, top }) => left < 0 || top < 0 || right > width || bottom > height)
    .map(({ text }) => text)
