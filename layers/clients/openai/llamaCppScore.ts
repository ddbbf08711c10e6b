/**
 * How likely the tokens of given texts are, by llama.cpp's server.
 *
 * API: `POST /tokenize` and `POST /completion` (tools/server/README.md of llama.cpp). The server tells nothing of its
 * input. But of the token that it generates it tells the model's own log-probability, before any sampling parameter, and
 * a bias makes it generate any token that is asked about: one request for each token, of whose prompt only the last
 * token is new to the server.
 */
import { Effect, type Either, Schema } from "effect"
import type { GenerateError } from "../../../src/domain/GenerateError.ts"
import { replyDecoder } from "../http/decode.ts"
import type { Reply } from "../http/exchange.ts"
import type { Transport } from "../http/Transport.ts"
import { cannotScore, type ScoredToken, sharedBeginning } from "../scoring.ts"
import { post } from "./ask.ts"
import { openAiRefusal, type SentBody } from "./refusal.ts"

/** Which server, and which of its models. */
export interface ScoredModel {
  readonly transport: Transport
  readonly model: string
}

const decodeTokens = replyDecoder(Schema.Struct({ tokens: Schema.Array(Schema.Number) }))

const Likely = Schema.Struct({
  // Versions of 2024 and before have other names.
  id: Schema.optional(Schema.Number),
  logprob: Schema.optional(Schema.Number)
})

const decodeLikely = replyDecoder(
  Schema.Struct({
    /** Absent after a token that ends in the middle of a character. */
    completion_probabilities: Schema.optional(Schema.Array(
      Schema.Struct({ ...Likely.fields, top_logprobs: Schema.optional(Schema.Array(Likely)) })
    ))
  }).annotations({ identifier: "LlamaCppScores" })
)

/** Posts a body, and reads the reply. */
const ask = <A>(
  { model, transport }: ScoredModel,
  path: string,
  fields: SentBody,
  decode: (where: string, reply: Reply) => Either.Either<A, GenerateError>
): Effect.Effect<A, GenerateError> => {
  const body = { model, ...fields }
  return Effect.flatMap(
    post(transport, path, body),
    ({ reply, where }) =>
      reply.status === 200 ? decode(where, reply) : Effect.fail(openAiRefusal(where, reply, body).error)
  )
}

/** The tokens of a text, behind the beginning-of-text token where the model wants one, as the server generates from. */
const tokenize = (asked: ScoredModel, text: string) =>
  Effect.map(
    ask(
      asked,
      "/tokenize",
      { content: text, add_special: true, parse_special: true },
      decodeTokens
    ),
    ({ tokens }) => tokens
  )

/** Added to a logit: more than any two logits differ by. */
const bias = 10_000

/** More than any model has: the server tells as many as there are. */
const allTokens = 1_000_000

/** How likely a token is after others, of what the server tells while it generates a certain one; null if it does not. */
const told = (
  asked: ScoredModel,
  prompt: readonly number[],
  token: number,
  { generated, tells }: { readonly generated: number; readonly tells: number }
) =>
  Effect.map(
    ask(
      asked,
      "/completion",
      {
        prompt,
        n_predict: 1,
        temperature: 0,
        logit_bias: [[generated, bias]],
        n_probs: tells,
        cache_prompt: true,
        stream: false
      },
      decodeLikely
    ),
    ({ completion_probabilities: tokens = [] }) =>
      tokens.flatMap((own) => [own, ...own.top_logprobs ?? []]).find(({ id }) => id === token)?.logprob
        ?? null
  )

/** The log-probability of a token after others, of which there is at least one. */
const logProbability = Effect.fnUntraced(function*(
  asked: ScoredModel,
  prompt: readonly number[],
  token: number
) {
  // Nothing is told of a part of a character: then another token is generated, and all are told beside it.
  const found = (yield* told(asked, prompt, token, { generated: token, tells: 1 }))
    ?? (yield* told(asked, prompt, token, { generated: prompt[0]!, tells: allTokens }))
  return found
    ?? (yield* cannotScore(
      `${asked.transport.endpoint} does not tell how likely a token is; a newer llama.cpp may`
    ))
})

/** The tokens of texts, and how many the server generated for them. */
export interface ScoredTexts {
  readonly texts: readonly (readonly ScoredToken[])[]
  readonly generated: number
}

/** Scores texts one token after the other; those with which all begin have no log-probability. */
export const scoreTexts = Effect.fnUntraced(function*(
  asked: ScoredModel,
  texts: readonly string[]
): Effect.fn.Return<ScoredTexts, GenerateError> {
  const tokens = yield* Effect.forEach(texts, (text) => tokenize(asked, text))
  // The first token of a text has no log-probability.
  const shared = Math.max(1, sharedBeginning(tokens))
  /** By the tokens up to and with the one that it is of: texts may have more in common with one another. */
  const known = new Map<string, number>()

  const scoreToken = Effect.fnUntraced(function*(text: readonly number[], index: number) {
    const id = text[index]!
    if (index < shared) return { id, logProbability: null }
    const key = text.slice(0, index + 1).join()
    const logProb = known.get(key) ?? (yield* logProbability(asked, text.slice(0, index), id))
    known.set(key, logProb)
    return { id, logProbability: logProb }
  })

  const scored = yield* Effect.forEach(tokens, (text) => Effect.forEach(text, (_, i) => scoreToken(text, i)))
  return { texts: scored, generated: known.size }
})
