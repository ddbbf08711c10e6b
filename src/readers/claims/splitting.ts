/** Sentences cut into clauses. */
import { clauseEdge } from "./cues.ts"

export interface Piece {
  readonly text: string
  /** Where it ends in its sentence. */
  readonly end: number
  /** A dash, a colon or an opening bracket stands before it. */
  readonly explains: boolean
}

const explaining = /[-\u2013\u2014:(]/

/** The clauses of a sentence with one blank between words, at most sixty-one. */
export const splitClauses = (sentence: string): readonly Piece[] => {
  const pieces: Piece[] = []
  let start = 0
  let explains = false
  for (let count = 0; count <= 60; count++) {
    clauseEdge.lastIndex = start + 1
    const edge = count < 60 ? clauseEdge.exec(sentence) : null
    const end = edge?.index ?? sentence.length
    const text = sentence.slice(start, end).trim()
    if (text !== "") pieces.push({ text, end, explains: explains || text.startsWith("(") })
    if (edge === null) break
    start = end + edge[0].length
    explains = explaining.test(edge[0])
  }
  return pieces
}
