/**
 * HTTP for clients: a thin, abortable wrapper of undici's connection pool with typed errors.
 */
import { Effect, type Scope } from "effect"
import type { GenerateError } from "../../../src/domain/GenerateError.ts"
import type { Restore } from "../../../src/inference/guarded.ts"
import { openDispatcher } from "./dispatcher.ts"
import { parseEndpoint } from "./endpoint.ts"
import { exchange, type Reply } from "./exchange.ts"
import { failureOf } from "./failure.ts"
import { concealer, type Credentials, plainHeaders } from "./secrets.ts"

/** Requests to one endpoint over connections that are kept. */
export interface Transport {
  /**
   * Sends one request, with a body of JSON text. Interruption aborts it on the wire; within a region that cannot be
   * interrupted, `restore` says where it can.
   */
  readonly send: (
    method: "GET" | "POST",
    path: string,
    body?: string,
    restore?: Restore
  ) => Effect.Effect<Reply, GenerateError>
  /** The endpoint without a final slash, for messages. */
  readonly endpoint: string
  /** Takes the key and secret headers out of an error's message: everything that a client fails with goes through it. */
  readonly conceal: (error: GenerateError) => GenerateError
}

/** Where a server is, and what it wants to know of its user. */
export interface TransportOptions extends Credentials {
  /** URL of the server, with a base path if it has one. */
  readonly endpoint: string
  /** Milliseconds without a byte after which a reply is given up; default half an hour before it, a minute within it. */
  readonly silence?: number | undefined
}

/** A generation may wait in the server's queue for long before its first byte. */
const silenceBeforeReply = 30 * 60_000
const silenceWithinReply = 60_000

/** Opens connections to one endpoint; they are closed with the scope. */
export const makeTransport = Effect.fnUntraced(function*(
  { endpoint: given, silence, ...credentials }: TransportOptions
): Effect.fn.Return<Transport, GenerateError, Scope.Scope> {
  const url = yield* parseEndpoint(given)
  const base = url.pathname.replace(/\/+$/, "")
  const endpoint = `${url.origin}${base}`
  const headers = plainHeaders(credentials)
  const dispatcher = yield* openDispatcher(url)
  const clock = yield* Effect.clock

  const headersTimeout = silence ?? silenceBeforeReply
  const bodyTimeout = silence ?? silenceWithinReply
  const headersOfBody = { ...headers, "content-type": "application/json" }

  let hasReplied = false
  const onReply = () => {
    hasReplied = true
  }

  const send: Transport["send"] = (method, path, body, restore) =>
    exchange(
      dispatcher,
      clock,
      {
        origin: url.origin,
        method,
        path: `${base}${path}`,
        headers: body === undefined ? headers : headersOfBody,
        // A text would stay in memory beside its bytes until the reply.
        body: body === undefined ? null : Buffer.from(body),
        headersTimeout,
        bodyTimeout
      },
      { onReply, toError: (error) => failureOf(`${endpoint}${path}`, error, hasReplied) },
      restore
    )

  return { send, endpoint, conceal: concealer(credentials) }
})
