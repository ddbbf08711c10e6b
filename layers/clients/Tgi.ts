/**
 * Hugging Face's text-generation-inference, by its own API.
 *
 * API: `POST /generate`, `GET /info` (docs/openapi.json of the TGI repository, version 3.3).
 */
import { Effect, Layer, Schema } from "effect"
import { type GenerateError, generateError } from "../../src/domain/GenerateError.ts"
import { type GenerateRequest, sentSeed } from "../../src/domain/GenerateRequest.ts"
import {
  type FinishReason,
  type Generation,
  type ServerInfo,
  tokenLimits
} from "../../src/domain/Generation.ts"
import { Inference } from "../../src/inference/Inference.ts"
import { replyDecoder, timed } from "./http/decode.ts"
import { numberIn, withoutStop } from "./http/reply.ts"
import { statusError } from "./http/status.ts"
import { makeTransport, type TransportOptions } from "./http/Transport.ts"
import { tgiParameters } from "./tgi/parameters.ts"
import { tgiError } from "./tgi/refusal.ts"

const Info = Schema.Struct({
  model_id: Schema.String,
  model_sha: Schema.optional(Schema.NullOr(Schema.String)),
  version: Schema.String,
  max_concurrent_requests: Schema.optional(Schema.Number),
  max_input_tokens: Schema.optional(Schema.Number),
  /** The name before version 2.1. */
  max_input_length: Schema.optional(Schema.Number),
  max_total_tokens: Schema.optional(Schema.Number)
}).annotations({ identifier: "TgiInfo" })

const Answer = Schema.Struct({
  generated_text: Schema.String,
  details: Schema.optional(Schema.NullOr(Schema.Struct({
    finish_reason: Schema.String,
    generated_tokens: Schema.Number
  })))
}).annotations({ identifier: "TgiAnswer" })

const decodeInfo = replyDecoder(Info)
/** `POST /` answers with an array of one, `POST /generate` with the object itself. */
const decodeAnswer = replyDecoder(Schema.Union(Answer, Schema.Tuple(Answer)))

const finishReasons: { readonly [name: string]: FinishReason } = {
  length: "length",
  eos_token: "stop",
  stop_sequence: "stop"
}

const textOf = ({ prompt }: GenerateRequest): Effect.Effect<string, GenerateError> =>
  prompt._tag === "Text" ? Effect.succeed(prompt.text) : Effect.fail(
    generateError({
      _tag: "Unsupported",
      message: "the TGI client sends whole prompts: choose the model's chat format with --model-type"
    })
  )

const make = Effect.fnUntraced(function*(options: TransportOptions) {
  const { conceal, endpoint, send } = yield* makeTransport(options)
  /** Some deployments serve only the root; that is remembered once it has answered. */
  let usualPath = "/generate"
  let server: ServerInfo | null = null

  const attempt = (path: string, body: unknown) =>
    Effect.map(
      timed(send("POST", path, body)),
      ([reply, elapsed]) => ({ reply, elapsed, where: `${endpoint}${path}` })
    )

  const post = Effect.fnUntraced(function*(body: unknown) {
    const path = usualPath
    const first = yield* attempt(path, body)
    if (first.reply.status !== 404 || path === "/") return first
    const second = yield* attempt("/", body)
    const { status } = second.reply
    if (status === 404 || status === 405) {
      const message = `${first.where}: 404, and ${second.where}: ${status}; is this a TGI server?`
      return yield* generateError({ _tag: "WrongServer", message })
    }
    if (status === 200) usualPath = "/"
    return second
  })

  const info = Effect.gen(function*() {
    const reply = yield* send("GET", "/info")
    if (reply.status !== 200) return yield* statusError(`${endpoint}/info`, reply)
    const facts = yield* decodeInfo(`${endpoint}/info`, reply)
    const known: ServerInfo = {
      model: facts.model_id,
      sha: facts.model_sha ?? null,
      version: `text-generation-inference ${facts.version}`,
      maxConcurrentRequests: facts.max_concurrent_requests ?? null,
      ...tokenLimits({
        input: facts.max_input_tokens ?? facts.max_input_length,
        total: facts.max_total_tokens
      })
    }
    server = known
    return known
  })

  const generate = Effect.fnUntraced(function*(request: GenerateRequest) {
    const inputs = yield* textOf(request)
    const body = { inputs, parameters: tgiParameters(request.params, sentSeed(request)), stream: false }
    const { elapsed, reply, where } = yield* post(body)
    if (reply.status !== 200) return yield* tgiError(where, reply)
    const answers = yield* decodeAnswer(where, reply)
    const { details, generated_text } = "generated_text" in answers ? answers : answers[0]
    const serverTime = numberIn(reply, "x-inference-time")
    const generation: Generation = {
      text: withoutStop(generated_text, request.params.stop),
      reasoning: null,
      finishReason: finishReasons[details?.finish_reason ?? ""] ?? "unknown",
      promptTokens: numberIn(reply, "x-prompt-tokens"),
      completionTokens: details?.generated_tokens ?? numberIn(reply, "x-generated-tokens"),
      durationMillis: serverTime ?? elapsed,
      durationBy: serverTime === null ? "client" : "server",
      server
    }
    return generation
  })

  return Inference.of({
    generate: (request) => Effect.mapError(generate(request), conceal),
    info: Effect.mapError(info, conceal)
  })
})

/** One TGI server; each generation is one attempt. Requests carry the key and headers of the options. */
export const layer = (options: TransportOptions): Layer.Layer<Inference, GenerateError> =>
  Layer.scoped(Inference, make(options))
