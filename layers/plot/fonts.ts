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

/** The width of a line of text, in the unit of its size. */
export const textWidth = (text: string, size: number, weight: Weight = "regular"): number => {
  const font = fonts[weight]
  return font.layout(text).advanceWidth * size / font.unitsPerEm
}

/** From the baseline to the top of the highest letters, and to the bottom of the lowest, for a size of 1. */
export const ascent = 0.73
export const descent = 0.21

/** From one baseline to the next, for a size of 1. */
export const lineHeight = 1.15
