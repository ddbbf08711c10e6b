/**
 * Why a generation failed, in three classes that decide what happens next.
 *
 * - `request`: this prompt cannot be answered. One observation fails; the failure is kept with the server's limit.
 * - `setup`: nothing can be answered (wrong key, route, parameter, a full disk, a used-up budget). The run stops;
 *   nothing is kept.
 * - `transient`: the same request may succeed later. It is retried, and never kept.
 */
import { Schema } from "effect"

/** What follows from an error: see above. */
export const ErrorClass = Schema.Literal("request", "setup", "transient")
export type ErrorClass = typeof ErrorClass.Type

const detail = { message: Schema.String }

/** The prompt, with the room for its answer, is longer than the server's limit (in tokens, where it says so). */
export const ContextOverflow = Schema.TaggedStruct("ContextOverflow", {
  ...detail,
  limit: Schema.NullOr(Schema.Number)
})
/** The server refused this one request as invalid or too large. */
export const InvalidRequest = Schema.TaggedStruct("InvalidRequest", detail)
/** The cache has no answer and there is no server to ask. */
const NotCached = Schema.TaggedStruct("NotCached", detail)
/** The server refused the key (401, 403). */
const Unauthorized = Schema.TaggedStruct("Unauthorized", detail)
/** The server does not know the route, method, model or content type (404, 405, 415, 501). */
const WrongServer = Schema.TaggedStruct("WrongServer", detail)
/** The client cannot send such a request: a chat to a text-only route, or an option that it lacks. */
const Unsupported = Schema.TaggedStruct("Unsupported", detail)
/** The server, or the client for it, cannot tell how likely a given text is. Never kept: another server may. */
const CannotScore = Schema.TaggedStruct("CannotScore", detail)
/** The cache can neither be read nor written. */
const CacheFailed = Schema.TaggedStruct("CacheFailed", detail)
/** No connection within the time that the user allows. */
const GaveUp = Schema.TaggedStruct("GaveUp", detail)
/** Nothing new is sent: the run has used what it may. */
const BudgetReached = Schema.TaggedStruct("BudgetReached", detail)
/**
 * No reply. In the phase `connect` (the default) nothing was sent: refused, name not found, timed out. In the phase
 * `exchange` the connection broke after that: reset, closed, silent for too long.
 */
const Unreachable = Schema.TaggedStruct("Unreachable", {
  ...detail,
  phase: Schema.optionalWith(Schema.Literal("connect", "exchange"), { exact: true })
})
/** The server asks to come back later (429, 503), in `retryAfterMillis` if it says so. */
const Overloaded = Schema.TaggedStruct("Overloaded", {
  ...detail,
  retryAfterMillis: Schema.NullOr(Schema.Number)
})
/** The server failed (5xx, 424). */
const ServerFailure = Schema.TaggedStruct("ServerFailure", { ...detail, status: Schema.Number })
/** The reply is not what the API promises: cut short, HTML, a wrong shape. */
const UnreadableReply = Schema.TaggedStruct("UnreadableReply", detail)

/** Why a generation failed; `_tag` decides the class, and `message` is for people. */
export const GenerateErrorReason = Schema.Union(
  ContextOverflow,
  InvalidRequest,
  NotCached,
  Unauthorized,
  WrongServer,
  Unsupported,
  CannotScore,
  CacheFailed,
  GaveUp,
  BudgetReached,
  Unreachable,
  Overloaded,
  ServerFailure,
  UnreadableReply
)
export type GenerateErrorReason = typeof GenerateErrorReason.Type

const classes: { readonly [Tag in GenerateErrorReason["_tag"]]: ErrorClass } = {
  ContextOverflow: "request",
  InvalidRequest: "request",
  NotCached: "request",
  Unauthorized: "setup",
  WrongServer: "setup",
  Unsupported: "setup",
  CannotScore: "request",
  CacheFailed: "setup",
  GaveUp: "setup",
  BudgetReached: "setup",
  Unreachable: "transient",
  Overloaded: "transient",
  ServerFailure: "transient",
  UnreadableReply: "transient"
}

/** The one error of `Inference`. */
export class GenerateError extends Schema.TaggedError<GenerateError>()("GenerateError", {
  reason: GenerateErrorReason
}) {
  /** What follows from the error: fail the observation, stop the run, or try again. */
  get class(): ErrorClass {
    return classes[this.reason._tag]
  }

  override get message(): string {
    return this.reason.message
  }
}

/** A `GenerateError` from its reason. */
export const generateError = (reason: GenerateErrorReason): GenerateError => new GenerateError({ reason })
