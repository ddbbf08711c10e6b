/**
 * Counterfactual edits of opinions: words of praise become words of blame, or the other way round.
 */
import { opinionOf } from "../rules/opinions.ts"
import { voices } from "../rules/sentiment.ts"
import { pick, type Stream } from "../text/draw.ts"
import { likeCase, replaceTokens, type Token } from "../text/text.ts"
import { withClosing } from "./neutralEdits.ts"

const remarks: { readonly [target: string]: readonly string[] } = {
  positive: ["All in all, it was wonderful.", "On the whole, it was a delight.", "I enjoyed it."],
  negative: ["All in all, it was terrible.", "On the whole, it was a disappointment.", "I hated it."]
}

/** "A terrible" for "an awful". */
const articleBefore = (text: string, tokens: readonly Token[], position: number, word: string) => {
  const article = tokens[position - 1]
  if (article === undefined || !/^an?$/.test(article.lower) || tokens[position]!.afterBreak) return []
  const fitting = likeCase(text.slice(article.start, article.end), /^[aeiou]/.test(word) ? "an" : "a")
  return [[position - 1, fitting] as const]
}

const turned = (text: string, tokens: readonly Token[], positions: readonly number[]): string =>
  replaceTokens(
    text,
    tokens,
    new Map(positions.flatMap((position) => {
      const { end, lower, start } = tokens[position]!
      const word = opinionOf(lower)?.opposite ?? lower
      return [...articleBefore(text, tokens, position, word), [
        position,
        likeCase(text.slice(start, end), word)
      ]]
    }))
  )

/** Edited texts that lean ever more to the target. */
export function* sentimentEdits(
  text: string,
  tokens: readonly Token[],
  target: string,
  next: Stream
): Generator<string> {
  const wanted = target === "positive" ? 1 : -1
  const against = voices(tokens).filter(({ weight }) => weight * wanted < 0).map(({ position }) => position)
  for (let count = 1; count <= against.length; count++) yield turned(text, tokens, against.slice(0, count))
  let edited = turned(text, tokens, against)
  const own = remarks[target] ?? []
  for (const remark of own) yield withClosing(edited, remark)
  for (let round = 0; round < 3; round++) {
    edited = withClosing(edited, pick(next, own))
    yield edited
  }
}
