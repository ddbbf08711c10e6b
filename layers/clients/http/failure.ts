/**
 * Why there is no reply: what undici or the socket threw, as an error of `Inference`.
 */
import { errors } from "undici"
import { type GenerateError, generateError } from "../../../src/domain/GenerateError.ts"

const reasons: { readonly [code: string]: string } = {
  ECONNREFUSED: "connection refused",
  ECONNRESET: "connection reset",
  ENOTFOUND: "no such host",
  EAI_AGAIN: "the host's name could not be looked up",
  EHOSTUNREACH: "no route to the host",
  ENETUNREACH: "no route to the network",
  ETIMEDOUT: "connection timed out",
  UND_ERR_CONNECT_TIMEOUT: "connection timed out",
  UND_ERR_HEADERS_TIMEOUT: "no answer",
  UND_ERR_BODY_TIMEOUT: "the answer stopped in the middle",
  UND_ERR_RES_EXCEEDED_MAX_SIZE: "the answer is too large",
  UND_ERR_SOCKET: "connection closed"
}

/** Errors by which nothing was sent. */
const notConnected: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ETIMEDOUT",
  "UND_ERR_CONNECT_TIMEOUT"
])

/** Certificates that are not trusted now will not be trusted later. */
const isUntrusted = (code: string) => /CERT|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/.test(code)

/** The name that could not be found, which is a proxy's where there is one. */
const hostIn = (error: unknown): string =>
  error instanceof Error && "hostname" in error ? String(error.hostname) : "of that name"

/**
 * The error of a request to `where` that got no reply.
 *
 * A name that is not known is a slip of the pen where nothing ever answered; after that, it is trouble that passes.
 */
export const failureOf = (where: string, error: unknown, hasReplied: boolean): GenerateError => {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error
  const code = first instanceof Error && "code" in first ? String(first.code) : ""
  const reason = reasons[code] ?? (first instanceof Error ? first.message : String(first))
  if (error instanceof errors.InvalidArgumentError) {
    return generateError({ _tag: "Unsupported", message: `${where}: ${reason}` })
  }
  if (code === "ENOTFOUND" && !hasReplied) {
    const message = `${where}: there is no host ${hostIn(first)}; is it written right?`
    return generateError({ _tag: "WrongServer", message })
  }
  return isUntrusted(code)
    ? generateError({
      _tag: "Unsupported",
      message: `${where}: ${reason} (name the file of your own authority in SSL_CERT_FILE)`
    })
    : generateError({
      _tag: "Unreachable",
      message: `${where}: ${reason}`,
      phase: notConnected.has(code) ? "connect" : "exchange"
    })
}
