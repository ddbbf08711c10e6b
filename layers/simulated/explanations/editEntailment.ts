/**
 * Counterfactual edits for entailment: the paragraph comes to say what the hypothesis says, or no longer says it.
 */
import { likeCase, replaceTokens, type Token } from "../text/text.ts"
import { isContent } from "../text/words.ts"
import { withClosing } from "./neutralEdits.ts"

const sentenceOf = (hypothesis: string): string => {
  const trimmed = hypothesis.trim()
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`
}

/** The paragraph with one of its sentences negated. */
const denied = (text: string, tokens: readonly Token[], sentence: number): string => {
  const first = tokens.findIndex((token) => token.sentence === sentence)
  const { end, lower, start } = tokens[first]!
  // A content word at the beginning may be a name, so it keeps its capital letter.
  const word = isContent(lower) ? text.slice(start, end) : lower
  return replaceTokens(text, tokens, new Map([[first, `It is not true that ${word}`]]))
}

const vague = ["something", "somehow", "some", "such"]

/** The paragraph with its first so many words of evidence made vague. */
const vaguer = (text: string, tokens: readonly Token[], positions: readonly number[]): string =>
  replaceTokens(
    text,
    tokens,
    new Map(positions.map((position, i) => {
      const { end, start } = tokens[position]!
      return [position, likeCase(text.slice(start, end), vague[i % vague.length]!)]
    }))
  )

/** Edited texts from which the hypothesis follows, or does not. */
export function* entailmentEdits(
  text: string,
  tokens: readonly Token[],
  hypothesis: string,
  target: string,
  evidence: readonly number[]
): Generator<string> {
  const stated = sentenceOf(hypothesis)
  if (target === "yes") {
    yield withClosing(text, stated)
    yield `${stated} ${text}`
    yield withClosing(`${stated} ${text}`, stated)
    yield stated
    return
  }
  for (const sentence of new Set(evidence.map((i) => tokens[i]!.sentence))) {
    yield denied(text, tokens, sentence)
  }
  for (let count = 1; count <= evidence.length; count++) yield vaguer(text, tokens, evidence.slice(0, count))
}
