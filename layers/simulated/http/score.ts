/**
 * The tokens of a given text with their log-probabilities, as servers tell them of a prompt.
 *
 * A token is a word with the white space before it, as in answers. Those of a prompt are all as likely; where an answer
 * has been begun after it, its first token has the answer's log-probability, and if that token began in the prompt, both.
 */
import { digestText } from "../../../src/domain/Digest.ts"
import { begunAnswer } from "../text/unwrap.ts"
import type { AnsweringModel } from "./answer.ts"

export interface TextToken {
  readonly id: number
  readonly text: string
  /** Null for the first. */
  readonly logprob: number | null
}

const ofPrompt = -1

const idOf = (text: string) => Number.parseInt(digestText(text).slice(0, 6), 16)

/** The tokens of a text by a model. */
export const scoredText = ({ score }: Pick<AnsweringModel, "score">, text: string): readonly TextToken[] => {
  const begun = begunAnswer(text)
  const answerStart = text.length - begun.length
  const answer = begun.trim() === "" ? null : score(text.slice(0, answerStart), begun)
  let isCounted = answer === null
  return [...text.matchAll(/\s*\S+/g)].map(({ 0: token, index }, i) => {
    const own = index < answerStart ? ofPrompt : 0
    const isFirstOfAnswer = !isCounted && index + token.length > answerStart
    if (isFirstOfAnswer) isCounted = true
    return {
      id: idOf(token),
      text: token,
      logprob: i === 0 ? null : own + (isFirstOfAnswer ? answer ?? 0 : 0)
    }
  })
}
