/**
 * What is known of the last run of an experiment: the part of its stored document that a report tells.
 */
import { Option, Schema } from "effect"

const exact = { exact: true } as const

export const RunFacts = Schema.Struct({
  manifest: Schema.Struct({
    /** Name and version of this program. */
    program: Schema.optionalWith(Schema.String, exact),
    commit: Schema.optionalWith(Schema.NullOr(Schema.String), exact),
    node: Schema.optionalWith(Schema.String, exact),
    platform: Schema.optionalWith(Schema.String, exact),
    /** The words of the command line, without secrets. */
    arguments: Schema.optionalWith(Schema.Array(Schema.String), exact),
    server: Schema.optionalWith(
      Schema.NullOr(
        Schema.Struct({ model: Schema.String, sha: Schema.NullOr(Schema.String), version: Schema.String })
      ),
      exact
    ),
    ended: Schema.String
  }),
  durations: Schema.optionalWith(Schema.Struct({ wall: Schema.Number }), exact)
})
export type RunFacts = typeof RunFacts.Type

/** The facts in a stored document; null when no run ended, or when the document tells none. */
export const runFactsOf = (document: Option.Option<unknown>): RunFacts | null =>
  document.pipe(Option.flatMap(Schema.decodeUnknownOption(RunFacts)), Option.getOrNull)
