/**
 * What a route of the simulated server is, without the sockets.
 */

/** A reply; a body that is no text is sent as JSON. */
export interface HttpReply {
  readonly status: number
  readonly headers?: { readonly [name: string]: string }
  readonly body: unknown
}

/** A reply that takes the time of a generation. */
export interface PendingReply {
  /** How many prompts it answers, all at the same time. */
  readonly generations: number
  /** Makes the reply when the time is over, given the milliseconds that it took and the time of day. */
  readonly finish: (elapsed: number, now: number) => HttpReply
}

/** A route whose reply is always the same. */
export interface FixedRoute {
  readonly method: "GET"
  readonly reply: HttpReply
}

/** A route that answers bodies. */
export interface AnsweringRoute {
  readonly method: "POST"
  /** The reply to the parsed body. */
  readonly handle: (body: unknown) => HttpReply | PendingReply
  /** The API's reply to a body that is not even JSON. */
  readonly refuse: (status: number, message: string) => HttpReply
}

export type Route = FixedRoute | AnsweringRoute

/** Routes by path; a path may have one for each method. */
export interface Routes {
  readonly [path: string]: readonly Route[]
}

/** A value with members, as JSON has them. */
export type JsonObject = { readonly [name: string]: unknown }

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value)

export const isText = (value: unknown): value is string => typeof value === "string"

export const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every(isText)

/** The first option that asks for what is not simulated; each may be absent, null, or as it usually is. */
export const unsimulated = (body: JsonObject, usual: JsonObject): string | undefined =>
  Object.keys(usual).find((name) => {
    const value = body[name] ?? usual[name]
    return value !== usual[name]
  })
