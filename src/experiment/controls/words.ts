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

/** All occurrences of words in order; punctuation and blanks are none. */
export const wordsOf = (text: string): readonly Word[] => {
  const words: Word[] = []
  for (const { index, isWordLike, segment } of segmenter.segment(text)) {
    if (isWordLike === true) {
      words.push({ start: index, end: index + segment.length, lower: segment.toLowerCase() })
    }
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

/** Compares two texts word by word in order, in any case; a mask token is no word. */
export const compareWords = (before: string, after: string, maskToken: string): WordDifference => {
  const words = lowerWords(before)
  let missing = 0
  let distance = 0
  let hunk = { removed: 0, added: 0 }
  const closeHunk = () => {
    missing += hunk.removed
    distance += Math.max(hunk.removed, hunk.added)
    hunk = { removed: 0, added: 0 }
  }
  for (const { added, count, removed } of diffArrays(words, lowerWords(after.replaceAll(maskToken, " ")))) {
    if (removed) hunk.removed += count
    else if (added) hunk.added += count
    else closeHunk()
  }
  closeHunk()
  return { words: words.length, missing, distance }
}
