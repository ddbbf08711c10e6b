/**
 * Edits that change a text and none of the words that the rules look at.
 */
import { pick, shuffled, type Stream } from "../text/draw.ts"
import { likeCase, replaceTokens, type Token } from "../text/text.ts"

const exchanges: ReadonlyMap<string, readonly string[]> = new Map([
  ["the", ["this", "that"]],
  ["a", ["some", "this"]],
  ["an", ["some", "this"]],
  ["this", ["that", "the"]],
  ["that", ["this", "which"]],
  ["and", ["and also", "and then"]],
  ["but", ["though", "yet"]],
  ["very", ["rather", "quite"]],
  ["then", ["after that", "soon"]],
  ["is", ["was"]],
  ["was", ["is"]],
  ["are", ["were"]],
  ["were", ["are"]],
  ["in", ["within", "inside"]],
  ["with", ["along with"]],
  ["i", ["we"]],
  ["we", ["they", "i"]],
  ["my", ["our"]],
  ["it", ["this"]],
  ["he", ["she", "they"]],
  ["she", ["he", "they"]],
  ["his", ["her", "their"]],
  ["her", ["his", "their"]],
  ["they", ["we"]],
  ["some", ["most"]],
  ["one", ["another"]],
  ["to", ["towards"]],
  ["for", ["because of"]],
  ["when", ["while"]],
  ["all", ["most of"]],
  ["there", ["here"]],
  ["went", ["moved", "journeyed", "travelled"]],
  ["moved", ["went", "journeyed", "travelled"]],
  ["journeyed", ["went", "moved", "travelled"]],
  ["travelled", ["went", "moved", "journeyed"]]
])

const openings = [
  "Well, ",
  "Now, ",
  "Indeed, ",
  "So, ",
  "As it was, ",
  "As ever, ",
  "This once, ",
  "Once again, "
]
const closings = [
  "That was all.",
  "So it was.",
  "That is that.",
  "And so on.",
  "So there you are.",
  "That was then.",
  "It is what it is.",
  "And that was that."
]

const exchange = (text: string, tokens: readonly Token[], position: number, next: Stream): string => {
  const token = tokens[position]!
  const options = exchanges.get(token.lower) ?? [token.lower]
  const word = likeCase(text.slice(token.start, token.end), pick(next, options))
  return replaceTokens(text, tokens, new Map([[position, word]]))
}

/** Sets a closing remark after a text. */
export const withClosing = (text: string, closing: string): string => {
  const trimmed = text.trimEnd()
  return `${trimmed}${/[\p{L}\p{N}\]]$/u.test(trimmed) ? "." : ""} ${closing}`
}

/** Edited texts, the least changed first; there are always more than fifty, and none is the text itself. */
export function* neutralEdits(text: string, tokens: readonly Token[], next: Stream): Generator<string> {
  const positions = shuffled(next, tokens.flatMap(({ lower }, i) => exchanges.has(lower) ? [i] : []))
  for (const position of positions.slice(0, 20)) yield exchange(text, tokens, position, next)
  const others = shuffled(next, closings)
  for (const closing of others) yield withClosing(text, closing)
  for (const opening of shuffled(next, openings)) {
    yield opening + text
    for (const closing of others) yield withClosing(opening + text, closing)
  }
}
