/**
 * What only llama.cpp's server tells of itself.
 */
import { Effect, Schema } from "effect"
import { replyDecoder } from "../http/decode.ts"
import type { Transport } from "../http/Transport.ts"

const decodeProps = replyDecoder(Schema.Struct({ build_info: Schema.String }))

/** Name and build of the server, by `GET /props`, which it can be started without. */
export const llamaCppVersion = ({ endpoint, send }: Transport): Effect.Effect<string> =>
  send("GET", "/props").pipe(
    Effect.flatMap((reply) => decodeProps(`${endpoint}/props`, reply)),
    Effect.map(({ build_info }) => `llama.cpp ${build_info}`),
    Effect.orElseSucceed(() => "llama.cpp")
  )
