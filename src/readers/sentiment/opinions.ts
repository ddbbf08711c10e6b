/** Opinions without a label word. */
import { anyOf, eachMatch } from "../cleaning/text.ts"
import { blame } from "./blame.ts"
import { praise } from "./praise.ts"

const wordsOf = (words: readonly string[]): RegExp => new RegExp(`\\b(?:${anyOf(words)})\\b`, "g")
const praising = wordsOf(praise)
const blaming = wordsOf(blame)

/** What turns praise into blame, unless it compares: "hasn't had so much fun since" is praise. */
const turning =
  /(?:\bnot|\bnever|\bno|\bnothing|\bwithout|\bhardly|\bfail(?:ed|s) to|\bfar from)(?: (?!so much\b|so many\b|wait\b|such\b|had such\b|more\b|better\b|but\b|because\b)[\w'-]+){0,5} $/

const holds = (lower: string, words: RegExp, turned: boolean): boolean => {
  for (const found of eachMatch(lower, words)) {
    if (turning.test(lower.slice(Math.max(0, found.index - 60), found.index)) === turned) return true
  }
  return false
}

/** Whether a text in lower case praises and whether it blames. */
export const opinionIn = (lower: string): { readonly liked: boolean; readonly disliked: boolean } => ({
  liked: holds(lower, praising, false) || holds(lower, blaming, true),
  disliked: holds(lower, blaming, false) || holds(lower, praising, true)
})
