/**
 * The rule for questions with a choice of answers: statements of movement where there are any, closeness of words else.
 */
import { type Judgement, unknown } from "../question.ts"
import type { Token } from "../text/text.ts"
import { decidingMovement } from "./facts.ts"
import { judgeByOverlap } from "./overlap.ts"

/** Judges with the choices, or without them where a prompt does not name them. */
export const judgeMultiChoice = (
  tokens: readonly Token[],
  asked: string,
  choices: readonly string[] | null
): Judgement => {
  const movement = decidingMovement(tokens, asked)
  if (movement !== undefined) {
    const place = tokens[movement.place]!
    const evidence = [movement.place]
    if (place.isMask) return { answer: unknown, evidence }
    const answer = choices === null
      ? place.lower
      : choices.find((choice) => choice.toLowerCase() === place.lower)
    if (answer !== undefined) return { answer, evidence }
  }
  return judgeByOverlap(tokens, asked, choices)
}
