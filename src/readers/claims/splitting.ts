/** Sentences cut into clauses. */
import { squeeze } from "../cleaning/text.ts"
import { clauseEdge } from "./cues.ts"

export interface Piece {
  readonly text: string
  /** Where it ends in its sentence. */
  readonly end: number
  /** A dash, a colon or an opening bracket stands before it. */
  readonly explains: boolean
}

const explaining = /[-\u2013\u2014:(]/

/** The clauses of a sentence, at most sixty-one. */
export const splitClauses = (sentence: string): readonly Piece[] => {
  const pieces: Piece[] = []
  let start = 0
  let explains = false
  const push = (end: number): void => {
    const text = squeeze(sentence.slice(start, end))
    if (text !== "") pieces.push({ text, end, explains: explains || text.startsWith("(") })
  }
  for (let guard = 0; guard < 60; guard++) {
    clauseEdge.lastIndex = start + 1
    const edge = clauseEdge.exec(sentence)
    if (edge === null) break
    push(edge.index)
    start = edge.index + edge[0].length
    explains = explaining.test(edge[0])
  }
  push(sentence.length)
  return pieces
}
