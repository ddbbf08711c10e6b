/**
 * What only llama.cpp's server tells and does (tools/server/README.md of llama.cpp).
 */
import { Effect, Schema } from "effect"
import type { GenerateError } from "../../../src/domain/GenerateError.ts"
import type { ChatPrompt } from "../../../src/domain/Prompt.ts"
import { replyDecoder } from "../http/decode.ts"
import type { Reply } from "../http/exchange.ts"
import { statusError } from "../http/status.ts"
import type { Transport } from "../http/Transport.ts"

const decodeProps = replyDecoder(
  Schema.Struct({
    build_info: Schema.String,
    /** How many requests it works on at once; more wait in its queue. */
    total_slots: Schema.optional(Schema.Number)
  })
)

/** Facts of the server's own. */
export interface LlamaCppFacts {
  /** Name and build. */
  readonly version: string
  readonly slots: number | null
}

/** What the server tells by `GET /props`, which a proxy may not have. */
export const llamaCppFacts = ({ endpoint, send }: Transport): Effect.Effect<LlamaCppFacts> =>
  send("GET", "/props").pipe(
    Effect.flatMap((reply) => decodeProps(`${endpoint}/props`, reply)),
    Effect.map(({ build_info, total_slots }) => ({
      version: `llama.cpp ${build_info}`,
      slots: total_slots ?? null
    })),
    Effect.orElseSucceed(() => ({ version: "llama.cpp", slots: null }))
  )

/**
 * Whether the server could not read its own model's answer: it parses answers to messages by the model's chat format,
 * and withholds one that has none of its forms or is not whole UTF-8, each time that it is asked again.
 */
export const isWithheld = ({ status, text }: Reply): boolean =>
  status === 500 && text.includes("does not match the expected")

const decodeApplied = replyDecoder(Schema.Struct({ prompt: Schema.String }))

/** The text into which the server puts messages, without the beginning-of-text token that it adds to a text. */
export const applyTemplate = Effect.fnUntraced(function*(
  { endpoint, send }: Transport,
  { messages }: ChatPrompt
): Effect.fn.Return<string, GenerateError> {
  const where = `${endpoint}/apply-template`
  const reply = yield* send("POST", "/apply-template", JSON.stringify({ messages }))
  if (reply.status !== 200) return yield* statusError(where, reply)
  return (yield* decodeApplied(where, reply)).prompt
})
