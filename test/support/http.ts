/**
 * Plain HTTP for tests of servers.
 */
import { Effect } from "effect"
import { request } from "undici"

export interface PlainReply {
  readonly status: number
  readonly header: (name: string) => string | undefined
  readonly text: string
  /** The body as JSON; a test that reads it expects JSON. */
  readonly json: unknown
}

const jsonOrNull = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Sends a request; a body that is no text is sent as JSON. */
export const send = (
  method: string,
  url: string,
  body?: unknown,
  headers: { readonly [name: string]: string } = { "content-type": "application/json" }
): Effect.Effect<PlainReply> =>
  Effect.promise(async (signal) => {
    const sent = body === undefined ? null : typeof body === "string" ? body : JSON.stringify(body)
    const reply = await request(url, { method, body: sent, headers: { ...headers }, signal })
    const text = await reply.body.text()
    return {
      status: reply.statusCode,
      header: (name) => reply.headers[name]?.toString(),
      text,
      json: jsonOrNull(text)
    }
  })

export { eventually } from "../../layers/testing/eventually.ts"
