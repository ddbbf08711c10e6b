/**
 * What the errors of OpenAI-like servers mean. They agree on little more than the status.
 */
import { type GenerateError, generateError } from "../../../src/domain/GenerateError.ts"
import type { Reply } from "../http/exchange.ts"
import { errorBody, messageOf, statusError } from "../http/status.ts"
import { isTgiRefusal, tgiError } from "../tgi/refusal.ts"

/** A body as it was sent. */
export type SentBody = { readonly [field: string]: unknown }

/** The parts of an error by which a program can tell what it is about. */
interface Refusal {
  readonly message: string
  readonly param: string | null
  readonly code: string | null
  readonly type: string | null
  /** llama.cpp: the context in tokens. */
  readonly context: number | null
}

const textIn = (value: unknown): string | null => typeof value === "string" ? value : null

/** FastAPI's list of what is wrong with a body, each with the path of a field. */
const firstDetail = (detail: unknown): Refusal | null => {
  const first: unknown = Array.isArray(detail) ? detail[0] : null
  if (typeof first !== "object" || first === null || !("loc" in first) || !Array.isArray(first.loc)) {
    return null
  }
  const message = "msg" in first ? String(first.msg) : ""
  return { message, param: textIn(first.loc.at(-1)), code: null, type: null, context: null }
}

const readRefusal = (text: string): Refusal => {
  const body = errorBody(text)
  const message = messageOf(text)
  if (body === null || typeof body === "string") {
    return { message, param: null, code: null, type: null, context: null }
  }
  const context = body["n_ctx"]
  return firstDetail(body["detail"]) ?? {
    message,
    param: textIn(body["param"]),
    code: textIn(body["code"]),
    type: textIn(body["type"]),
    context: typeof context === "number" ? context : null
  }
}

const overflowParams: ReadonlySet<unknown> = new Set(["input_tokens", "input_text"])
const overflowWords =
  /context (?:length|size|window)|context_length|longer than the (?:model|maximum)|reduce the length/i

/** vLLM names a parameter, OpenAI a code and llama.cpp a type; others, and older versions, only say it. */
const isOverflow = ({ code, message, param, type }: Refusal) =>
  overflowParams.has(param) || code === "context_length_exceeded" || type === "exceed_context_size_error"
  || overflowWords.test(message)

const statedLimit = ({ context, message }: Refusal): number | null => {
  const stated = /(?:context (?:length|size|window)(?: is| of| \()?\s*)\(?(\d+)/i.exec(message)?.[1]
  return context ?? (stated === undefined ? null : Number(stated))
}

/** Fields of every request, about which nothing can be done. */
const essential: ReadonlySet<string> = new Set(["model", "prompt", "messages", "stream"])

/** A sent field that an error is about: by its own account, or because its message has the field's name. */
const refusedField = ({ message, param }: Refusal, sent: SentBody): string | null => {
  const fields = Object.keys(sent).filter((field) => !essential.has(field))
  const field = fields.find((name) => name === param)
    ?? fields.find((name) =>
      // Names of one word could be just words.
      new RegExp(name.includes("_") ? `(?<!\\w)${name}(?!\\w)` : `["'\`]${name}["'\`]`).test(message)
    )
  return field ?? null
}

/** Our parameters by the fields that carry them. */
const parameters: { readonly [field: string]: string } = {
  temperature: "temperature",
  top_p: "top_p",
  top_k: "top_k",
  repetition_penalty: "repetition_penalty",
  repeat_penalty: "repetition_penalty",
  max_tokens: "max_new_tokens",
  max_completion_tokens: "max_new_tokens"
}

/** Fields that force the form of the answer. */
const forms: ReadonlySet<string> = new Set(["response_format", "guided_json", "json_schema"])

const advice = (field: string): string => {
  if (forms.has(field)) {
    return "the prompt pack asks for JSON by a schema; another may not, such as --pack default"
  }
  const parameter = parameters[field]
  if (parameter !== undefined) return `leave it out with --param ${parameter}=none`
  return field === "stop"
    ? "--model-type Chat has no stop strings"
    : "this client cannot do without it"
}

/** What a refused request tells: the error that it stands for, and the field that was refused, if it was one. */
export interface Refused {
  readonly error: GenerateError
  readonly field: string | null
  readonly message: string
}

const refusable: ReadonlySet<number> = new Set([400, 413, 422])

/**
 * The error that a reply other than a success stands for.
 *
 * A refused field would be refused with every prompt: it is an error of the set-up, and says how to leave it out.
 *
 * @param limit the model's context in tokens, for servers that do not repeat it in their refusals
 */
export const openAiRefusal = (
  where: string,
  reply: Reply,
  sent: SentBody,
  limit: number | null = null
): Refused => {
  const error = statusError(where, reply)
  const refusal = readRefusal(reply.text)
  const as = (error: GenerateError, field: string | null = null): Refused => ({
    error,
    field,
    message: refusal.message
  })
  const { message } = error
  // Hosted services say by the same status that they are busy and that nothing is left on the account.
  if (refusal.code === "insufficient_quota") return as(generateError({ _tag: "Unauthorized", message }))
  if (!refusable.has(reply.status)) return as(error)
  if (isTgiRefusal(reply.text)) return as(tgiError(where, reply))
  if (isOverflow(refusal)) {
    return as(
      generateError({ _tag: "ContextOverflow", message, limit: statedLimit(refusal) ?? limit })
    )
  }
  if (refusal.param === "model") return as(generateError({ _tag: "WrongServer", message }))
  const field = refusedField(refusal, sent)
  if (field === null) return as(error)
  const told = `${message} (the server refuses ${field}: ${advice(field)})`
  return as(generateError({ _tag: "Unsupported", message: told }), field)
}
