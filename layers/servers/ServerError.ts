/**
 * What can go wrong with an inference server that one starts oneself.
 */
import { Schema } from "effect"

export class ServerError extends Schema.TaggedError<ServerError>()("ServerError", {
  reason: Schema.Literal(
    /** Its command cannot be started. */
    "NotStarted",
    /** It was not ready in time. */
    "NotReady",
    /** Its process ended. */
    "Died",
    /** Its process is there, and does not answer. */
    "Hung"
  ),
  message: Schema.String
}) {}
