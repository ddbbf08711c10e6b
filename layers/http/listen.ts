/**
 * Opening and closing a server's port.
 */
import { Effect, Schema, type Scope } from "effect"
import { createServer, type RequestListener, type Server } from "node:http"
import type { AddressInfo } from "node:net"

/** The server cannot listen: why, and what to do. */
export class ListenError extends Schema.TaggedError<ListenError>()("ListenError", {
  message: Schema.String
}) {}

const advice: { readonly [code: string]: string } = {
  EADDRINUSE:
    "the port is in use; stop the program that uses it, or choose another port (0 for any free one)",
  EACCES: "this user may not open the port; choose one from 1024",
  EADDRNOTAVAIL:
    "the host is no address of this machine; 127.0.0.1 is this machine only, 0.0.0.0 all its addresses",
  ENOTFOUND: "there is no such host; 127.0.0.1 is this machine only, 0.0.0.0 all its addresses",
  ERR_SOCKET_BAD_PORT: "a port is a number from 0 to 65535"
}

const listen = (server: Server, port: number, host: string) =>
  Effect.async<AddressInfo, ListenError>((resume) => {
    const fail = (error: unknown) => {
      const code = error instanceof Error && "code" in error ? String(error.code) : ""
      const message = `cannot listen on ${host}:${port}: ${advice[code] ?? String(error)}`
      resume(Effect.fail(new ListenError({ message })))
    }
    server.once("error", fail)
    try {
      // Many clients open all their connections at once.
      server.listen({ port, host, backlog: 4096 }, () => {
        server.off("error", fail)
        resume(Effect.succeed(server.address() as AddressInfo))
      })
    } catch (error) {
      fail(error)
    }
  })

const close = (server: Server) =>
  Effect.async<void>((resume) => {
    server.close(() => resume(Effect.void))
    server.closeAllConnections()
  })

/** Listens until the scope closes, and tells the URL. */
export const listening = (
  handler: RequestListener,
  port: number,
  host: string
): Effect.Effect<string, ListenError, Scope.Scope> =>
  Effect.gen(function*() {
    // Clients keep their connections for longer pauses than the five seconds that are usual.
    const server = yield* Effect.acquireRelease(
      Effect.sync(() => createServer({ keepAliveTimeout: 60_000 }, handler)),
      close
    )
    const address = yield* listen(server, port, host)
    return `http://${host.includes(":") ? `[${host}]` : host}:${address.port}`
  })
