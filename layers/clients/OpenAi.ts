/**
 * Any server that speaks OpenAI's API: llama.cpp's, Ollama, SGLang, LM Studio, TGI's own such routes, hosted services.
 *
 * API: `POST /v1/completions` for prompts that go out as they stand, `POST /v1/chat/completions` for messages,
 * `GET /v1/models` (platform.openai.com/docs/api-reference; tools/server/README.md of llama.cpp).
 */
import { Duration, Effect, Layer } from "effect"
import type { GenerateError } from "../../src/domain/GenerateError.ts"
import { type GenerateRequest, sentSeed } from "../../src/domain/GenerateRequest.ts"
import { type Generation, type ServerInfo, tokenLimits } from "../../src/domain/Generation.ts"
import { type ChatPrompt, type Prompt, withoutBos } from "../../src/domain/Prompt.ts"
import { opensThought, splitReasoning } from "../../src/domain/reasoning.ts"
import { Inference } from "../../src/inference/Inference.ts"
import { apiBase } from "./http/endpoint.ts"
import { makeTransport, type TransportOptions } from "./http/Transport.ts"
import { makeWarner } from "./http/warner.ts"
import { readAnswer } from "./openai/answer.ts"
import { post, promptFields, routeOf, withDirections } from "./openai/ask.ts"
import { type Dialect, dialectOf } from "./openai/dialect.ts"
import { applyTemplate, isWithheld, llamaCppFacts } from "./openai/llamaCpp.ts"
import { scoreTexts } from "./openai/llamaCppScore.ts"
import { chooseModel, contextOf, listModels, type ModelCard } from "./openai/models.ts"
import { openAiRefusal, type Refused, type SentBody } from "./openai/refusal.ts"
import { asUnscored, cannotScore, scoreGeneration } from "./scoring.ts"

export interface OpenAiOptions extends TransportOptions {
  /**
   * The model's id as the requests will name it, by which `info` knows it among the models of a server; not needed
   * where there is only one.
   */
  readonly model?: string | undefined
}

/** What a server turned out to want otherwise than most do. */
type Concession = "max_completion_tokens" | "no seed"

/**
 * The concession by which a refused request can be mended. Newer models of OpenAI know the limit by another name only,
 * and a few services have no seed, without which an experiment is still the same experiment.
 */
const concessionFor = ({ field, message }: Refused): Concession | null => {
  if (field === "seed") return "no seed"
  return field === "max_tokens" && message.includes("max_completion_tokens") ? "max_completion_tokens" : null
}

const bodyOf = (
  request: GenerateRequest,
  model: string,
  { form, sampling }: Dialect,
  concessions: ReadonlySet<Concession>
): SentBody => {
  const { params: { max_new_tokens, stop, temperature }, responseSchema } = request
  const limit = concessions.has("max_completion_tokens") ? "max_completion_tokens" : "max_tokens"
  return {
    model,
    ...promptFields(request.prompt),
    ...(temperature === undefined ? {} : { temperature }),
    ...sampling(request.params),
    ...(max_new_tokens === undefined ? {} : { [limit]: max_new_tokens }),
    ...(concessions.has("no seed") ? {} : { seed: sentSeed(request) }),
    // Some services refuse an empty list.
    ...(stop.length === 0 ? {} : { stop }),
    ...(responseSchema === undefined ? {} : form(responseSchema, request.prompt)),
    stream: false
  }
}

/** The answer without its beginning, where that was given and is repeated. */
const withoutBeginning = (text: string, prompt: Prompt): string => {
  const last = prompt._tag === "Chat" ? prompt.messages.at(-1) : undefined
  return last?.role === "assistant" && text.startsWith(last.content) ? text.slice(last.content.length) : text
}

/** What is known of a server once it has listed its models. */
interface Known {
  readonly cards: readonly ModelCard[]
  readonly dialect: Dialect
  readonly server: ServerInfo | null
}

