/**
 * An HTTP server that answers as a test says, good and bad.
 */
import { Effect, type Scope } from "effect"
import { createServer, type IncomingHttpHeaders } from "node:http"
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
    /** Only so many bytes are sent of the body that was promised. */
    readonly cutAt?: number
  }
  | "reset"
  | "silence"

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

/** Serves a script until the scope closes. */
export const scriptedServer = (
  script: (request: Seen) => Scripted,
  port = 0
): Effect.Effect<ScriptedServer, never, Scope.Scope> =>
  Effect.gen(function*() {
    const seen: Seen[] = []
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
        seen.push(one)
        const reply = script(one)
        if (reply === "silence") return
        if (reply === "reset") {
          request.socket.resetAndDestroy()
          return
        }
        const { body = "", cutAt, headers, status = 200, thenClose } = reply
        const sent = typeof body === "string" ? body : JSON.stringify(body)
        response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(sent) })
        if (cutAt !== undefined) {
          response.write(sent.slice(0, cutAt), () => request.socket.destroy())
          return
        }
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
