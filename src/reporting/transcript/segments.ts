/**
 * How a text was changed, word by word, for people to look at.
 */
import { diffArrays } from "diff"
import { Schema } from "effect"
import { splitAtMasks } from "../../readers/index.ts"

/**
 * A stretch of two texts compared.
 *
 * - `same`: in both
 * - `removed`: only in the text before
 * - `added`: only in the text after
 * - `masked`: a mask, in the text after; what it hides is `removed`, just before it
 *
 * The texts of `same` and `removed` together are the text before, those of all others than `removed` the text after.
 */
export const Segment = Schema.Struct({
  kind: Schema.Literal("same", "removed", "added", "masked"),
  text: Schema.String
})
export type Segment = typeof Segment.Type

interface Token {
  readonly text: string
  readonly isMask: boolean
}

/**
 * A word with its apostrophes, a sign of a script without blanks, a run of blanks, or any other sign. Intl.Segmenter
 * knows more of such scripts, but takes the square of a text's length: 2 seconds for 8,000 words.
 */
const token =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{N}\p{M}_]+(?:['\u2019]\p{L}+)*|\s+|./gsu

const wordTokens = (text: string): readonly Token[] =>
  (text.match(token) ?? []).map((text) => ({ text, isMask: false }))

const changedTokens = (text: string, maskToken: string): readonly Token[] =>
  splitAtMasks(text, maskToken).flatMap((stretch) => stretch.isMask ? [stretch] : wordTokens(stretch.text))

/** Two texts that differ in more words and signs than this are not compared in full: the time is that of its square. */
const mostDifferences = 1000

const areSame = (one: Token, other: Token): boolean => !other.isMask && one.text === other.text

/** A replacement, either side of which may be empty, and what is the same after it. */
interface Piece {
  readonly removed: readonly Token[]
  readonly added: readonly Token[]
  readonly same: readonly Token[]
}

/** What texts that are wholly different have in common at their start and at their end, and all else as replaced. */
const roughPieces = (before: readonly Token[], after: readonly Token[]): readonly Piece[] => {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && areSame(before[start]!, after[start]!)) start++
  let end = 0
  while (end < shorter - start && areSame(before.at(-1 - end)!, after.at(-1 - end)!)) end++
  return [
    { removed: [], added: [], same: before.slice(0, start) },
    {
      removed: before.slice(start, before.length - end),
      added: after.slice(start, after.length - end),
      same: before.slice(before.length - end)
    }
  ]
}

/** The shortest difference; null when it would be too long. */
const shortestPieces = (before: readonly Token[], after: readonly Token[]): readonly Piece[] | null => {
  const runs = diffArrays([...before], [...after], {
    comparator: areSame,
    maxEditLength: mostDifferences
  })
  if (runs === undefined) return null
  const pieces: Piece[] = []
  let gone: readonly Token[] = []
  let come: readonly Token[] = []
  for (const { added, removed, value } of [...runs, { added: false, removed: false, value: [] }]) {
    if (removed) gone = value
    else if (added) come = value
    else {
      pieces.push({ removed: gone, added: come, same: value })
      gone = []
      come = []
    }
  }
  return pieces
}

const isBlank = ({ text }: Token): boolean => text.trim() === ""

/** Of "{long }film" after a blank and "{ long} film", which are equally short, the second reads better. */
const slid = (pieces: readonly Piece[]): readonly Piece[] => {
  const result: Piece[] = []
  for (const piece of pieces) {
    const { added, removed, same } = piece
    const before = result.at(-1)
    const last = before?.same.at(-1)
    const end = removed.length === 0 ? added.at(-1) : added.length === 0 ? removed.at(-1) : undefined
    if (last === undefined || end === undefined || !isBlank(end) || last.text !== end.text) result.push(piece)
    else {
      const slide = (side: readonly Token[]) => side.length === 0 ? side : [end, ...side.slice(0, -1)]
      result[result.length - 1] = { ...before!, same: before!.same.slice(0, -1) }
      result.push({ removed: slide(removed), added: slide(added), same: [end, ...same] })
    }
  }
  return result
}

const replacesWords = ({ added, removed }: Piece): boolean =>
  removed.length > 0 && added.length > 0 && added.every(({ isMask }) => !isMask)

/** Replacements with nothing or only a blank between them are one, as they read; each mask stays by itself. */
const joined = (pieces: readonly Piece[]): readonly Piece[] => {
  const result: Piece[] = []
  for (const piece of pieces) {
    const last = result.at(-1)
    const isOne = last !== undefined
      && (last.same.length === 0 || (replacesWords(last) && replacesWords(piece) && last.same.every(isBlank)))
    if (!isOne) result.push(piece)
    else {
      result[result.length - 1] = {
        removed: [...last.removed, ...last.same, ...piece.removed],
        added: [...last.added, ...last.same, ...piece.added],
        same: piece.same
      }
    }
  }
  return result
}

const textOf = (tokens: readonly Token[]): string => tokens.map(({ text }) => text).join("")

/** Each mask is a segment of its own; what stands between masks is one. */
const addedSegments = (added: readonly Token[]): readonly Segment[] => {
  const segments: Segment[] = []
  let words: Token[] = []
  for (const token of added) {
    if (!token.isMask) words.push(token)
    else {
      segments.push({ kind: "added", text: textOf(words) }, { kind: "masked", text: token.text })
      words = []
    }
  }
  return [...segments, { kind: "added", text: textOf(words) }]
}

/** Compares a text before with the text after, whose masks are the token or spelled as models do. */
export const segmentsOf = (before: string, after: string, maskToken: string): readonly Segment[] => {
  const [old, changed] = [wordTokens(before), changedTokens(after, maskToken)]
  const pieces = shortestPieces(old, changed) ?? roughPieces(old, changed)
  return joined(slid(pieces)).flatMap(({ added, removed, same }): readonly Segment[] => [
    { kind: "removed", text: textOf(removed) },
    ...addedSegments(added),
    { kind: "same", text: textOf(same) }
  ]).filter(({ text }) => text !== "")
}
