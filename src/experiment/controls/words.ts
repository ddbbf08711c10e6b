/**
 * The words of a text, and how many of them another text lacks.
 */
import { diffArrays } from "diff"

/** One occurrence of a word; `end` is exclusive. */
export interface Word {
  readonly start: number
  readonly end: number
  /** In lower case, as it is compared. */
  readonly lower: string
}

/** Unicode's word boundaries (UAX 29), with ICU's dictionaries for scripts without blanks; the locale hardly matters. */
const segmenter = new Intl.Segmenter("en", { granularity: "word" })

/** The segmenter takes the square of a text's length. */
const pieceLength = 500

/**
 * Where a text may be cut and has the same words: no rule of UAX 29 joins a letter, number or sign with a blank or a new
 * line, or looks beyond one, and no dictionary has words with blanks.
 */
const beforeBlank = /(?<=[\p{L}\p{N}\p{P}])[ \n]/gu

/** Where each piece of a text ends. */
const endsOf = (text: string): readonly number[] => {
  const ends: number[] = []
  let start = 0
  while (text.length - start > pieceLength) {
    beforeBlank.lastIndex = start + pieceLength
    start = beforeBlank.exec(text)?.index ?? text.length
    ends.push(start)
  }
  return start === text.length ? ends : [...ends, text.length]
}

/** All occurrences of words in order; punctuation and blanks are none. */
export const wordsOf = (text: string): readonly Word[] => {
  const words: Word[] = []
  let from = 0
  for (const to of endsOf(text)) {
    for (const { index, isWordLike, segment } of segmenter.segment(text.slice(from, to))) {
      if (isWordLike !== true) continue
      const start = from + index
      words.push({ start, end: start + segment.length, lower: segment.toLowerCase() })
    }
    from = to
  }
  return words
}

/** How two texts differ, in occurrences of words. */
export interface WordDifference {
  /** Words of the text before. */
  readonly words: number
  /** Those of them that the text after lacks. */
  readonly missing: number
  /** The least number of words to replace, insert or remove, as the shortest difference has them. */
  readonly distance: number
}

const lowerWords = (text: string): string[] => wordsOf(text).map(({ lower }) => lower)

/** Words to remove and to insert; the search for the least of them takes the square of the number. */
const longestSearch = 500

/** Counts along the shortest difference; null where that is longer than is searched for. */
const compareInOrder = (before: string[], after: string[]): Omit<WordDifference, "words"> | null => {
  const changes = diffArrays(before, after, { maxEditLength: longestSearch })
  if (changes === undefined) return null
  let missing = 0
  let distance = 0
  let hunk = { removed: 0, added: 0 }
  const closeHunk = () => {
    missing += hunk.removed
    distance += Math.max(hunk.removed, hunk.added)
    hunk = { removed: 0, added: 0 }
  }
  for (const { added, count, removed } of changes) {
    if (removed) hunk.removed += count
    else if (added) hunk.added += count
    else closeHunk()
  }
  closeHunk()
  return { missing, distance }
}

/** Counts without regard to order: as many as in order where words were only removed or only added, else no more. */
const compareInAnyOrder = (
  before: readonly string[],
  after: readonly string[]
): Omit<WordDifference, "words"> => {
  const left = new Map<string, number>()
  for (const word of after) left.set(word, (left.get(word) ?? 0) + 1)
  let kept = 0
  for (const word of before) {
    const count = left.get(word) ?? 0
    if (count === 0) continue
    left.set(word, count - 1)
    kept++
  }
  const missing = before.length - kept
  return { missing, distance: Math.max(missing, after.length - kept) }
}

/**
 * Compares two texts word by word in order, in any case; a mask token is no word. Texts that differ in more than 500
 * words are compared without regard to order, so that long and wholly different ones take no time.
 */
export const compareWords = (before: string, after: string, maskToken: string): WordDifference => {
  const [words, others] = [lowerWords(before), lowerWords(after.replaceAll(maskToken, " "))]
  return { words: words.length, ...(compareInOrder(words, others) ?? compareInAnyOrder(words, others)) }
}
