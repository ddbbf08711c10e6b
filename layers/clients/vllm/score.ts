/**
 * How likely given texts are, by vLLM: `prompt_logprobs` of `POST /v1/completions`, for several prompts at once.
 */
import { Effect, Schema } from "effect"
import type { GenerateError } from "../../../src/domain/GenerateError.ts"
import { replyDecoder } from "../http/decode.ts"
import type { Reply } from "../http/exchange.ts"
import type { SentBody } from "../openai/refusal.ts"
import { cannotScore, type ScoredToken } from "../scoring.ts"

/** By token id; the first token has none. */
const Token = Schema.NullOr(
  Schema.Record({
    key: Schema.String,
    value: Schema.Struct({ logprob: Schema.Number, rank: Schema.optional(Schema.NullOr(Schema.Number)) })
  })
)

const decode = replyDecoder(
  Schema.Struct({
    choices: Schema.NonEmptyArray(
      Schema.Struct({
        index: Schema.Number,
        prompt_logprobs: Schema.optional(Schema.NullOr(Schema.Array(Token)))
      })
    )
  }).annotations({ identifier: "VllmScores" })
)

/** The fields that score texts; at least one token has to be generated. */
export const scoreFields = (texts: readonly string[], addsSpecialTokens: boolean): SentBody => ({
  prompt: texts,
  add_special_tokens: addsSpecialTokens,
  // The prompt's own tokens, and none beside them.
  prompt_logprobs: 0,
  max_tokens: 1,
  temperature: 0,
  n: 1,
  echo: false,
  stream: false
})

/** A server that tells likelier tokens as well ranks them before the prompt's own. */
const tokenOf = (told: typeof Token.Type): ScoredToken => {
  const [own] = Object.entries(told ?? {}).toSorted(([, a], [, b]) => (b.rank ?? 0) - (a.rank ?? 0))
  return own === undefined
    ? { id: null, logProbability: null }
    : { id: own[0], logProbability: own[1].logprob }
}

/** The tokens of each text, in the order of the texts. */
export const scoredTokens = (
  where: string,
  reply: Reply
): Effect.Effect<readonly (readonly ScoredToken[])[], GenerateError> =>
  Effect.flatMap(
    decode(where, reply),
    ({ choices }) =>
      Effect.forEach(choices.toSorted((a, b) => a.index - b.index), ({ prompt_logprobs }) =>
        prompt_logprobs === undefined || prompt_logprobs === null
          ? Effect.fail(cannotScore(`${where} gives no prompt_logprobs: is this vLLM?`))
          : Effect.succeed(prompt_logprobs.map(tokenOf)))
  )
