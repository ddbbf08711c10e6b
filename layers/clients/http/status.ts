/**
 * What a reply's status means: the part on which all servers agree.
 */
import { type GenerateError, generateError } from "../../../src/domain/GenerateError.ts"
import type { Reply } from "./exchange.ts"

const shownLength = 300

const inOneLine = (text: string) => text.trim().replace(/\s+/g, " ").slice(0, shownLength)

/** The members of an object in a reply. */
export type Members = { readonly [name: string]: unknown }

const isMembers = (value: unknown): value is Members => typeof value === "object" && value !== null

/** What an error's body says, where it is JSON: an object, perhaps inside `error` or an array of one; or a text. */
export const errorBody = (text: string): Members | string | null => {
  try {
    const parsed: unknown = JSON.parse(text)
    const body: unknown = Array.isArray(parsed) ? parsed[0] : parsed
    const error = isMembers(body) && "error" in body ? body["error"] : body
    return typeof error === "string" || isMembers(error) ? error : null
  } catch {
    return null
  }
}

/** The message in an error's body, in any of the usual shapes; a body in none of them is the message itself. */
export const messageOf = (text: string): string => {
  const error = errorBody(text)
  if (typeof error === "string") return inOneLine(error)
  if (error === null) return inOneLine(text)
  if ("message" in error) return inOneLine(String(error["message"]))
  return inOneLine(typeof error["detail"] === "string" ? error["detail"] : text)
}

/** How long a server asks to wait: in milliseconds, in seconds, or until a date by its own clock. */
const retryAfterOf = (reply: Reply): number | null => {
  const given = reply.header("retry-after") ?? ""
  const waits = [
    Number(reply.header("retry-after-ms") ?? Number.NaN),
    given.trim() === "" ? Number.NaN : Number(given) * 1000,
    Date.parse(given) - Date.parse(reply.header("date") ?? "")
  ]
  return waits.find((wait) => Number.isFinite(wait) && wait >= 0) ?? null
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
