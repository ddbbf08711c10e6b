/**
 * Labels in lines that are no wider than their place.
 */
import { textWidth, type Weight } from "../fonts.ts"

export interface Lines {
  readonly lines: readonly string[]
  /** Whether all of the text is there, and no word of it was torn apart. */
  readonly isWhole: boolean
}

export interface LineOptions {
  readonly width: number
  readonly size: number
  readonly weight?: Weight
  readonly most: number
}

/** A break may come after these, and instead of a space. */
const pieces = (text: string): readonly string[] => text.match(/[^\s/:,_-]*[/:,_-]+|[^\s/:,_-]+|\s+/g) ?? []

/** White space becomes a space, and so do characters that XML does not have; nor does it have `]]>` in a text. */
export const plain = (text: string): string =>
  text.replace(/[\s\p{Cc}\p{Cs}\uFFFE\uFFFF]+/gu, " ").replaceAll("]]>", "]] >").trim()

/** The longest beginning of a text that leaves room for an ellipsis. */
const cut = (text: string, fits: (text: string) => boolean): string => {
  const characters = [...text]
  while (characters.length > 1 && !fits(`${characters.join("")}…`)) characters.pop()
  return `${characters.join("").replace(/[\s\p{P}]+$/u, "")}…`
}

/**
 * Breaks a text at spaces and after hyphens, slashes and the like; a word that is too wide is torn apart, and what
 * does not fit into the last line is cut.
 */
export const breakLines = (text: string, { most, size, weight = "regular", width }: LineOptions): Lines => {
  const fits = (line: string) => textWidth(line.trimEnd(), size, weight) <= width
  const whole = plain(text)
  const lines: string[] = []
  let line = ""
  let isWhole = true
  const push = () => {
    lines.push(line.trim())
    line = ""
  }
  for (const piece of pieces(whole)) {
    if (fits(line + piece)) line += piece
    else if (fits(piece)) {
      push()
      line = piece.trimStart()
    } else {
      isWhole = false
      for (const character of piece) {
        if (line !== "" && !fits(line + character)) push()
        line += character
      }
    }
  }
  push()
  const all = lines.filter((each, i) => each !== "" || i > 0)
  if (all.length <= most) return { lines: all, isWhole }
  const kept = all.slice(0, most)
  return { lines: [...kept.slice(0, -1), cut(all.slice(most - 1).join(" "), fits)], isWhole: false }
}
