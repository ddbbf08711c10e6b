/** How to find what begins with the end of a line. */
import { eachMatch } from "./text.ts"

/** In a longer text, which may have very many lines, a search from end to end takes less time. */
const longText = 20_000

/** Tries an expression at the ends of lines, and at the beginning of the text when `atStart` is set. */
function* eachAtLine(text: string, here: RegExp, atStart: boolean): Generator<RegExpExecArray, void> {
  for (let at = atStart ? 0 : text.indexOf("\n"); at >= 0;) {
    here.lastIndex = at
    const match = here.exec(text)
    if (match !== null) yield match
    at = text.indexOf("\n", match === null ? at + 1 : match.index + match[0].length)
  }
}

/**
 * Gives the matches, one by one, of an expression that begins with the end of a line, or, where `atStart` is set, with
 * that or the beginning of the text. Most answers have few lines, and only their ends are looked at.
 */
export const atLines = (
  pattern: RegExp,
  atStart = false
): (text: string) => Generator<RegExpExecArray, void> => {
  const here = new RegExp(pattern, `${pattern.flags}y`)
  const anywhere = new RegExp(pattern, `${pattern.flags}g`)
  return (text) => text.length > longText ? eachMatch(text, anywhere) : eachAtLine(text, here, atStart)
}
