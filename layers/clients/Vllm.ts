/**
 * vLLM, by its OpenAI-like server (`vllm serve`) or by its legacy one.
 *
 * API: `POST /v1/completions`, `POST /v1/chat/completions`, `GET /v1/models`, `/version`, `/health`
 * (vllm/entrypoints/openai of the vLLM repository).
 */
import { Effect, Layer, Option, Schema } from "effect"
import { type GenerateError, generateError } from "../../src/domain/GenerateError.ts"
import { type GenerateRequest, type JsonSchema, sentSeed } from "../../src/domain/GenerateRequest.ts"
import { type ServerInfo, tokenLimits } from "../../src/domain/Generation.ts"
import type { Prompt } from "../../src/domain/Prompt.ts"
import { Inference } from "../../src/inference/Inference.ts"
import type { LoadReader } from "../../src/inference/ServerLoad.ts"
import { replyDecoder } from "./http/decode.ts"
import { apiBase } from "./http/endpoint.ts"
import { loadReader } from "./http/load.ts"
import { statusError } from "./http/status.ts"
import { makeTransport, type Transport, type TransportOptions } from "./http/Transport.ts"
import { makeWarner } from "./http/warner.ts"
import { readAnswer } from "./openai/answer.ts"
import { isBegun, post, routeOf, withDirections } from "./openai/ask.ts"
import { dialectOf } from "./openai/dialect.ts"
import { chooseModel, contextOf, listModels, type ModelCard } from "./openai/models.ts"
import { openAiRefusal, type SentBody } from "./openai/refusal.ts"
import { responseFormat } from "./openai/responseFormat.ts"
import { asUnscored, cannotScore, scoreGeneration } from "./scoring.ts"
import { legacyGenerate } from "./vllm/legacy.ts"
import { vllmParameters } from "./vllm/parameters.ts"
import { scoredTokens, scoreFields } from "./vllm/score.ts"

export interface VllmOptions extends TransportOptions {
  /** The model's id as the requests will name it, by which `info` knows it among several. */
  readonly model?: string | undefined
  /** Whether it is the legacy server, with `/generate` alone; default false. */
  readonly legacy?: boolean | undefined
}

const decodeVersion = replyDecoder(Schema.Struct({ version: Schema.String }))

/** A dead engine says so at `/health` only; a proxy may not have that route. */
const checkHealth = Effect.fnUntraced(function*({ endpoint, send }: Transport) {
  const reply = yield* send("GET", "/health")
  const isMissing = reply.status === 404 || reply.status === 405
  if (reply.status !== 200 && !isMissing) return yield* statusError(`${endpoint}/health`, reply)
})

const versionOf = ({ endpoint, send }: Transport): Effect.Effect<string> =>
  send("GET", "/version").pipe(
    Effect.flatMap((reply) => decodeVersion(`${endpoint}/version`, reply)),
    Effect.option,
    Effect.map(Option.match({ onNone: () => "vllm", onSome: ({ version }) => `vllm ${version}` }))
  )

/** Servers with the same routes that have other names for the parameters, and ignore vLLM's without a word. */
const checkKind = Effect.fnUntraced(function*(endpoint: string, [card]: readonly ModelCard[]) {
  const { isLikeVllm, name } = dialectOf(card ?? null)
  if (isLikeVllm) return
  const message = `${endpoint} is ${name}, and not vLLM: --client OpenAI asks it`
  return yield* generateError({ _tag: "WrongServer", message })
})

/**
 * The prompt, and how it is made into tokens.
 *
 * A paper's format is sent as it stands and tokenised with the tokenizer's own beginning, as in the paper: a format
 * with `<s>` in its text then has it twice. A chat template writes its own beginning, here or on the server.
 */
const promptFields = (prompt: Prompt, limit: number | undefined): SentBody =>
  prompt._tag === "Text"
    ? { prompt: prompt.text, add_special_tokens: prompt.bos === undefined, echo: false }
    : {
      messages: prompt.messages,
      add_special_tokens: false,
      echo: false,
      add_generation_prompt: !isBegun(prompt),
      continue_final_message: isBegun(prompt),
      // The newer name of max_tokens here; each version ignores the name that it does not know.
      ...(limit === undefined ? {} : { max_completion_tokens: limit })
    }

/**
 * The form of the answer by both its names: versions before 0.10.2 heed only `guided_json` for whole prompts, and those
 * from 0.12 on only `response_format`.
 */
const answerFields = (schema: JsonSchema | undefined): SentBody =>
  schema === undefined ? {} : { ...responseFormat(schema), guided_json: schema }

