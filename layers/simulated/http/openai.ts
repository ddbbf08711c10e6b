/**
 * The OpenAI-like routes: `/v1/models`, `/v1/completions`, `/v1/chat/completions`.
 */
import { type AnsweringModel, type AnswerLimits, countTokens, withoutStop } from "./answer.ts"
import { limits as serverLimits, simulatedVersion } from "./facts.ts"
import {
  type AnsweringRoute,
  type HttpReply,
  isObject,
  isText,
  isTexts,
  type JsonObject,
  type PendingReply,
  type Routes,
  unsimulated
} from "./route.ts"
import { scoredText } from "./score.ts"

/** An error in OpenAI's shape. */
const failed = (status: number, message: string, param: string | null): HttpReply => ({
  status,
  body: { error: { message, type: "invalid_request_error", param, code: status } }
})

/** The reply to a request that is wrong as a whole. */
export const refuse: AnsweringRoute["refuse"] = (status, message) => failed(status, message, null)

const wrong = (param: string, message: string) => failed(400, `${param} ${message}`, param)

const isCount = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 0

/** The limits of the answers to a request, or what is wrong with them. */
const limitsOf = (body: JsonObject): AnswerLimits | HttpReply => {
  const seed = body["seed"] ?? 0
  if (!isCount(seed)) return wrong("seed", "must be an integer from 0")
  const maxTokens = body["max_completion_tokens"] ?? body["max_tokens"] ?? Number.POSITIVE_INFINITY
  if (maxTokens !== Number.POSITIVE_INFINITY && (!isCount(maxTokens) || maxTokens === 0)) {
    return wrong("max_tokens", "must be an integer from 1")
  }
  const stop = body["stop"] ?? []
  const stops = isText(stop) ? [stop] : stop
  if (!isTexts(stops) || stops.includes("")) return wrong("stop", "must be a string or a list of strings")
  return { seed, maxTokens, stop: stops }
}

const usual = { stream: false, n: 1, best_of: 1, echo: false, suffix: null, logprobs: null, tools: null }

type Prompts = { readonly prompts: readonly string[]; readonly promptTokens: number }

/** One OpenAI-like route: which prompts it reads from a body, and how it writes an answer. */
interface Endpoint {
  readonly object: string
  readonly idPrefix: string
  readonly promptsOf: (body: JsonObject) => Prompts | HttpReply
  readonly choice: (text: string) => JsonObject
  /** What a choice tells of its prompt, where that is asked for. */
  readonly scored?: (model: AnsweringModel, prompt: string) => JsonObject
}

const completions: Endpoint = {
  object: "text_completion",
  idPrefix: "cmpl",
  promptsOf: ({ prompt }) => {
    const prompts = isText(prompt) ? [prompt] : prompt
    if (!isTexts(prompts) || prompts.length === 0) {
      return wrong("prompt", "must be a string or a list of strings")
    }
    const most = serverLimits.max_client_batch_size
    if (prompts.length > most) return wrong("prompt", `may hold up to ${most} strings`)
    return { prompts, promptTokens: prompts.reduce((sum, text) => sum + countTokens(text), 0) }
  },
  choice: (text) => ({ text }),
  scored: (model, prompt) => ({
    prompt_logprobs: scoredText(model, prompt).map(({ id, logprob, text }) =>
      logprob === null ? null : { [id]: { logprob, rank: 1, decoded_token: text } }
    )
  })
}

const chat: Endpoint = {
  object: "chat.completion",
  idPrefix: "chatcmpl",
  promptsOf: ({ messages }) => {
    const isMessage = (message: unknown): message is { readonly role: string; readonly content: string } =>
      isObject(message) && isText(message["role"]) && isText(message["content"])
    if (!Array.isArray(messages) || messages.length === 0 || !messages.every(isMessage)) {
      return wrong("messages", "must be a list of objects with a role and a content, both strings")
    }
    const asked = messages.findLast(({ role }) => role === "user")?.content ?? ""
    return {
      prompts: [asked],
      promptTokens: messages.reduce((sum, { content }) => sum + countTokens(content), 0)
    }
  },
  choice: (content) => ({ message: { role: "assistant", content } })
}

const routeOf = (
  model: AnsweringModel,
  { choice, idPrefix, object, promptsOf, scored }: Endpoint
): AnsweringRoute => {
  let served = 0

  const handle = (body: unknown): HttpReply | PendingReply => {
    if (!isObject(body)) return refuse(400, "the body must be a JSON object")
    const asked = promptsOf(body)
    if ("status" in asked) return asked
    const limits = limitsOf(body)
    if ("status" in limits) return limits
    const other = unsimulated(body, usual)
    if (other !== undefined) return wrong(other, "is not simulated")
    const asksScores = body["prompt_logprobs"] !== undefined && body["prompt_logprobs"] !== null
    if (asksScores && (scored === undefined || !isCount(body["prompt_logprobs"]))) {
      return wrong(
        "prompt_logprobs",
        "is simulated for prompts that are texts, and must be an integer from 0"
      )
    }
    const { promptTokens, prompts } = asked
    return {
      generations: prompts.length,
      finish: (_, now) => {
        const answers = prompts.map((prompt) => model.answer(prompt, limits))
        const tokens = answers.reduce((sum, answer) => sum + answer.tokens, 0)
        return {
          status: 200,
          body: {
            id: `${idPrefix}-${++served}`,
            object,
            created: Math.floor(now / 1000),
            model: model.id,
            system_fingerprint: simulatedVersion,
            choices: answers.map((answer, index) => ({
              index,
              ...choice(withoutStop(answer)),
              logprobs: null,
              ...(asksScores && scored !== undefined ? scored(model, prompts[index]!) : {}),
              finish_reason: answer.finishReason === "length" ? "length" : "stop"
            })),
            usage: {
              prompt_tokens: promptTokens,
              completion_tokens: tokens,
              total_tokens: promptTokens + tokens
            }
          }
        }
      }
    }
  }

  return { method: "POST", refuse, handle }
}

/** The OpenAI-like routes, answered by a model whatever model a request names. */
export const openAiRoutes = (model: AnsweringModel): Routes => {
  const card = { id: model.id, object: "model", created: 0, owned_by: "simulated" }
  const models = { object: "list", data: [card] }
  return {
    "/v1/models": [{ method: "GET", reply: { status: 200, body: models } }],
    "/v1/completions": [routeOf(model, completions)],
    "/v1/chat/completions": [routeOf(model, chat)]
  }
}
