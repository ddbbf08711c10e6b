/**
 * Hugging Face's text-generation-inference, by its own API.
 *
 * API: `POST /generate`, `GET /info` (docs/openapi.json of the TGI repository, version 3.3).
 */
import { Effect, Layer, Schema } from "effect"
import { type GenerateError, generateError } from "../../src/domain/GenerateError.ts"
import type { GenerateParams } from "../../src/domain/GenerateParams.ts"
import { type GenerateRequest, sentSeed } from "../../src/domain/GenerateRequest.ts"
import type { FinishReason, Generation, ServerInfo } from "../../src/domain/Generation.ts"
import { Inference } from "../../src/inference/Inference.ts"
import { replyDecoder, timed } from "./http/decode.ts"
import { statusError } from "./http/status.ts"
import { makeTransport, type Reply, type TransportOptions } from "./http/Transport.ts"

const Info = Schema.Struct({
  model_id: Schema.String,
  model_sha: Schema.optional(Schema.NullOr(Schema.String)),
  version: Schema.String,
  max_concurrent_requests: Schema.optional(Schema.Number)
})

const Answer = Schema.Struct({
  generated_text: Schema.String,
  details: Schema.optional(Schema.NullOr(Schema.Struct({
    finish_reason: Schema.String,
    generated_tokens: Schema.Number
  })))
})

const decodeInfo = replyDecoder(Info)
/** `POST /` answers with an array of one, `POST /generate` with the object itself. */
const decodeAnswer = replyDecoder(Schema.Union(Answer, Schema.Tuple(Answer)))

const finishReasons: { readonly [name: string]: FinishReason } = {
  length: "length",
  eos_token: "stop",
  stop_sequence: "stop"
}

/**
 * The parameters as TGI takes them: a temperature of 0 and a top_p of 1 are refused there, and without `do_sample`
 * beside them other parameters decide whether it samples.
 */
export const tgiParameters = (
  { stop, temperature, top_k, top_p, ...others }: GenerateParams,
  seed: number
) => {
  const isSampled = temperature !== undefined && temperature > 0
  return {
    ...others,
    ...(isSampled ? { temperature } : {}),
    ...(isSampled && top_p !== undefined && top_p < 1 ? { top_p } : {}),
    ...(isSampled && top_k !== undefined && top_k > 0 ? { top_k } : {}),
    do_sample: isSampled,
    seed,
    stop,
    return_full_text: false,
    details: true
  }
}

/** TGI leaves the matched stop string in the text. */
const withoutStop = (text: string, stop: readonly string[]): string => {
  const found = stop.find((end) => text.endsWith(end))
  return found === undefined ? text : text.slice(0, -found.length)
}

const numberIn = (reply: Reply, header: string): number | null => {
  const value = reply.header(header)
  return value === null || !Number.isFinite(Number(value)) ? null : Number(value)
}

const textOf = ({ prompt }: GenerateRequest): Effect.Effect<string, GenerateError> =>
  prompt._tag === "Text" ? Effect.succeed(prompt.text) : Effect.fail(
    generateError({
      _tag: "Unsupported",
      message: "the TGI client sends whole prompts: choose the model's chat format with --model-type"
    })
  )

const make = Effect.fnUntraced(function*(options: TransportOptions) {
  const { endpoint, send } = yield* makeTransport(options)
  /** Some deployments serve only the root. */
  let path = "/generate"
  let server: ServerInfo | null = null

  const post = (body: unknown): Effect.Effect<Reply, GenerateError> =>
    Effect.flatMap(send("POST", path, body), (reply) => {
      if (reply.status === 200) return Effect.succeed(reply)
      if (reply.status === 404 && path !== "/") {
        path = "/"
        return post(body)
      }
      return Effect.fail(statusError(`${endpoint}${path}`, reply))
    })

  const info = Effect.gen(function*() {
    const reply = yield* send("GET", "/info")
    if (reply.status !== 200) return yield* statusError(`${endpoint}/info`, reply)
    const facts = yield* decodeInfo(`${endpoint}/info`, reply)
    const known: ServerInfo = {
      model: facts.model_id,
      sha: facts.model_sha ?? null,
      version: `text-generation-inference ${facts.version}`,
      maxConcurrentRequests: facts.max_concurrent_requests ?? null
    }
    server = known
    return known
  })

  const generate = Effect.fnUntraced(function*(request: GenerateRequest) {
    const inputs = yield* textOf(request)
    const body = { inputs, parameters: tgiParameters(request.params, sentSeed(request)), stream: false }
    const [reply, elapsed] = yield* timed(post(body))
    const answers = yield* decodeAnswer(`${endpoint}${path}`, reply)
    const { details, generated_text } = Array.isArray(answers) ? answers[0] : answers as typeof Answer.Type
    const serverTime = numberIn(reply, "x-inference-time")
    const generation: Generation = {
      text: withoutStop(generated_text, request.params.stop),
      finishReason: finishReasons[details?.finish_reason ?? ""] ?? "unknown",
      promptTokens: numberIn(reply, "x-prompt-tokens"),
      completionTokens: details?.generated_tokens ?? numberIn(reply, "x-generated-tokens"),
      durationMillis: serverTime ?? elapsed,
      durationBy: serverTime === null ? "client" : "server",
      server
    }
    return generation
  })

  return Inference.of({ generate, info })
})

/** One TGI server; each generation is one attempt. */
export const layer = (options: TransportOptions): Layer.Layer<Inference, GenerateError> =>
  Layer.scoped(Inference, make(options))
