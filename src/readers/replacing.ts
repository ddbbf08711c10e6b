/** Texts written anew with a token in place of some of their stretches. */

/** So many pieces are joined at once, in one list that is used again: a list of all of them would cost more than the text. */
const mostPieces = 256

/** A text that is written anew: its stretches are replaced in order, then the new text is taken. */
export interface Replacing {
  /** Puts the token in place of a stretch, which begins where the one before it ends, or later. */
  readonly replace: (start: number, end: number) => void
  /** The whole text, with what stands behind the last stretch. */
  readonly done: () => string
}

export const replacing = (text: string, token: string): Replacing => {
  const pieces: string[] = []
  let count = 0
  let written = ""
  let from = 0
  return {
    replace: (start, end) => {
      pieces[count] = text.slice(from, start)
      count += 1
      from = end
      if (count < mostPieces) return
      written += pieces.join(token) + token
      count = 0
    },
    done: () => {
      pieces[count] = text.slice(from)
      pieces.length = count + 1
      return written + pieces.join(token)
    }
  }
}
