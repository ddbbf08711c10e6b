/**
 * How likely given texts are, by TGI: `decoder_input_details` of `POST /generate`.
 *
 * Since version 3.0 a server tells the log-probabilities of its input only when it was started with
 * `--enable-prefill-logprobs`; they are the model's own, before any sampling parameter.
 */
import { Effect, Schema } from "effect"
import type { GenerateError } from "../../../src/domain/GenerateError.ts"
import { replyDecoder } from "../http/decode.ts"
import type { Reply } from "../http/exchange.ts"
import { cannotScore, type ScoredToken } from "../scoring.ts"

const Scored = Schema.Struct({
  details: Schema.Struct({
    prefill: Schema.Array(
      Schema.Struct({ id: Schema.Number, logprob: Schema.optional(Schema.NullOr(Schema.Number)) })
    )
  })
}).annotations({ identifier: "TgiScores" })

const decode = replyDecoder(Schema.Union(Scored, Schema.Tuple(Scored)))

/** The body of a request that scores a text; at least one token has to be generated. */
export const scoreBody = (text: string): string =>
  JSON.stringify({
    inputs: text,
    parameters: {
      max_new_tokens: 1,
      do_sample: false,
      details: true,
      decoder_input_details: true,
      return_full_text: false
    },
    stream: false
  })

/** The tokens of a scored text. */
export const scoredTokens = (
  where: string,
  reply: Reply
): Effect.Effect<readonly ScoredToken[], GenerateError> =>
  Effect.flatMap(decode(where, reply), (answers) => {
    const { prefill } = "details" in answers ? answers.details : answers[0].details
    // Without that flag a server answers as if nothing had been asked for.
    return prefill.length < 2
      ? Effect.fail(cannotScore(`${where} scores no texts: start TGI with --enable-prefill-logprobs`))
      : Effect.succeed(prefill.map(({ id, logprob }) => ({ id, logProbability: logprob ?? null })))
  })
