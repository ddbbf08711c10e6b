/**
 * The lexicon made ready for use: the polarity and the opposite of each word.
 */
import { lexicon } from "./lexicon.ts"

/** 1 praises, -1 blames. */
export type Polarity = -1 | 1

interface Opinion {
  readonly polarity: Polarity
  readonly opposite: string
}

const opinions = new Map<string, Opinion>()
for (const [positive, negative] of lexicon.flat()) {
  if (!opinions.has(positive)) opinions.set(positive, { polarity: 1, opposite: negative })
  if (!opinions.has(negative)) opinions.set(negative, { polarity: -1, opposite: positive })
}

/** What a word in lower case says, if it says an opinion. */
export const opinionOf = (lower: string): Opinion | undefined => opinions.get(lower)

/** The number of words that the model knows as opinions. */
export const opinionCount = opinions.size
