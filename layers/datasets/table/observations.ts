/**
 * From the rows of a table to observations of one category; the first bad row is named.
 */
import { Either, ParseResult } from "effect"
import { categoryOf } from "../../../src/category/categories.ts"
import type { DatasetReading } from "../../../src/domain/DatasetReading.ts"
import { mappedRow, type TableRow } from "../../../src/domain/mappedRow.ts"
import type { CategoryName, Observation } from "../../../src/domain/Observation.ts"
import type { DatasetError } from "../../../src/storage/Datasets.ts"
import { invalid } from "../problem.ts"
import { categoryOfRow, shapes } from "./categoryOfRow.ts"
import type { PlacedRow } from "./Table.ts"

const explain = (error: ParseResult.ParseError) =>
  ParseResult.ArrayFormatter.formatErrorSync(error)
    .map(({ message, path }) => path.length === 0 ? message : `${path.join(".")}: ${message}`)
    .join("; ")

/** What helps with a label that is no text, as in most tables of other people. */
const labelAdvice = ({ label }: TableRow): string =>
  typeof label === "number" || typeof label === "bigint"
    ? "; for labels that are numbers give their meaning: --map text=text,label=label:{0:negative,1:positive}"
    : ""

/** Turns the rows of one file into observations, numbered from 0. */
export interface ObservationReader {
  /** The category; null before the first row, unless the user said it. */
  readonly category: () => CategoryName | null
  readonly read: (placed: PlacedRow) => Either.Either<Observation, DatasetError>
}

/** Makes a reader for the rows of one file or split. */
export const observationReader = (
  file: string,
  { category: wanted, map }: DatasetReading
): ObservationReader => {
  let category = wanted ?? null
  let idx = 0

  const mapped = (where: string, row: TableRow) =>
    map === undefined
      ? Either.right(row)
      : Either.mapLeft(mappedRow(map, row), (problem) => invalid(`${file} ${where}: ${problem}`))

  const tell = (where: string, row: TableRow): Either.Either<CategoryName, DatasetError> => {
    category ??= categoryOfRow(row)
    const advice = map === undefined ? "; --map text=COLUMN,label=COLUMN names others" : ""
    return Either.fromNullable(
      category,
      () =>
        invalid(
          `${file} ${where}: the fields ${Object.keys(row).join(", ")} fit no category; ${shapes}${advice}`
        )
    )
  }

  const read = ({ row: written, where }: PlacedRow) =>
    Either.gen(function*() {
      const row = yield* mapped(where, written)
      const name = yield* tell(where, row)
      const observation = yield* Either.mapLeft(
        categoryOf(name).decode({ ...row, idx }),
        (error) => invalid(`${file} ${where} is no ${name} row: ${explain(error)}${labelAdvice(row)}`)
      )
      idx += 1
      return observation
    })

  return { category: () => category, read }
}
