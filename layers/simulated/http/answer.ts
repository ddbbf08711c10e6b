/**
 * The simulated model as a server sees it: answers that end where the request says they must.
 *
 * A token of the simulation is a word with the white space before it; the end of an answer is a token as well.
 */
import { simulatedModelId } from "../../../src/domain/Generation.ts"
import { simulatedModel, type SimulatedModelOptions } from "../model.ts"
import { answerScorer } from "../score.ts"

export interface AnswerLimits {
  readonly seed: number
  /** The most tokens of the answer. */
  readonly maxTokens: number
  /** Strings that end the answer. */
  readonly stop: readonly string[]
}

export interface Answer {
  /** With the stop string that ended it, if one did. */
  readonly text: string
  readonly finishReason: "eos_token" | "length" | "stop_sequence"
  /** The stop string at the end of the text, if it ended there. */
  readonly stopped: string
  readonly tokens: number
}

export interface AnsweringModel {
  /** `simulated/PROFILE`. */
  readonly id: string
  readonly answer: (prompt: string, limits: AnswerLimits) => Answer
  /** The log-probability with which a prompt is answered by a text. */
  readonly score: (prompt: string, answer: string) => number
}

const isSpace = (code: number) => code === 32 || (code >= 9 && code <= 13)

/** The end of the first `most` words of a text, and how many there are; a loop, as it runs for every prompt. */
const measure = (text: string, most: number): { readonly end: number; readonly tokens: number } => {
  let tokens = 0
  let inWord = false
  for (let i = 0; i < text.length; i++) {
    const wasInWord = inWord
    inWord = !isSpace(text.charCodeAt(i))
    if (wasInWord && !inWord && tokens === most) return { end: i, tokens }
    if (inWord && !wasInWord) tokens++
  }
  return { end: text.length, tokens }
}

/** The number of tokens of a text. */
export const countTokens = (text: string): number => measure(text, Number.POSITIVE_INFINITY).tokens

/** The stop string that is complete first, and where it ends. */
const firstStop = (text: string, stop: readonly string[]) => {
  let [end, stopped] = [text.length, ""]
  for (const candidate of stop) {
    const found = text.indexOf(candidate)
    if (found < 0 || (stopped !== "" && found + candidate.length >= end)) continue
    end = found + candidate.length
    stopped = candidate
  }
  return { end, stopped }
}

/** Ends a text as TGI does, which tests the length before anything else. */
export const endAnswer = (text: string, { maxTokens, stop }: Omit<AnswerLimits, "seed">): Answer => {
  const { end, stopped } = firstStop(text, stop)
  const kept = text.slice(0, end)
  const { end: cut, tokens } = measure(kept, maxTokens)
  if (tokens >= maxTokens) return { text: kept.slice(0, cut), finishReason: "length", stopped: "", tokens }
  return stopped === ""
    ? { text: kept, finishReason: "eos_token", stopped, tokens: tokens + 1 }
    : { text: kept, finishReason: "stop_sequence", stopped, tokens }
}

/** The text that was said before the stop string. */
export const withoutStop = ({ stopped, text }: Answer): string => text.slice(0, text.length - stopped.length)

/** The model of a profile with its id. */
export const answeringModel = (options: SimulatedModelOptions): AnsweringModel => {
  const say = simulatedModel(options)
  return {
    id: simulatedModelId(options.profile.name),
    answer: (prompt, limits) => endAnswer(say(prompt, limits.seed), limits),
    score: answerScorer(options)
  }
}
