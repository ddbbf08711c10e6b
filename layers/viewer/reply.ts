/**
 * Replies in JSON, and how errors become replies.
 */
import { HttpServerRequest, HttpServerResponse } from "@effect/platform"
import { Effect, type ParseResult, Schema } from "effect"
import { digestText } from "../../src/domain/Digest.ts"

/** There is nothing by this name. */
export class NotThere extends Schema.TaggedError<NotThere>()("NotThere", { message: Schema.String }) {}

/** Says what is wrong, as JSON. */
export const sendProblem = (status: number, message: string) =>
  HttpServerResponse.unsafeJson({ message }, { status, headers: { "cache-control": "no-store" } })

/** A value that may be another one the next time. */
export const sendFresh = <A, I>(schema: Schema.Schema<A, I>) => {
  const encode = Schema.encode(schema)
  return (value: A): Effect.Effect<HttpServerResponse.HttpServerResponse, ParseResult.ParseError> =>
    Effect.map(
      encode(value),
      (json) => HttpServerResponse.unsafeJson(json, { headers: { "cache-control": "no-store" } })
    )
}

/** A value that stays the same as long as a mark does: it is not even made for a browser that has it. */
export const sendMarked = <A, I>(schema: Schema.Schema<A, I>) => {
  const encode = Schema.encode(schema)
  return <E, R>(mark: string, make: Effect.Effect<A, E, R>) =>
    Effect.gen(function*() {
      const { headers, url } = yield* HttpServerRequest.HttpServerRequest
      const etag = `"${digestText(`${url}\n${mark}`).slice(0, 32)}"`
      const caching = { etag, "cache-control": "no-cache" }
      return headers["if-none-match"] === etag
        ? HttpServerResponse.empty({ status: 304, headers: caching })
        : HttpServerResponse.unsafeJson(yield* Effect.flatMap(make, encode), { headers: caching })
    })
}

/** An id is the name of a file, never a way through folders. */
const Id = Schema.String.pipe(
  Schema.pattern(/^(?!\.)[^/\\\0]+$/, { message: () => "this is no id of an experiment" })
)
const Idx = Schema.NumberFromString.pipe(Schema.int(), Schema.nonNegative())

/** What the paths of requests name. */
export const path = {
  experiment: Schema.Struct({ id: Id }),
  observation: Schema.Struct({ id: Id, idx: Idx }),
  comparison: Schema.Struct({ one: Id, other: Id }),
  comparedObservation: Schema.Struct({ one: Id, other: Id, idx: Idx })
}
