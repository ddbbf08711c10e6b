/**
 * An HTTP server that answers as a test says, good and bad.
 */
import { Effect, type Scope } from "effect"
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

/** A request as the server saw it. */
export interface Seen {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

/** A reply, and perhaps what happens to the connection after it; or no reply, with the connection reset or kept. */
export type Scripted =
  | {
    readonly status?: number
    readonly headers?: { readonly [name: string]: string }
    /** A text, or what is sent as JSON. */
    readonly body?: unknown
    /** The connection is closed although the reply does not announce it. */
    readonly thenClose?: boolean
    /** Only so many bytes are sent of the body that was promised; then the connection ends, or stays silent. */
    readonly cutAt?: number
    readonly thenSilence?: boolean
    /** The body comes in this many pieces, a few milliseconds apart. */
    readonly pieces?: number
    /** The connection is reset when the next request comes on it. */
    readonly thenNoReuse?: boolean
    /** More and more follows the body. */
    readonly isEndless?: boolean
  }
  | "reset"
  | "silence"

/** A server that runs, and what it has seen. */
export interface ScriptedServer {
  readonly url: string
  /** Requests in the order in which they were read. */
  readonly seen: () => readonly Seen[]
  /** Requests whose client went away before the reply. */
  readonly abandoned: () => number
}

const listenOn = (port: number, handler: Parameters<typeof createServer>[1]) =>
  Effect.acquireRelease(
    Effect.async<ReturnType<typeof createServer>>((resume) => {
      const server = createServer({}, handler)
      server.listen(port, "127.0.0.1", () => resume(Effect.succeed(server)))
    }),
    (server) =>
      Effect.async<void>((resume) => {
        server.close(() => resume(Effect.void))
        server.closeAllConnections()
      })
  )

/** Sends a text again and again until the client goes away. */
const flood = (response: ServerResponse, text: string): void => {
  const megabyte = text.repeat(Math.ceil(2 ** 20 / text.length))
  const more = () => {
    if (!response.destroyed) response.write(megabyte, more)
  }
  more()
}

/** Sends a text in pieces. */
const drip = (response: ServerResponse, text: string, size: number): void => {
  if (text.length <= size) {
    response.end(text)
    return
  }
  response.write(text.slice(0, size))
  setTimeout(() => drip(response, text.slice(size), size), 5)
}

/** Serves a script until the scope closes. */
export const scriptedServer = (
  script: (request: Seen) => Scripted,
  port = 0
): Effect.Effect<ScriptedServer, never, Scope.Scope> =>
  Effect.gen(function*() {
    const seen: Seen[] = []
    const worn = new WeakSet<object>()
    let abandoned = 0
    const server = yield* listenOn(port, (request, response) => {
      const chunks: Buffer[] = []
      response.on("close", () => {
        if (!response.writableFinished) abandoned++
      })
      request.on("data", (chunk: Buffer) => chunks.push(chunk))
      request.on("end", () => {
        const text = Buffer.concat(chunks).toString()
        const one = {
          method: request.method ?? "",
          path: request.url ?? "",
          headers: request.headers,
          text
        }
        if (worn.has(request.socket)) {
          request.socket.resetAndDestroy()
          return
        }
        seen.push(one)
        const reply = script(one)
        if (reply === "silence") return
        if (reply === "reset") {
          request.socket.resetAndDestroy()
          return
        }
        const { body = "", cutAt, headers, isEndless, pieces, status = 200, thenClose, thenSilence } = reply
        if (reply.thenNoReuse === true) worn.add(request.socket)
        const sent = typeof body === "string" ? body : JSON.stringify(body)
        if (isEndless === true) {
          response.writeHead(status, headers)
          return flood(response, sent)
        }
        response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(sent) })
        if (cutAt !== undefined) {
          response.write(sent.slice(0, cutAt), () => {
            if (thenSilence !== true) request.socket.destroy()
          })
          return
        }
        if (pieces !== undefined) return drip(response, sent, Math.ceil(sent.length / pieces))
        response.end(sent, () => {
          if (thenClose === true) request.socket.destroySoon()
        })
      })
    })
    const address = server.address() as AddressInfo
    return { url: `http://127.0.0.1:${address.port}`, seen: () => seen, abandoned: () => abandoned }
  })

/** A port on which nothing listens. */
export const freePort: Effect.Effect<number> = Effect.scoped(
  Effect.map(scriptedServer(() => "reset"), ({ url }) => Number(new URL(url).port))
)
