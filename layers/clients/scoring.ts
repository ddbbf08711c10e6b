/**
 * From the tokens of scored texts to how likely texts are after a prompt.
 *
 * A prompt and each continuation of it are scored as whole texts. The tokens that both have in the beginning cancel out;
 * where the tokenizer joins the prompt's last characters with the continuation, what differs is counted on both sides: the
 * score is the log-probability of the whole less that of the prompt.
 */
import { type GenerateError, generateError } from "../../src/domain/GenerateError.ts"
import type { Generation } from "../../src/domain/Generation.ts"
import { scoreText } from "../../src/domain/ScoreRequest.ts"

/** A token of a text; the first has no log-probability. */
export interface ScoredToken {
  readonly id: number | string | null
  readonly logProbability: number | null
}

/** With how many tokens all texts begin: no score depends on how likely those are. */
export const sharedBeginning = ([first = [], ...others]: readonly (readonly unknown[])[]): number => {
  const differing = first.findIndex((token, i) => others.some((other) => other[i] !== token))
  return differing < 0 ? first.length : differing
}

const sum = (tokens: readonly ScoredToken[]): number =>
  tokens.reduce((all, { logProbability }) => all + (logProbability ?? 0), 0)

/** The log-probability of what a text adds to a prompt. */
export const continuationScore = (prompt: readonly ScoredToken[], whole: readonly ScoredToken[]): number => {
  const differing = prompt.findIndex(({ id }, i) => id !== whole[i]?.id)
  const shared = differing < 0 ? prompt.length : differing
  return sum(whole.slice(shared)) - sum(prompt.slice(shared))
}

/**
 * The answer to a request for scores, from the tokens of the prompt and of each whole text; those with which all of them
 * begin need no log-probability. Where it is not told what was generated, that was a token for each text.
 */
export const scoreGeneration = (
  [prompt = [], ...wholes]: readonly (readonly ScoredToken[])[],
  facts:
    & Pick<Generation, "durationBy" | "durationMillis" | "server">
    & Partial<Pick<Generation, "completionTokens">>
): Generation => ({
  text: scoreText(wholes.map((whole) => continuationScore(prompt, whole))),
  reasoning: null,
  finishReason: "stop",
  promptTokens: [prompt, ...wholes].reduce((all, tokens) => all + tokens.length, 0),
  completionTokens: 1 + wholes.length,
  ...facts
})

/** Why scores are not available. */
export const cannotScore = (message: string): GenerateError => generateError({ _tag: "CannotScore", message })

/** A server that knows no such parameter or route can do everything else all the same. */
export const asUnscored = (error: GenerateError): GenerateError =>
  error.reason._tag === "Unsupported" || error.reason._tag === "WrongServer"
    ? cannotScore(error.message)
    : error
