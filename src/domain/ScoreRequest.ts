/**
 * Asking how likely given answers are, instead of asking for one.
 *
 * Such a request goes the way of every other: it is joined, cached, retried, routed and limited. Its canonical text and
 * with it its digest begin otherwise than those of any request for an answer.
 */
import { Either, Schema } from "effect"
import { canonicalJson, digestText } from "./Digest.ts"
import type { GenerateParams } from "./GenerateParams.ts"
import type { GenerateRequest } from "./GenerateRequest.ts"
import type { Generation } from "./Generation.ts"
import { Prompt } from "./Prompt.ts"

/** The version of the canonical form below; a change of the form needs a new version. */
export const scoreFormat = "introspect-score/1"

/** Nothing is drawn. */
const noParams: GenerateParams = { stop: [], seed: 0 }

/** What is to be scored: texts that may follow a prompt, each as a whole. */
export interface ScoreRequest {
  readonly model: string
  readonly revision: string | null
  readonly prompt: Prompt
  /** With the blank before them, where there is one. */
  readonly continuations: readonly string[]
}

/** Makes a request for the log-probabilities of continuations, and hashes it, once. */
export const makeScoreRequest = (
  { continuations, model, prompt, revision }: ScoreRequest
): GenerateRequest => {
  const canonical = canonicalJson([scoreFormat, model, revision, { ...prompt }, continuations])
  return {
    model,
    revision,
    prompt,
    params: noParams,
    repeat: 0,
    scored: continuations,
    canonical,
    digest: digestText(canonical)
  }
}

const Canonical = Schema.parseJson(
  Schema.Tuple(
    Schema.Literal(scoreFormat),
    Schema.String,
    Schema.NullOr(Schema.String),
    Prompt,
    Schema.Array(Schema.String)
  )
)

/** Whether a canonical text is that of such a request. */
export const isScore = (canonical: string): boolean => canonical.startsWith(`["${scoreFormat}"`)

/** The request whose canonical text this is, or what is wrong with it. */
export const parseScoreRequest = (canonical: string) =>
  Either.map(
    Schema.decodeUnknownEither(Canonical)(canonical),
    ([, model, revision, prompt, continuations]) =>
      makeScoreRequest({ model, revision, prompt, continuations })
  )

/** Log-probabilities (natural) as the text of an answer. */
export const scoreText = (logProbabilities: readonly number[]): string => JSON.stringify(logProbabilities)

const decodeScores = Schema.decodeUnknownEither(Schema.parseJson(Schema.Array(Schema.Number)))

/** The log-probabilities in the answer to such a request, in the order of its continuations; null where there are none. */
export const scoresIn = ({ scored = [] }: GenerateRequest, { text }: Generation): readonly number[] | null =>
  Either.match(decodeScores(text), {
    onLeft: () => null,
    onRight: (scores) => scores.length === scored.length ? scores : null
  })
