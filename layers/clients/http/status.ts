/**
 * What a reply's status means: the part on which all servers agree.
 */
import { type GenerateError, generateError } from "../../../src/domain/GenerateError.ts"
import type { Reply } from "./Transport.ts"

const shownLength = 300

const inOneLine = (text: string) => text.trim().replace(/\s+/g, " ").slice(0, shownLength)

/** The message in an error's body, in any of the usual shapes. */
export const messageOf = (text: string): string => {
  try {
    const body: unknown = JSON.parse(text)
    const error = typeof body === "object" && body !== null && "error" in body ? body.error : body
    if (typeof error === "string") return inOneLine(error)
    if (typeof error === "object" && error !== null && "message" in error) {
      return inOneLine(String(error.message))
    }
  } catch {
    // Not JSON: the text itself is the message.
  }
  return inOneLine(text)
}

/** `Retry-After` in seconds, as milliseconds; dates are not used by inference servers. */
const retryAfterOf = (reply: Reply): number | null => {
  const seconds = Number(reply.header("retry-after") ?? Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null
}

/** The error that a reply other than a success stands for. */
export const statusError = (where: string, reply: Reply): GenerateError => {
  const { status, text } = reply
  const detail = messageOf(text)
  const message = `${where}: ${status}${detail === "" ? "" : ` ${detail}`}`
  switch (status) {
    case 401:
    case 403:
      return generateError({ _tag: "Unauthorized", message })
    case 404:
    case 405:
    case 415:
    case 501:
      return generateError({ _tag: "WrongServer", message })
    case 400:
    case 413:
    case 422:
      return generateError({ _tag: "InvalidRequest", message })
    case 429:
    case 503:
      return generateError({ _tag: "Overloaded", message, retryAfterMillis: retryAfterOf(reply) })
    case 408:
    case 424:
    case 425:
      return generateError({ _tag: "ServerFailure", status, message })
    default:
      // Neither a redirection nor any other refusal would be different the next time.
      return status < 500
        ? generateError({ _tag: "WrongServer", message })
        : generateError({ _tag: "ServerFailure", status, message })
  }
}
