/**
 * vLLM's old demonstration server (`python -m vllm.entrypoints.api_server`): one route, `POST /generate`.
 *
 * It tells nothing about the model, nor why an answer ended, and fails with 500 on a parameter that it does not know.
 */
import { Effect, Schema } from "effect"
import { type GenerateError, generateError } from "../../../src/domain/GenerateError.ts"
import { type GenerateRequest, sentSeed } from "../../../src/domain/GenerateRequest.ts"
import type { Generation, ServerInfo } from "../../../src/domain/Generation.ts"
import { withoutBos } from "../../../src/domain/Prompt.ts"
import { replyDecoder } from "../http/decode.ts"
import { withoutStop } from "../http/reply.ts"
import { statusError } from "../http/status.ts"
import type { Transport } from "../http/Transport.ts"
import { post } from "../openai/ask.ts"
import { vllmParameters } from "./parameters.ts"

const decode = replyDecoder(
  Schema.Struct({ text: Schema.NonEmptyArray(Schema.String) }).annotations({ identifier: "LegacyAnswer" })
)

/** Asks the legacy server; it answers with the prompt and what follows it. */
export const legacyGenerate = Effect.fnUntraced(function*(
  transport: Transport,
  request: GenerateRequest,
  server: ServerInfo | null
): Effect.fn.Return<Generation, GenerateError> {
  const { params, prompt } = request
  if (prompt._tag === "Chat") {
    const message =
      "vLLM's legacy server takes whole prompts: choose the model's chat format with --model-type"
    return yield* generateError({ _tag: "Unsupported", message })
  }
  const sent = withoutBos(prompt)
  const body = { prompt: sent, stream: false, ...vllmParameters(params, sentSeed(request)) }
  const { reply, where } = yield* post(transport, "/generate", body)
  if (reply.status !== 200) return yield* statusError(where, reply)
  const { text: [text] } = yield* decode(where, reply)
  if (!text.startsWith(sent)) {
    const message = `${where}: the answer does not begin with the prompt; is this vLLM's legacy server?`
    return yield* generateError({ _tag: "UnreadableReply", message })
  }
  return {
    text: withoutStop(text.slice(sent.length), params.stop),
    reasoning: null,
    finishReason: "unknown",
    promptTokens: null,
    completionTokens: null,
    durationMillis: reply.millis,
    durationBy: "client",
    server
  }
})
