/**
 * How likely the possible answers to a question are.
 */
import type { Score } from "../domain/ObservationRecord.ts"
import { softmax } from "./softmax.ts"

/** How an answer begins: its word alone, or in the JSON that the pack asks for. */
export const openingOf = (answer: string, answerKey: string | undefined): string =>
  answerKey === undefined ? answer : `{"${answerKey}": ${JSON.stringify(answer)}}`

/** The scores of a question's answers, and the likeliest of them: the first where several are. */
export const scoreOf = (
  answers: readonly string[],
  logProbabilities: readonly number[],
  first: string
): { readonly score: Score; readonly likeliest: string } => {
  const probabilities = softmax(logProbabilities)
  const at = answers.indexOf(first)
  return {
    score: {
      first: at < 0 ? 0 : probabilities[at]!,
      logProbabilities: Object.fromEntries(answers.map((answer, i) => [answer, logProbabilities[i]!]))
    },
    likeliest: answers[probabilities.indexOf(Math.max(...probabilities))]!
  }
}
