/**
 * Bodies and replies on the wire.
 */
import type { IncomingMessage, ServerResponse } from "node:http"
import type { HttpReply } from "./route.ts"

/** A parsed body, or why there is none. */
export type Body =
  | { readonly _tag: "Json"; readonly value: unknown }
  | { readonly _tag: "Refused"; readonly status: number; readonly message: string }

const maxBytes = 2_000_000

const refused = (status: number, message: string): Body => ({ _tag: "Refused", status, message })

const tooLong = refused(413, "Failed to buffer the request body: length limit exceeded")
const wrongType = refused(415, "Expected request with `Content-Type: application/json`")

const isJsonType = (type = "") =>
  type === "application/json" || /^application\/(?:[^;]+\+)?json\s*(?:;|$)/i.test(type)

const parse = (text: string): Body => {
  try {
    return { _tag: "Json", value: JSON.parse(text) }
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    return refused(400, `Failed to parse the request body as JSON: ${problem}`)
  }
}

/** Reads a request's body to its end, and gives it to `done`; a client that goes away first gives nothing. */
export const readJson = (request: IncomingMessage, done: (body: Body) => void): void => {
  if (!isJsonType(request.headers["content-type"])) return done(wrongType)
  const chunks: Buffer[] = []
  let bytes = 0
  request.on("data", (chunk: Buffer) => {
    const wasWithin = bytes <= maxBytes
    bytes += chunk.length
    if (bytes <= maxBytes) chunks.push(chunk)
    else if (wasWithin) done(tooLong)
  })
  request.on("end", () => {
    if (bytes > maxBytes) return
    const [first] = chunks
    done(
      parse(chunks.length === 1 && first !== undefined ? first.toString() : Buffer.concat(chunks).toString())
    )
  })
}

/** Sends a reply. */
export const send = (response: ServerResponse, { body, headers, status }: HttpReply): void => {
  const isText = typeof body === "string"
  const text = isText ? body : JSON.stringify(body)
  response.writeHead(status, {
    ...headers,
    "content-type": isText ? "text/plain; charset=utf-8" : "application/json",
    "content-length": Buffer.byteLength(text),
    // What is left of a body that is too long is not worth reading.
    ...(status === 413 ? { connection: "close" } : {})
  })
  response.end(text)
}
