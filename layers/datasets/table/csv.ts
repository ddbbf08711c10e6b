/**
 * CSV and TSV files with a line of column names.
 */
import { createReadStream } from "node:fs"
import { pipeline } from "node:stream"
import { invalid, messageOf } from "../problem.ts"
import type { Table } from "./Table.ts"

/** A list of choices in one cell is written as JSON. */
const cellOf = (column: string, text: string): unknown => {
  if (column !== "choices" || !text.trimStart().startsWith("[")) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** The rows of a file, every cell a text. */
export async function* csv(path: string, delimiter: string): Table {
  const { parse } = await import("csv-parse")
  const parser = parse({ bom: true, columns: true, delimiter, skip_empty_lines: true, info: true })
  // What is wrong with the file ends the parser too, and is told to whoever reads from that.
  pipeline(createReadStream(path), parser, () => {})
  const records: AsyncIterable<{
    readonly info: { readonly lines: number }
    readonly record: { readonly [column: string]: string }
  }> = parser
  let number = 0
  try {
    for await (const { info, record } of records) {
      number += 1
      const cells = Object.entries(record).map(([column, text]) => [column, cellOf(column, text)] as const)
      yield { where: `row ${number} (line ${info.lines})`, row: Object.fromEntries(cells) }
    }
  } catch (error) {
    const isParser = error instanceof Error && "code" in error && String(error.code).startsWith("CSV_")
    throw isParser ? invalid(`${path}: not CSV with a line of column names (${messageOf(error)})`) : error
  }
}
