/**
 * Replies against the shape that an API promises.
 */
import { Clock, Effect, ParseResult, Schema } from "effect"
import { type GenerateError, generateError } from "../../../src/domain/GenerateError.ts"
import type { Reply } from "./exchange.ts"

const shownLength = 120

/** A decoder for one kind of reply; a reply that is not of this kind is `UnreadableReply`. */
export const replyDecoder = <A, I>(schema: Schema.Schema<A, I>) => {
  const decode = Schema.decodeUnknown(Schema.parseJson(schema))
  return (where: string, reply: Reply): Effect.Effect<A, GenerateError> =>
    Effect.mapError(decode(reply.text), (error) => {
      const [issue] = ParseResult.ArrayFormatter.formatErrorSync(error)
      const problem = issue === undefined ? error.message : `${issue.path.join(".")} ${issue.message}`.trim()
      const start = JSON.stringify(reply.text.slice(0, shownLength))
      return generateError({
        _tag: "UnreadableReply",
        message: `${where}: not the promised reply (${
          problem.slice(0, shownLength)
        }); it begins with ${start}`
      })
    })
}

/** An effect's value with the milliseconds that it took. */
export const timed = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<readonly [A, number], E, R> =>
  Effect.flatMap(
    Clock.currentTimeMillis,
    (started) =>
      Effect.flatMap(
        effect,
        (value) => Effect.map(Clock.currentTimeMillis, (ended) => [value, ended - started] as const)
      )
  )
