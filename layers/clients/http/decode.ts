/**
 * Replies against the shape that an API promises.
 */
import { Either, ParseResult, Schema } from "effect"
import { type GenerateError, generateError } from "../../../src/domain/GenerateError.ts"
import type { Reply } from "./exchange.ts"

const shownLength = 120

/** A decoder for one kind of reply; a reply that is not of this kind is `UnreadableReply`. */
export const replyDecoder = <A, I>(schema: Schema.Schema<A, I>) => {
  const decode = Schema.decodeUnknownEither(Schema.parseJson(schema))
  return (where: string, reply: Reply): Either.Either<A, GenerateError> =>
    Either.mapLeft(decode(reply.text), (error) => {
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