const make = Effect.fnUntraced(function*({ model: wanted, ...options }: OpenAiOptions) {
  const { api, root } = apiBase(options.endpoint)
  const transport = yield* makeTransport({ ...options, endpoint: root })
  let known: Known | null = null
  let agreed: ReadonlySet<Concession> = new Set()
  const warn = makeWarner(transport.endpoint)

  const warnOfForm = ({ prompt, responseSchema }: GenerateRequest, { dialect }: Known) =>
    responseSchema === undefined || Object.keys(dialect.form(responseSchema, prompt)).length > 0
      ? Effect.void
      : warn(`${dialect.name} cannot force answers to whole prompts into JSON; they are only asked for in it`)

  const meet = Effect.gen(function*() {
    const cards = yield* listModels(transport, api)
    const card = chooseModel(cards, wanted)
    // The servers of one model name their kind on every card; hosted services have no kind.
    const dialect = dialectOf(card ?? cards[0] ?? null)
    const model = card?.id ?? wanted
    const { slots, version } = dialect.name === "llama.cpp"
      ? yield* llamaCppFacts(transport)
      : { slots: null, version: dialect.name }
    const server = model === undefined || cards.length === 0
      ? null
      : {
        model,
        sha: null,
        version,
        maxConcurrentRequests: slots,
        ...tokenLimits({ total: contextOf(card) })
      }
    known = { cards, dialect, server }
    return known
  })

  /** The same once more as the text that the messages become, whose answer comes as it is. */
  const asText = (
    request: GenerateRequest,
    prompt: ChatPrompt,
    known: Known,
    withheld: GenerateError
  ): Effect.Effect<Generation, GenerateError> =>
    Effect.gen(function*() {
      const text = yield* Effect.mapError(
        applyTemplate(transport, prompt),
        (error) => error.class === "transient" ? error : withheld
      )
      const generation = yield* persuade({ ...request, prompt: { _tag: "Text", text } }, known, agreed)
      return { ...generation, ...splitReasoning(generation.text, opensThought(text)) }
    })

  const persuade = (
    request: GenerateRequest,
    known: Known,
    concessions: ReadonlySet<Concession>
  ): Effect.Effect<Generation, GenerateError> =>
    Effect.gen(function*() {
      const { cards, dialect, server } = known
      const name = dialect.model ?? chooseModel(cards, request.model)?.id ?? request.model
      const body = bodyOf(request, name, dialect, concessions)
      const { reply, where } = yield* post(transport, routeOf(api, request.prompt), body)
      if (reply.status === 200) {
        agreed = concessions
        const generation = yield* readAnswer(reply, { request, where, server })
        return dialect.repeatsBeginning === true
          ? { ...generation, text: withoutBeginning(generation.text, request.prompt) }
          : generation
      }
      const refused = openAiRefusal(where, reply, body)
      if (request.prompt._tag === "Chat" && isWithheld(reply)) {
        return yield* asText(request, request.prompt, known, refused.error)
      }
      const concession = concessionFor(refused)
      if (concession === null || concessions.has(concession)) {
        return yield* withDirections(refused.error, { cards, model: request.model, prompt: request.prompt })
      }
      if (concession === "no seed") yield* warn("the server takes no seed, so answers cannot be repeated")
      // Each concession is made once, so this ends.
      return yield* persuade(request, known, new Set([...concessions, concession]))
    })

  const score = Effect.fnUntraced(function*(
    { model, prompt }: GenerateRequest,
    continuations: readonly string[],
    { cards, dialect, server }: Known
  ) {
    if (dialect.name !== "llama.cpp") {
      return yield* cannotScore(
        "OpenAI's API scores no given text; vLLM does, by --client VLLM, and llama.cpp's server"
      )
    }
    const text = prompt._tag === "Text" ? withoutBos(prompt) : yield* applyTemplate(transport, prompt)
    const [elapsed, { generated, texts }] = yield* Effect.timed(
      scoreTexts(
        { transport, model: chooseModel(cards, model)?.id ?? model },
        ["", ...continuations].map((continuation) => text + continuation)
      )
    )
    return scoreGeneration(texts, {
      completionTokens: generated,
      durationMillis: Duration.toMillis(elapsed),
      durationBy: "client",
      server
    })
  })

  const generate = Effect.fnUntraced(function*(request: GenerateRequest) {
    const met = known ?? (yield* meet)
    if (request.scored !== undefined) {
      return yield* Effect.mapError(score(request, request.scored, met), asUnscored)
    }
    const ignored = met.dialect.ignores(request.prompt).filter((name) => request.params[name] !== undefined)
    if (ignored.length > 0) {
      const leave = ignored.map((name) => `--param ${name}=none`).join(" ")
      yield* warn(
        `${met.dialect.name} ignores ${ignored.join(" and ")} here; ${leave} says so in the records`
      )
    }
    yield* warnOfForm(request, met)
    return yield* persuade(request, met, agreed)
  })

  return Inference.of({
    generate: (request) => Effect.mapError(generate(request), transport.conceal),
    info: Effect.mapError(Effect.map(meet, ({ server }) => server), transport.conceal)
  })
})

/**
 * One OpenAI-like server; each generation is one attempt.
 *
 * @example
 * OpenAi.layer({ endpoint: "https://api.openai.com/v1", apiKey: Redacted.make(key), model: "gpt-4.1-mini" })
 */
export const layer = (options: OpenAiOptions): Layer.Layer<Inference, GenerateError> =>
  Layer.scoped(Inference, make(options))
