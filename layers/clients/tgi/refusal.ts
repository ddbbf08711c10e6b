/**
 * What TGI's errors mean: its 422 says of three different things that they are wrong.
 */
import { type GenerateError, generateError } from "../../../src/domain/GenerateError.ts"
import type { Reply } from "../http/exchange.ts"
import { messageOf, statusError } from "../http/status.ts"

const overflow = /`inputs` (?:tokens \+ `max_new_tokens` must be <=|must have less than) (\d+)/
const parameter = /^Input validation error: (?:`(?!inputs`)|grammar is not )/

/** TGI's own refusals name their type; those of its web framework, or of another server, do not. */
export const isTgiRefusal = (text: string): boolean => /"error_type"\s*:/.test(text)

/**
 * The error that a reply other than a success stands for.
 *
 * A refused parameter or form would be refused with every prompt: it is an error of the set-up, unlike a refused
 * prompt (router/src/validation.rs of TGI 3.3).
 */
export const tgiError = (where: string, reply: Reply): GenerateError => {
  const error = statusError(where, reply)
  if (reply.status !== 422) return error
  const { message } = error
  if (!isTgiRefusal(reply.text)) {
    return generateError({ _tag: "WrongServer", message: `${message} (is this a TGI server?)` })
  }
  const refusal = messageOf(reply.text)
  const limit = overflow.exec(refusal)?.[1]
  if (limit !== undefined) return generateError({ _tag: "ContextOverflow", message, limit: Number(limit) })
  return parameter.test(refusal) ? generateError({ _tag: "Unsupported", message }) : error
}
