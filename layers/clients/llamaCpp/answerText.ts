/**
 * An answer's text as its tokens arrive, up to the first stop string.
 */
import type { Token } from "./api.ts"

export interface AnswerText {
  /** Takes the next token; true when a stop string is complete, which ends the answer. */
  readonly add: (token: Token) => boolean
  /** The text so far, without the stop string. */
  readonly text: () => string
}

/** A character of which bytes are still to come reads as this one. */
const incomplete = "\u{FFFD}"
/** Tokens before a piece of text that decide whether it begins with a space. */
const contextTokens = 8

/**
 * Decodes an answer piece by piece.
 *
 * @param decode - the text of tokens that follow others
 * @param prompt - the tokens before the answer
 */
export const answerText = (
  decode: (tokens: readonly Token[], before: readonly Token[]) => string,
  prompt: readonly Token[],
  stop: readonly string[]
): AnswerText => {
  const longest = Math.max(0, ...stop.map((end) => end.length))
  let before = prompt.slice(-contextTokens)
  let pending: Token[] = []
  let text = ""

  /** Where the first stop string begins, of those that the newest piece completes; -1 for none. */
  const stopIndex = (from: number): number => {
    const found = stop.map((end) => text.indexOf(end, from)).filter((index) => index >= 0)
    return found.length === 0 ? -1 : Math.min(...found)
  }

  const settle = (piece: string): boolean => {
    const from = Math.max(0, text.length - longest + 1)
    before = [...before, ...pending].slice(-contextTokens)
    pending = []
    text += piece
    const end = stopIndex(from)
    if (end < 0) return false
    text = text.slice(0, end)
    return true
  }

  return {
    add: (token) => {
      pending.push(token)
      const piece = decode(pending, before)
      return !piece.endsWith(incomplete) && settle(piece)
    },
    text: () => {
      if (pending.length > 0) settle(decode(pending, before))
      return text
    }
  }
}
