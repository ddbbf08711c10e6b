/**
 * Hugging Face's text-generation-inference, by its own API.
 *
 * API: `POST /generate`, `GET /info` (docs/openapi.json of the TGI repository, version 3.3).
 */
import { Duration, Effect, Either, Layer, Predicate, Schema } from "effect"
import { type GenerateError, generateError } from "../../src/domain/GenerateError.ts"
import type { GenerateParams } from "../../src/domain/GenerateParams.ts"
import { type GenerateRequest, sentSeed } from "../../src/domain/GenerateRequest.ts"
import {
  type FinishReason,
  type Generation,
  type ServerInfo,
  tokenLimits
} from "../../src/domain/Generation.ts"
import { perObject } from "../../src/domain/perObject.ts"
import { type TextPrompt, withoutBos } from "../../src/domain/Prompt.ts"
import { guard, type Guarded, type Restore } from "../../src/inference/guarded.ts"
import { Inference } from "../../src/inference/Inference.ts"
import { replyDecoder } from "./http/decode.ts"
import type { Reply } from "./http/exchange.ts"
import { numberIn, withoutStop } from "./http/reply.ts"
import { statusError } from "./http/status.ts"
import { makeTransport, type TransportOptions } from "./http/Transport.ts"
import { asUnscored, scoreGeneration } from "./scoring.ts"
import { tgiGrammar, tgiParameters } from "./tgi/parameters.ts"
import { tgiError } from "./tgi/refusal.ts"
import { scoreBody, scoredTokens } from "./tgi/score.ts"

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

/** Every answer of `POST /generate` with its details, whatever else they hold. */
const isUsualAnswer = (reply: unknown): reply is typeof Answer.Type =>
  Predicate.isRecord(reply) && typeof reply["generated_text"] === "string"
  && Predicate.isRecord(reply["details"]) && typeof reply["details"]["finish_reason"] === "string"
  && typeof reply["details"]["generated_tokens"] === "number"

const decodeInfo = replyDecoder(Info)
/** `POST /` answers with an array of one, `POST /generate` with the object itself. */
const decodeAnswer = replyDecoder(Schema.Union(Answer, Schema.Tuple(Answer)), isUsualAnswer)

const finishReasons: { readonly [name: string]: FinishReason } = {
  length: "length",
  eos_token: "stop",
  stop_sequence: "stop"
}

const needsFormat = generateError({
  _tag: "Unsupported",
  message:
    "the TGI client sends whole prompts: choose the model's chat format with --model-type, such as Template "
    + "for its own, or TGI's chat route with --client OpenAI"
})

/** The parameters' JSON; an experiment's requests share one object of parameters. */
const usualParameters = perObject((params: GenerateParams) =>
  JSON.stringify(tgiParameters(params, params.seed))
)

/** The body of a request for a prompt that is a text, to which TGI adds the beginning-of-text token. */
const bodyOf = (text: string, request: GenerateRequest): string => {
  const { params, repeat, responseSchema } = request
  const parameters = repeat === 0 && responseSchema === undefined
    ? usualParameters(params)
    : JSON.stringify({ ...tgiParameters(params, sentSeed(request)), ...tgiGrammar(responseSchema) })
  return `{"inputs":${JSON.stringify(text)},"parameters":${parameters},"stream":false}`
}

/** A server without TGI's routes: what it says it is, or which clients there are for others. */
const notTgi = (where: string, reply: Reply): GenerateError => {
  const question = reply.header("server") === "llama.cpp"
    ? "this is llama.cpp's server: --client OpenAI asks it"
    : "is this a TGI server? --client VLLM asks vLLM, and --client OpenAI any other with OpenAI's API"
  return generateError({ _tag: "WrongServer", message: `${where}: ${reply.status}; ${question}` })
}

const make = Effect.fnUntraced(function*(options: TransportOptions) {
  const { conceal, endpoint, send } = yield* makeTransport(options)
  /** Some deployments serve only the root; that is remembered once it has answered. */
  let usualPath = "/generate"
  let server: ServerInfo | null = null

  /** Asks the root when the usual path is not there, and hands on the reply with where it came from. */
  const post = <A>(
    body: string,
    use: (where: string, reply: Reply) => Effect.Effect<A, GenerateError>,
    restore: Restore
  ): Effect.Effect<A, GenerateError> => {
    const path = usualPath
    const where = `${endpoint}${path}`
    return Effect.flatMap(send("POST", path, body, restore), (first) => {
      if (first.status !== 404 || path === "/") return use(where, first)
      const root = `${endpoint}/`
      return Effect.flatMap(send("POST", "/", body, restore), (second) => {
        const { status } = second
        if (status === 404 || status === 405) {
          return Effect.fail(notTgi(`${where}: 404, and ${root}`, second))
        }
        if (status === 200) usualPath = "/"
        return use(root, second)
      })
    })
  }

  const info = Effect.gen(function*() {
    const reply = yield* send("GET", "/info")
    const where = `${endpoint}/info`
    if (reply.status === 404) return yield* notTgi(where, reply)
    if (reply.status !== 200) return yield* statusError(where, reply)
    const facts = yield* decodeInfo(where, reply)
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

  const read = (where: string, reply: Reply, { params }: GenerateRequest) =>
    Either.map(decodeAnswer(where, reply), (answers): Generation => {
      const { details, generated_text } = "generated_text" in answers ? answers : answers[0]
      const serverTime = numberIn(reply, "x-inference-time")
      return {
        text: withoutStop(generated_text, params.stop),
        reasoning: null,
        finishReason: finishReasons[details?.finish_reason ?? ""] ?? "unknown",
        promptTokens: numberIn(reply, "x-prompt-tokens"),
        completionTokens: details?.generated_tokens ?? numberIn(reply, "x-generated-tokens"),
        durationMillis: serverTime ?? reply.millis,
        durationBy: serverTime === null ? "client" : "server",
        server
      }
    })

  /** Texts are scored one after the other: they hold one slot together. */
  const score = Effect.fnUntraced(function*(
    prompt: TextPrompt,
    continuations: readonly string[],
    restore: Restore
  ) {
    const text = withoutBos(prompt)
    const [elapsed, tokens] = yield* Effect.timed(
      Effect.forEach(
        ["", ...continuations],
        (continuation) =>
          post(
            scoreBody(text + continuation),
            (where, reply) =>
              reply.status === 200 ? scoredTokens(where, reply) : Effect.fail(tgiError(where, reply)),
            restore
          )
      )
    )
    return scoreGeneration(tokens, {
      durationMillis: Duration.toMillis(elapsed),
      durationBy: "client",
      server
    })
  })

  const generate: Guarded = (request, restore) => {
    const { prompt, scored } = request
    if (prompt._tag !== "Text") return Effect.fail(needsFormat)
    if (scored !== undefined) return Effect.mapError(score(prompt, scored, restore), asUnscored)
    return post(
      bodyOf(withoutBos(prompt), request),
      (where, reply) =>
        reply.status === 200 ? read(where, reply, request) : Effect.fail(tgiError(where, reply)),
      restore
    )
  }

  return Inference.of({
    generate: guard((request, restore) => Effect.mapError(generate(request, restore), conceal)),
    info: Effect.mapError(info, conceal)
  })
})

/** One TGI server; each generation is one attempt. Requests carry the key and headers of the options. */
export const layer = (options: TransportOptions): Layer.Layer<Inference, GenerateError> =>
  Layer.scoped(Inference, make(options))
