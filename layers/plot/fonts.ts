/**
 * The font of the pictures: Arimo, an open font as wide as Arial and Helvetica, so that an SVG looks the same where it
 * is not installed.
 */
import { type Font, openSync } from "fontkit"
import { createRequire } from "node:module"

const { resolve } = createRequire(import.meta.url)

export const fontFiles = {
  regular: resolve("@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf"),
  bold: resolve("@expo-google-fonts/arimo/700Bold/Arimo_700Bold.ttf")
} as const

export type Weight = keyof typeof fontFiles

/** For SVG: the fonts of the same widths, most likely first. */
export const fontFamily = "Arimo, \"Liberation Sans\", Arial, Helvetica, sans-serif"

const open = (file: string): Font => {
  const font = openSync(file)
  if (font.type === "TTC" || font.type === "DFont") throw new Error(`${file} is a collection of fonts`)
  return font as Font
}

const fonts: { readonly [weight in Weight]: Font } = {
  regular: open(fontFiles.regular),
  bold: open(fontFiles.bold)
}

/** Widths of characters for a size of 1, as they are asked for. */
const advances: { readonly [weight in Weight]: Map<string, number> } = { regular: new Map(), bold: new Map() }

const advanceOf = (character: string, weight: Weight): number => {
  const known = advances[weight].get(character)
  if (known !== undefined) return known
  const font = fonts[weight]
  const width = font.glyphForCodePoint(character.codePointAt(0) ?? 0).advanceWidth / font.unitsPerEm
  advances[weight].set(character, width)
  return width
}

/** The width of a line of text in the unit of its size, without kerning, which makes it narrower if anything. */
export const textWidth = (text: string, size: number, weight: Weight = "regular"): number => {
  let width = 0
  for (const character of text) width += advanceOf(character, weight)
  return width * size
}

/** From the baseline to the top of the highest letters, and to the bottom of the lowest, for a size of 1. */
export const ascent = 0.73
export const descent = 0.21

/** From one baseline to the next, for a size of 1. */
export const lineHeight = 1.15
