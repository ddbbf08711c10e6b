/**
 * Whether a server is ready, and where it may listen.
 */
import { Effect } from "effect"
import { once } from "node:events"
import { createServer } from "node:net"
import { request } from "undici"

const patience = 5_000

/** Whether a URL answers 200 now; any other answer, and none, is no. */
export const isHealthy = (url: string): Effect.Effect<boolean> =>
  Effect.promise((signal) =>
    request(url, { signal, headersTimeout: patience, bodyTimeout: patience }).then(
      async ({ body, statusCode }) => {
        await body.dump()
        return statusCode === 200
      },
      () => false
    )
  )

/** A port of this machine on which nothing listens. */
export const freePort: Effect.Effect<number> = Effect.promise(async () => {
  const server = createServer().listen(0)
  await once(server, "listening")
  const address = server.address()
  server.close()
  await once(server, "close")
  return typeof address === "object" && address !== null ? address.port : 0
})
