/**
 * Statements in the manner of the bAbI tasks: "Mary went back to the garden."
 */
import type { Token } from "../text/text.ts"

const movements = new Set(["moved", "went", "travelled", "traveled", "journeyed"])

/** The positions of one statement's words. */
export interface Movement {
  readonly who: number
  readonly place: number
}

/** Every statement that somebody moved somewhere, in order; a masked place is a place. */
export const movementsOf = (tokens: readonly Token[]): readonly Movement[] =>
  tokens.flatMap(({ lower }, verb) => {
    if (!movements.has(lower) || verb === 0) return []
    const to = tokens[verb + 1]?.lower === "back" ? verb + 2 : verb + 1
    const place = to + 2
    return tokens[to]?.lower === "to" && tokens[to + 1]?.lower === "the" && place < tokens.length
      ? [{ who: verb - 1, place }]
      : []
  })

/** Whose place a question asks for: "Where is Mary?" */
export const soughtPerson = (asked: string): string | null =>
  /^\s*where is (\p{L}+)\s*\?\s*$/iu.exec(asked)?.[1]?.toLowerCase() ?? null

/** The last movement of the person asked about. */
export const decidingMovement = (tokens: readonly Token[], asked: string): Movement | undefined => {
  const person = soughtPerson(asked)
  return person === null
    ? undefined
    : movementsOf(tokens).findLast(({ who }) => tokens[who]!.lower === person)
}
