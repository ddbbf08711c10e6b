/**
 * HTTP for clients: a thin, abortable wrapper of undici's connection pool with typed errors.
 */
import { Effect, type Scope } from "effect"
import { errors, Pool } from "undici"
import { type GenerateError, generateError } from "../../../src/domain/GenerateError.ts"

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
}

export interface TransportOptions {
  /** URL of the server, with a base path if it has one. */
  readonly endpoint: string
  readonly headers?: { readonly [name: string]: string }
}

/** A generation may wait in the server's queue for long before its first byte. */
const silenceBeforeReply = 30 * 60_000
const silenceWithinReply = 60_000
const connectTimeout = 10_000

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
  UND_ERR_SOCKET: "connection closed"
}

const reasonOf = (error: unknown): string => {
  const first = error instanceof AggregateError ? error.errors[0] : error
  if (!(first instanceof Error)) return String(first)
  const code = "code" in first ? String(first.code) : ""
  return reasons[code] ?? first.message
}

const unusable = (message: string) => Effect.fail(generateError({ _tag: "Unsupported", message }))

const parseEndpoint = (endpoint: string): Effect.Effect<URL, GenerateError> => {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : null
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) {
    return unusable(`${endpoint} is no URL of a server, such as http://127.0.0.1:8080`)
  }
  // Endpoints stand in messages and manifests, where no password may be.
  return url.username === "" && url.password === ""
    ? Effect.succeed(url)
    : unusable(`the URL of ${url.host} may not hold a name or password: use the option for the key`)
}

/** Opens a pool of connections to one endpoint; they are closed with the scope. */
export const makeTransport = Effect.fnUntraced(function*(
  { endpoint: given, headers = {} }: TransportOptions
): Effect.fn.Return<Transport, GenerateError, Scope.Scope> {
  const url = yield* parseEndpoint(given)
  const base = url.pathname.replace(/\/+$/, "")
  const endpoint = `${url.origin}${base}`
  const pool = yield* Effect.acquireRelease(
    Effect.sync(() =>
      new Pool(url.origin, {
        connections: null,
        headersTimeout: silenceBeforeReply,
        bodyTimeout: silenceWithinReply,
        connect: { timeout: connectTimeout }
      })
    ),
    (opened) => Effect.promise(() => opened.destroy())
  )

  const send: Transport["send"] = (method, path, body) =>
    Effect.tryPromise({
      try: async (signal): Promise<Reply> => {
        const reply = await pool.request({
          method,
          path: `${base}${path}`,
          signal,
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
      catch: (error) =>
        error instanceof errors.InvalidArgumentError
          ? generateError({ _tag: "Unsupported", message: `${endpoint}${path}: ${error.message}` })
          : generateError({ _tag: "Unreachable", message: `${endpoint}${path}: ${reasonOf(error)}` })
    })

  return { send, endpoint }
})
