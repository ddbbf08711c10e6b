/**
 * Texts as the simulated model sees them: words in order, some of them masked.
 */
import type { PromptPack } from "../../../src/prompts/PromptPack.ts"

export interface Token {
  /** In lower case, with a straight apostrophe. */
  readonly lower: string
  readonly start: number
  readonly end: number
  readonly isMask: boolean
  /** The number of the sentence that the word stands in, from 0. */
  readonly sentence: number
  /** Whether a comma, a dash or the end of a sentence stands before the word. */
  readonly afterBreak: boolean
}

/** Splits a text into words and mask tokens. */
export type Tokenise = (text: string) => readonly Token[]

// "isn't" is one word, because it negates; at any other apostrophe a word ends, as at a hyphen.
const word = "[\\p{L}\\p{M}\\p{N}]+(?:['’]t(?![\\p{L}\\p{N}]))?"

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")

/** A mask token that is itself a word must not be found inside longer words. */
const whole = (token: string) => {
  const before = /^[\p{L}\p{N}]/u.test(token) ? "(?<![\\p{L}\\p{N}])" : ""
  const after = /[\p{L}\p{N}]$/u.test(token) ? "(?![\\p{L}\\p{N}])" : ""
  return before + escaped(token) + after
}

/** Compiles the tokeniser of a pack, which knows both of its mask tokens. */
export const tokeniser = ({ masks }: PromptPack): Tokenise => {
  const tokens = [masks.redacted.token, masks.removed.token].map(whole).join("|")
  const pattern = new RegExp(`(${tokens})|${word}`, "giu")
  return (text) => {
    let sentence = 0
    let end = 0
    return Array.from(text.matchAll(pattern), (match): Token => {
      const start = match.index
      const gap = text.slice(end, start)
      if (end > 0 && /[.!?\n]/.test(gap)) sentence++
      end = start + match[0].length
      return {
        lower: match[0].toLowerCase().replace("’", "'"),
        start,
        end,
        isMask: match[1] !== undefined,
        sentence,
        afterBreak: /[^\s'’"“”-]|\n/.test(gap)
      }
    })
  }
}

/** The text with some words replaced, given by their positions among the tokens. */
export const replaceTokens = (
  text: string,
  tokens: readonly Token[],
  replacements: ReadonlyMap<number, string>
): string => {
  let result = ""
  let end = 0
  for (const position of [...replacements.keys()].toSorted((a, b) => a - b)) {
    const token = tokens[position]!
    result += text.slice(end, token.start) + replacements.get(position)!
    end = token.end
  }
  return result + text.slice(end)
}

/** Writes a word with a capital letter if the word that it stands for has one. */
export const likeCase = (model: string, text: string): string => {
  const first = model.charAt(0)
  return first === first.toLowerCase() ? text : text.charAt(0).toUpperCase() + text.slice(1)
}
