/**
 * What a schema has against some data, in words: unknown keys and names with what is near, and everything with what is
 * allowed.
 */
import { ParseResult, type SchemaAST } from "effect"
import { didYouMean } from "../domain/nearest.ts"
import type { GridPath, GridProblem } from "./GridError.ts"

const toList = <A>(value: A | readonly A[]): readonly A[] =>
  Array.isArray(value) ? value as readonly A[] : [value as A]

const keysOf = (ast: SchemaAST.AST): readonly string[] =>
  ast._tag === "TypeLiteral" ? ast.propertySignatures.map(({ name }) => String(name)) : []

/** The words that are allowed, where the schema is nothing but some of them. */
const wordsOf = (ast: SchemaAST.AST): readonly string[] | null => {
  if (ast._tag === "Literal") return [String(ast.literal)]
  if (ast._tag !== "Union") return null
  const words = ast.types.map(wordsOf)
  return words.every((word) => word !== null) ? words.flat() : null
}

const kindOf = (ast: SchemaAST.AST): string => {
  switch (ast._tag) {
    case "TupleType":
      return "a list"
    case "TypeLiteral":
      return "an object of keys and values"
    case "StringKeyword":
      return "a text"
    case "NumberKeyword":
      return "a number"
    case "BooleanKeyword":
      return "true or false"
    case "Union":
      return [...new Set(ast.types.map(kindOf))].join(" or ")
    case "Refinement":
    case "Transformation":
      return kindOf(ast.from)
    case "Literal":
      return JSON.stringify(ast.literal)
    default:
      return String(ast)
  }
}

const show = (value: unknown): string => {
  if (Array.isArray(value)) return "a list"
  return typeof value === "object" && value !== null ? "an object" : JSON.stringify(value) ?? "nothing"
}

const wrongType = (ast: SchemaAST.AST, actual: unknown): string => {
  const words = wordsOf(ast)
  if (words === null) return `must be ${kindOf(ast)}, and is ${show(actual)}`
  const near = typeof actual === "string" ? didYouMean(actual, words) : ""
  return `${show(actual)} is none of ${words.join(", ")}${near}`
}

const unknownKey = (key: string, allowed: readonly string[]): string =>
  `unknown key${didYouMean(key, allowed)}; allowed are ${allowed.join(", ")}`

/** Of the members of a union, the one that the data is most like: it was let in furthest. */
const likeliest = (
  ast: SchemaAST.Union,
  { actual, issues }: ParseResult.Composite,
  path: GridPath
): readonly GridProblem[] => {
  const close = toList(issues).find((issue) => !isOfOtherType(issue))
  return close === undefined ? [{ path, message: wrongType(ast, actual) }] : problemsOf(close, path)
}

const isOfOtherType = (issue: ParseResult.ParseIssue): boolean => {
  if (issue._tag === "Type") return true
  return (issue._tag === "Refinement" || issue._tag === "Transformation") && issue.kind === "From"
    && isOfOtherType(issue.issue)
}

/** Every problem of a schema's issue, each with the place in the data. */
export const problemsOf = (
  issue: ParseResult.ParseIssue,
  path: GridPath = [],
  allowed: readonly string[] = []
): readonly GridProblem[] => {
  switch (issue._tag) {
    case "Pointer": {
      const parts = toList(issue.path).map((part) => typeof part === "number" ? part : String(part))
      return problemsOf(issue.issue, [...path, ...parts], allowed)
    }
    case "Composite":
      return issue.ast._tag === "Union"
        ? likeliest(issue.ast, issue, path)
        : toList(issue.issues).flatMap((inner) => problemsOf(inner, path, keysOf(issue.ast)))
    case "Refinement":
    case "Transformation":
      return issue.kind === "From" && issue.issue._tag !== "Type"
        ? problemsOf(issue.issue, path, allowed)
        : [{ path, message: refused(issue) }]
    case "Unexpected":
      return [{ path, message: unknownKey(String(path.at(-1)), allowed) }]
    case "Missing":
      return typeof path.at(-1) === "number"
        ? [{ path: path.slice(0, -1), message: "must have at least one" }]
        : [{ path, message: "is missing" }]
    case "Type":
      return [{ path, message: wrongType(issue.ast, issue.actual) }]
    case "Forbidden":
      return [{ path, message: ParseResult.TreeFormatter.formatIssueSync(issue) }]
  }
}

/** The message that the schema itself has, or else the kind of value that it wants. */
const refused = (issue: ParseResult.Refinement | ParseResult.Transformation): string => {
  if (issue.kind === "From") return wrongType(issue.ast, issue.actual)
  return `${ParseResult.TreeFormatter.formatIssueSync(issue).split("\n").at(-1)?.replace(/^[\s└├─│]+/, "")}`
}
