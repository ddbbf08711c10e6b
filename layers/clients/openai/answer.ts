/**
 * Answers of `/v1/completions` and `/v1/chat/completions`, which differ only in where the text is.
 */
import { Effect, Schema } from "effect"
import { type GenerateError, generateError } from "../../../src/domain/GenerateError.ts"
import type { GenerateRequest } from "../../../src/domain/GenerateRequest.ts"
import type { FinishReason, Generation, ServerInfo } from "../../../src/domain/Generation.ts"
import { replyDecoder } from "../http/decode.ts"
import type { Reply } from "../http/exchange.ts"
import { numberIn, withoutStop } from "../http/reply.ts"

const maybe = <A, I>(schema: Schema.Schema<A, I>) => Schema.optional(Schema.NullOr(schema))

const finish = { finish_reason: maybe(Schema.String) }

/** Some models answer in parts, of which those of the type `text` are the answer. */
const Part = Schema.Struct({ type: Schema.String, text: Schema.optional(Schema.String) })

const TextChoice = Schema.Struct({ text: Schema.String, ...finish })
const ChatChoice = Schema.Struct({
  message: Schema.Struct({
    content: maybe(Schema.Union(Schema.String, Schema.Array(Part))),
    /** OpenAI: said instead of an answer. */
    refusal: maybe(Schema.String),
    /** What the model said to itself; vLLM and others have used both names. */
    reasoning: maybe(Schema.String),
    reasoning_content: maybe(Schema.String)
  }),
  ...finish
})

const Answer = Schema.Struct({
  choices: Schema.NonEmptyArray(Schema.Union(TextChoice, ChatChoice)),
  usage: maybe(Schema.Struct({
    prompt_tokens: maybe(Schema.Number),
    completion_tokens: maybe(Schema.Number)
  })),
  /** llama.cpp: how long the server took. */
  timings: maybe(Schema.Struct({ prompt_ms: Schema.Number, predicted_ms: Schema.Number }))
}).annotations({ identifier: "Completion" })

const decode = replyDecoder(Answer)

type Choice = typeof TextChoice.Type | typeof ChatChoice.Type

/** The text of a choice. */
const textOf = (choice: Choice): string => {
  if ("text" in choice) return choice.text
  const { content, refusal } = choice.message
  if (content === undefined || content === null) return refusal ?? ""
  return typeof content === "string"
    ? content
    : content.map(({ text, type }) => type === "text" ? text ?? "" : "").join("")
}

/** What a server that tells thoughts and answer apart says of the thoughts. */
const reasoningOf = (choice: Choice): string | null => {
  if ("text" in choice) return null
  const { reasoning, reasoning_content } = choice.message
  const thought = reasoning ?? reasoning_content ?? ""
  return thought === "" ? null : thought
}

const finishReasons: { readonly [name: string]: FinishReason } = {
  stop: "stop",
  length: "length",
  eos_token: "stop",
  stop_sequence: "stop"
}

/** A generation that the server itself broke off; its text is no answer. */
const broken: ReadonlySet<string> = new Set(["abort", "error"])

/** What a generation is made of beside the reply. */
export interface Asked {
  readonly request: GenerateRequest
  /** Where it was sent, for messages. */
  readonly where: string
  readonly server: ServerInfo | null
}

/** Reads the reply to one request. */
export const readAnswer = Effect.fnUntraced(function*(
  reply: Reply,
  { request, server, where }: Asked
): Effect.fn.Return<Generation, GenerateError> {
  const { choices: [choice], timings, usage } = yield* decode(where, reply)
  const reason = choice.finish_reason ?? ""
  if (broken.has(reason)) {
    const message = `${where}: the server broke the answer off (finish_reason ${reason})`
    return yield* generateError({ _tag: "ServerFailure", status: reply.status, message })
  }
  const serverTime = timings === undefined || timings === null
    ? numberIn(reply, "x-inference-time")
    : timings.prompt_ms + timings.predicted_ms
  return {
    text: withoutStop(textOf(choice), request.params.stop),
    reasoning: reasoningOf(choice),
    finishReason: finishReasons[reason] ?? "unknown",
    promptTokens: usage?.prompt_tokens ?? null,
    completionTokens: usage?.completion_tokens ?? null,
    durationMillis: serverTime ?? reply.millis,
    durationBy: serverTime === null ? "client" : "server",
    server
  }
})
