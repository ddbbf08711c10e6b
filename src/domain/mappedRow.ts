/**
 * A row of any table, as the fields of an observation.
 */
import { Either } from "effect"
import type { ColumnMap, ColumnRule, LabelReading } from "./ColumnMap.ts"

/** A row by its columns, as a reader of tables gives it. */
export type TableRow = { readonly [column: string]: unknown }

const isStructure = (value: unknown): value is TableRow =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** The column of a name, or the member of a structure by its path. */
const lookUp = (row: TableRow, column: string): Either.Either<unknown, string> => {
  if (column in row) return Either.right(row[column])
  const at = column.lastIndexOf(".")
  const parent = at < 0 ? Either.right(undefined) : lookUp(row, column.slice(0, at))
  const value = Either.isRight(parent) && isStructure(parent.right)
    ? parent.right[column.slice(at + 1)]
    : undefined
  return value === undefined
    ? Either.left(`there is no column ${column}; the columns are ${Object.keys(row).join(", ")}`)
    : Either.right(value)
}

const scalar = (column: string, value: unknown): Either.Either<string, string> => {
  if (typeof value === "string") return Either.right(value)
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") {
    return Either.right(String(value))
  }
  return Either.left(
    value === null || value === undefined ? `the column ${column} is null` : `the column ${column} is no text`
  )
}

const parsedList = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Choices by their keys: letters of a structure, or places of a list; those that are null are left out. */
const choicesOf = (rule: ColumnRule, row: TableRow): Either.Either<ReadonlyMap<string, string>, string> =>
  Either.gen(function*() {
    const [column = ""] = rule.columns
    const values = yield* Either.all(rule.columns.map((name) => lookUp(row, name)))
    const found = values.length > 1 ? values : values[0]
    const value = typeof found === "string" && found.trimStart().startsWith("[") ? parsedList(found) : found
    if (typeof value !== "object" || value === null) {
      return yield* Either.left(
        `the column ${column} is no list of choices: give a list, a structure, or several columns (choices=a+b+c)`
      )
    }
    const texts = new Map<string, string>()
    for (const [key, choice] of Object.entries(value)) {
      if (choice !== null) texts.set(key, (yield* scalar(column, choice)).trim())
    }
    return texts
  })

/** Letters stand for places, unless the choices have keys of their own. */
const byLetter = (choices: ReadonlyMap<string, string>, letter: string): string | undefined =>
  choices.get(letter) ?? choices.get(String(letter.toUpperCase().charCodeAt(0) - "A".charCodeAt(0)))

const labelOf = (
  reading: LabelReading,
  written: string,
  choices: ReadonlyMap<string, string>
): Either.Either<string, string> => {
  const known = (label: string | undefined, among: Iterable<string>) =>
    label === undefined
      ? Either.left(`the label is ${JSON.stringify(written)}, which is none of ${[...among].join(", ")}`)
      : Either.right(label)
  switch (reading._tag) {
    case "AsIs":
      return Either.right(choices.size > 0 ? written.trim() : written)
    case "Values":
      return known(reading.values.get(written), reading.values.keys())
    case "Index":
      return known([...choices.values()][Number(written)], [...choices.keys()])
    case "Letter":
      return known(byLetter(choices, written.trim()), [...choices.keys()])
  }
}

/** The fields of an observation, or what is wrong with the row. */
export const mappedRow = (map: ColumnMap, row: TableRow): Either.Either<TableRow, string> =>
  Either.gen(function*() {
    const rule = map.find(({ field }) => field === "choices")
    const choices = rule === undefined ? new Map<string, string>() : yield* choicesOf(rule, row)
    const fields: { [field: string]: unknown } = {}
    for (const { columns: [column = ""], field, reading } of map) {
      if (field === "choices") {
        fields[field] = [...choices.values()]
        continue
      }
      const text = yield* scalar(column, yield* lookUp(row, column))
      fields[field] = field === "label" ? yield* labelOf(reading, text, choices) : text
    }
    return fields
  })
