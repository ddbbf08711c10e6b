/**
 * What is wrong with a grid, and where in its file.
 */
import { Schema } from "effect"

/** Keys and places from the top of the file, such as `["models", 0, "endpoint"]`. */
export const GridPath = Schema.Array(Schema.Union(Schema.String, Schema.Number))
export type GridPath = typeof GridPath.Type

export const GridProblem = Schema.Struct({ path: GridPath, message: Schema.String })
export type GridProblem = typeof GridProblem.Type

/** `models[0].endpoint`; `the grid` at the top. */
export const showPath = (path: GridPath): string =>
  path.length === 0
    ? "the grid"
    : path.map((part, i) => typeof part === "number" ? `[${part}]` : i === 0 ? part : `.${part}`).join("")

/** A grid that cannot be used: every problem, one a line. */
export class GridError extends Schema.TaggedError<GridError>()("GridError", {
  problems: Schema.NonEmptyArray(GridProblem)
}) {
  override get message(): string {
    return this.problems.map(({ message, path }) => `${showPath(path)}: ${message}`).join("\n")
  }
}

/** Several parts of a grid may find the same. */
export const uniqueProblems = (problems: readonly GridProblem[]): readonly GridProblem[] => [
  ...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()
]