/** The only name by which a legacy server's model is known is the user's. */
const legacyInfo = (model: string | undefined): ServerInfo | null =>
  model === undefined
    ? null
    : { model, sha: null, version: "vllm (legacy server)", maxConcurrentRequests: null }

const make = Effect.fnUntraced(function*({ legacy = false, model: wanted, ...options }: VllmOptions) {
  const { api, root } = apiBase(options.endpoint)
  const transport = yield* makeTransport({ ...options, endpoint: root })
  let cards: readonly ModelCard[] | null = null
  let server: ServerInfo | null = legacy ? legacyInfo(wanted) : null

  const list = Effect.gen(function*() {
    const listed = yield* listModels(transport, api)
    yield* checkKind(transport.endpoint, listed)
    cards = listed
    return listed
  })

  const info = Effect.gen(function*() {
    yield* checkHealth(transport)
    if (legacy) return server
    const card = chooseModel(yield* list, wanted)
    // A model under a name that was chosen for serving is still the model that was asked for.
    const isWanted = card === null || (wanted !== undefined && card.root === wanted)
    const model = isWanted ? wanted : card.id
    const version = yield* versionOf(transport)
    server = model === undefined ? null : {
      model,
      sha: null,
      version,
      maxConcurrentRequests: null,
      ...tokenLimits({ total: contextOf(card) }),
      ...(typeof card?.root === "string" && card.root !== model ? { root: card.root } : {})
    }
    return server
  })

  const warn = makeWarner(transport.endpoint)

  /** What the server does otherwise than its user may expect. */
  const warnOf = ({ params, prompt, responseSchema }: GenerateRequest) => {
    if (legacy && responseSchema !== undefined) {
      return warn("vLLM's legacy server cannot force answers into JSON; they are only asked for in it")
    }
    return prompt._tag === "Text" && params.max_new_tokens === undefined
      ? warn("without max_new_tokens vLLM ends answers to whole prompts after 16 tokens")
      : Effect.void
  }

  const score = Effect.fnUntraced(function*(request: GenerateRequest, continuations: readonly string[]) {
    const { prompt } = request
    if (legacy) return yield* cannotScore("vLLM's legacy server scores no texts")
    if (prompt._tag === "Chat") {
      return yield* cannotScore("the server itself writes the text of messages: choose --model-type Template")
    }
    const known = cards ?? (yield* list)
    const card = chooseModel(known, request.model)
    const texts = ["", ...continuations].map((continuation) => prompt.text + continuation)
    const body = { model: card?.id ?? request.model, ...scoreFields(texts, prompt.bos === undefined) }
    const { reply, where } = yield* post(transport, routeOf(api, prompt), body)
    if (reply.status === 200) {
      const tokens = yield* scoredTokens(where, reply)
      return scoreGeneration(tokens, { durationMillis: reply.millis, durationBy: "client", server })
    }
    const { error } = openAiRefusal(where, reply, body, contextOf(card))
    return yield* withDirections(error, { cards: known, model: request.model, prompt })
  })

  const generate = Effect.fnUntraced(function*(request: GenerateRequest) {
    if (request.scored !== undefined) {
      return yield* Effect.mapError(score(request, request.scored), asUnscored)
    }
    yield* warnOf(request)
    if (legacy) return yield* legacyGenerate(transport, request, server)
    const { params, prompt } = request
    const known = cards ?? (yield* list)
    const card = chooseModel(known, request.model)
    const body = {
      model: card?.id ?? request.model,
      ...vllmParameters(params, sentSeed(request)),
      ...promptFields(prompt, params.max_new_tokens),
      ...answerFields(request.responseSchema),
      stream: false
    }
    const { reply, where } = yield* post(transport, routeOf(api, prompt), body)
    if (reply.status === 200) return yield* readAnswer(reply, { request, where, server })
    const { error } = openAiRefusal(where, reply, body, contextOf(card))
    return yield* withDirections(error, { cards: known, model: request.model, prompt })
  })

  return Inference.of({
    generate: (request) => Effect.mapError(generate(request), transport.conceal),
    info: Effect.mapError(info, transport.conceal)
  })
})

/** One vLLM server; each generation is one attempt. */
export const layer = (options: VllmOptions): Layer.Layer<Inference, GenerateError> =>
  Layer.scoped(Inference, make(options))

/**
 * An effect that asks a server for its load, over connections of its own; null where the server does not tell.
 *
 * @example
 * const load = yield* Vllm.load({ endpoint: "http://127.0.0.1:8000" })
 * const { running, waiting } = (yield* load) ?? { running: 0, waiting: 0 }
 */
export const load: (options: TransportOptions) => LoadReader = loadReader
