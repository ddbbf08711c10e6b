/**
 * What only llama.cpp's server tells of itself.
 */
import { Effect, Schema } from "effect"
import { replyDecoder } from "../http/decode.ts"
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
