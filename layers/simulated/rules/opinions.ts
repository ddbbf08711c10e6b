/**
 * The lexicon made ready for use: the weight and the opposite of each word.
 */
import { complaintHints, lexicon, praiseHints } from "./lexicon.ts"

interface Opinion {
  /** Above 0 for praise. */
  readonly weight: number
  /** Hints have none. */
  readonly opposite: string | null
}

/** A hint counts for so much of an opinion. */
const hintWeight = 0.5

const opinions = new Map<string, Opinion>()
for (const [positive, negative] of lexicon.flat()) {
  if (!opinions.has(positive)) opinions.set(positive, { weight: 1, opposite: negative })
  if (!opinions.has(negative)) opinions.set(negative, { weight: -1, opposite: positive })
}
for (const hint of praiseHints) {
  if (!opinions.has(hint)) opinions.set(hint, { weight: hintWeight, opposite: null })
}
for (const hint of complaintHints) {
  if (!opinions.has(hint)) opinions.set(hint, { weight: -hintWeight, opposite: null })
}

/** What a word in lower case says, if it says an opinion. */
export const opinionOf = (lower: string): Opinion | undefined => opinions.get(lower)
