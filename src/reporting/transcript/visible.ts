/**
 * Characters that a reader would not see, or that would make the text around them look like another.
 */

/**
 * Control characters but for tab and newline, format characters, among them those that turn the direction of writing,
 * but for the joiners that scripts and emoji need, variation selectors but for that of emoji, private use, and halves of
 * surrogate pairs.
 */
const unseen =
  /(?![\t\n\u200C\u200D])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]|[\uFE00-\uFE0E]|[\u{E0100}-\u{E01EF}]/u

/** A part of a text: as it stands, or the name of a character that cannot be shown as it stands. */
export interface Visible {
  readonly text: string
  readonly isName: boolean
}

/** A character's code point, as Unicode writes it. */
export const codePointName = (character: string): string =>
  `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`

/** A text with the unseen characters named; a carriage return at the end of a line is none of them. */
export const visibleParts = (text: string): readonly Visible[] => {
  const lines = text.replaceAll("\r\n", "\n")
  const parts: Visible[] = []
  let plain = ""
  for (const character of lines) {
    if (!unseen.test(character)) plain += character
    else {
      if (plain !== "") parts.push({ text: plain, isName: false })
      parts.push({ text: codePointName(character), isName: true })
      plain = ""
    }
  }
  return plain === "" ? parts : [...parts, { text: plain, isName: false }]
}

/** The same as one text: the names stand in angle brackets. */
export const visibleText = (text: string): string =>
  visibleParts(text).map(({ isName, text }) => isName ? `\u27E8${text}\u27E9` : text).join("")
