/**
 * The tools of a client for an HTTP server: connections, errors by status, and replies against a schema.
 *
 * Every client of this package is built on them. What a client has to add is its server's own routes and refusals.
 */
export { replyDecoder } from "./http/decode.ts"
export type { Reply } from "./http/exchange.ts"
export { numberIn, withoutStop } from "./http/reply.ts"
export type { Credentials } from "./http/secrets.ts"
export { errorBody, type Members, messageOf, statusError } from "./http/status.ts"
export { makeTransport, type Transport, type TransportOptions } from "./http/Transport.ts"
