/**
 * JSON Lines whose rows are observations: users' files and the built-in samples.
 */
import { Effect, Either, ParseResult } from "effect"
import { createHash } from "node:crypto"
import { readFile } from "node:fs/promises"
import { categoryOf } from "../../src/category/categories.ts"
import type { CategoryName, Observation } from "../../src/domain/Observation.ts"
import { DatasetError } from "../../src/storage/Datasets.ts"

/** The observations of a file, with their category and the digest of its bytes. */
export interface JsonLines {
  readonly category: CategoryName
  readonly sha256: string
  readonly rows: readonly Observation[]
}

/** The field that only one category has. */
const telling: readonly (readonly [field: string, category: CategoryName])[] = [
  ["choices", "multi-choice"],
  ["hypothesis", "entailment"],
  ["text", "sentiment"]
]

const shapes =
  "sentiment rows have text and label (positive, negative); multi-choice rows have paragraph, question, "
  + "choices and label (one of the choices); entailment rows have paragraph, hypothesis and label (yes, no)"

const invalid = (message: string) => Either.left(new DatasetError({ reason: "Invalid", message }))

const parse = (path: string, line: string, number: number): Either.Either<object, DatasetError> => {
  try {
    const row: unknown = JSON.parse(line)
    return typeof row === "object" && row !== null && !Array.isArray(row)
      ? Either.right(row)
      : invalid(`${path} line ${number}: a row must be a JSON object; ${shapes}`)
  } catch (error) {
    return invalid(`${path} line ${number}: not JSON (${error instanceof Error ? error.message : error})`)
  }
}

const categoryOfRow = (
  path: string,
  row: object,
  number: number
): Either.Either<CategoryName, DatasetError> => {
  const found = telling.find(([field]) => field in row)
  return found === undefined
    ? invalid(`${path} line ${number}: the fields ${Object.keys(row).join(", ")} fit no category; ${shapes}`)
    : Either.right(found[1])
}

const explain = (error: ParseResult.ParseError) =>
  ParseResult.ArrayFormatter.formatErrorSync(error)
    .map(({ message, path }) => path.length === 0 ? message : `${path.join(".")}: ${message}`)
    .join("; ")

const decode = (path: string, content: string) =>
  Either.gen(function*() {
    const lines = content.replace(/^\uFEFF/, "").split(/\r?\n/)
      .map((text, i) => ({ text, number: i + 1 }))
      .filter(({ text }) => text.trim() !== "")
    const [first] = lines
    if (first === undefined) return yield* invalid(`${path}: there are no rows`)
    const category = yield* categoryOfRow(path, yield* parse(path, first.text, first.number), first.number)
    const { decode: toObservation } = categoryOf(category)
    const rows: Observation[] = []
    for (const { number, text } of lines) {
      const row = yield* parse(path, text, number)
      rows.push(
        yield* Either.mapLeft(
          toObservation({ ...row, idx: rows.length }),
          (error) =>
            new DatasetError({
              reason: "Invalid",
              message: `${path} line ${number} is no ${category} row: ${explain(error)}`
            })
        )
      )
    }
    return { category, rows }
  })

/** Reads and checks a whole file; the first bad line is named. */
export const readJsonLines = Effect.fnUntraced(function*(path: string) {
  const bytes = yield* Effect.tryPromise({
    try: () => readFile(path),
    catch: (cause) => {
      const isMissing = cause instanceof Error && "code" in cause && cause.code === "ENOENT"
      return new DatasetError({
        reason: isMissing ? "Missing" : "Unreadable",
        message: isMissing
          ? `${path}: there is no such file`
          : `${path}: ${cause instanceof Error ? cause.message : cause}`
      })
    }
  })
  const { category, rows } = yield* decode(path, bytes.toString("utf8"))
  const file: JsonLines = { category, rows, sha256: createHash("sha256").update(bytes).digest("hex") }
  return file
})
