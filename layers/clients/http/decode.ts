/**
 * Replies against the shape that an API promises.
 */
import { Either, ParseResult, Schema } from "effect"
import { type GenerateError, generateError } from "../../../src/domain/GenerateError.ts"
import type { Reply } from "./exchange.ts"

const shownLength = 120

/** The value that a text says; undefined where it says none. */
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * A decoder for one kind of reply; a reply that is not of this kind is `UnreadableReply`.
 *
 * @param isUsual a quick look that knows the replies to nearly every request; the schema judges all others
 */
export const replyDecoder = <A, I>(
  schema: Schema.Schema<A, I>,
  isUsual: (reply: unknown) => reply is A = (_): _ is A => false
) => {
  const decode = Schema.decodeUnknownEither(Schema.parseJson(schema))
  const problemOf = (where: string, reply: Reply, error: ParseResult.ParseError) => {
    const [issue] = ParseResult.ArrayFormatter.formatErrorSync(error)
    const problem = issue === undefined ? error.message : `${issue.path.join(".")} ${issue.message}`.trim()
    const start = JSON.stringify(reply.text.slice(0, shownLength))
    return generateError({
      _tag: "UnreadableReply",
      message: `${where}: not the promised reply (${problem.slice(0, shownLength)}); it begins with ${start}`
    })
  }
  return (where: string, reply: Reply): Either.Either<A, GenerateError> => {
    const value = parsed(reply.text)
    return isUsual(value)
      ? Either.right(value)
      : Either.mapLeft(decode(reply.text), (error) => problemOf(where, reply, error))
  }
}
