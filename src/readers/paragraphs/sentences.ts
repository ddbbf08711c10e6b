/** Where the sentences of an answer end. */

/** The sign behind a sentence, which stays with it, and the blanks or lines after it; or the end of a line. */
export const sentenceEnd = /([.!?:]["')]?)(?:\n+|\s+)|\n+/g

/** The same, where a curly quote may close the sentence as well. */
export const quotedSentenceEnd = /([.!?:]["'\u201D)]?)(?:\n+|\s+)|\n+/g

/**
 * The stretches of a text between the ends of sentences and lines, one by one: who looks at the first ones only does
 * not pay for the rest.
 */
export function* sentencesOf(text: string, sentenceEnd: RegExp): Generator<string, void> {
  let start = 0
  for (;;) {
    sentenceEnd.lastIndex = start
    const end = sentenceEnd.exec(text)
    if (end === null) break
    yield text.slice(start, end.index + (end[1]?.length ?? 0))
    start = end.index + end[0].length
  }
  yield text.slice(start)
}
