/**
 * Reading a grid from a user's data.
 */
import { Either, Schema } from "effect"
import { Grid } from "./Grid.ts"
import { GridError } from "./GridError.ts"
import { problemsOf } from "./schemaProblems.ts"

const decode = Schema.decodeUnknownEither(Grid, { errors: "all", onExcessProperty: "error" })

/** A grid from parsed YAML or JSON, or everything that is wrong with how it is written. */
export const decodeGrid = (data: unknown): Either.Either<Grid, GridError> =>
  Either.mapLeft(decode(data), ({ issue, message }) => {
    const [first = { path: [], message }, ...rest] = problemsOf(issue)
    return new GridError({ problems: [first, ...rest] })
  })
