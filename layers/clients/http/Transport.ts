/**
 * HTTP for clients: a thin, abortable wrapper of undici's connection pool with typed errors.
 */
import { Effect, type Scope } from "effect"
import { errors } from "undici"
import { type GenerateError, generateError } from "../../../src/domain/GenerateError.ts"
import { openDispatcher } from "./dispatcher.ts"
import { parseEndpoint } from "./endpoint.ts"
import { concealer, type Credentials, plainHeaders } from "./secrets.ts"

/** A reply, read to its end. */
export interface Reply {
  readonly status: number
  /** A header by its lower-case name; null when it is absent. */
  readonly header: (name: string) => string | null
  readonly text: string
}

export interface Transport {
  /** Sends one request. Interruption aborts it on the wire; every failure to get a reply is `Unreachable`. */
  readonly send: (method: "GET" | "POST", path: string, body?: unknown) => Effect.Effect<Reply, GenerateError>
  /** The endpoint without a final slash, for messages. */
  readonly endpoint: string
  /** Takes the key and secret headers out of an error's message: everything that a client fails with goes through it. */
  readonly conceal: (error: GenerateError) => GenerateError
}

export interface TransportOptions extends Credentials {
  /** URL of the server, with a base path if it has one. */
  readonly endpoint: string
  /** Milliseconds without a byte after which a reply is given up; default half an hour before it, a minute within it. */
  readonly silence?: number | undefined
}

/** A generation may wait in the server's queue for long before its first byte. */
const silenceBeforeReply = 30 * 60_000
const silenceWithinReply = 60_000

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

/** Why there is no reply, from what undici or the socket threw. */
const failureOf = (where: string, error: unknown): GenerateError => {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error
  const code = first instanceof Error && "code" in first ? String(first.code) : ""
  const reason = reasons[code] ?? (first instanceof Error ? first.message : String(first))
  if (error instanceof errors.InvalidArgumentError) {
    return generateError({ _tag: "Unsupported", message: `${where}: ${reason}` })
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

/** Opens connections to one endpoint; they are closed with the scope. */
export const makeTransport = Effect.fnUntraced(function*(
  { endpoint: given, silence, ...credentials }: TransportOptions
): Effect.fn.Return<Transport, GenerateError, Scope.Scope> {
  const url = yield* parseEndpoint(given)
  const base = url.pathname.replace(/\/+$/, "")
  const endpoint = `${url.origin}${base}`
  const headers = plainHeaders(credentials)
  const dispatcher = yield* openDispatcher(url)

  const send: Transport["send"] = (method, path, body) =>
    Effect.tryPromise({
      try: async (signal): Promise<Reply> => {
        const reply = await dispatcher.request({
          origin: url.origin,
          method,
          path: `${base}${path}`,
          signal,
          headersTimeout: silence ?? silenceBeforeReply,
          bodyTimeout: silence ?? silenceWithinReply,
          headers: body === undefined ? headers : { ...headers, "content-type": "application/json" },
          ...(body === undefined ? {} : { body: JSON.stringify(body) })
        })
        const text = await reply.body.text()
        const header = (name: string) => {
          const value = reply.headers[name]
          return value === undefined ? null : Array.isArray(value) ? value.join(", ") : value
        }
        return { status: reply.statusCode, header, text }
      },
      catch: (error) => failureOf(`${endpoint}${path}`, error)
    })

  return { send, endpoint, conceal: concealer(credentials) }
})
