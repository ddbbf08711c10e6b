/**
 * JSON Lines: one object a line; empty lines count as lines and hold nothing.
 */
import { createReadStream } from "node:fs"
import { createInterface } from "node:readline"
import type { TableRow } from "../../../src/domain/mappedRow.ts"
import { invalid, messageOf } from "../problem.ts"
import { shapes } from "./categoryOfRow.ts"
import type { Table } from "./Table.ts"

const parse = (path: string, where: string, line: string): TableRow => {
  let row: unknown
  try {
    row = JSON.parse(line)
  } catch (error) {
    throw invalid(`${path} ${where}: not JSON (${messageOf(error)})`)
  }
  if (typeof row !== "object" || row === null || Array.isArray(row)) {
    throw invalid(`${path} ${where}: a row must be a JSON object; ${shapes}`)
  }
  return row as TableRow
}

/** The rows of a file. */
export async function* jsonLines(path: string): Table {
  const lines = createInterface({ input: createReadStream(path, "utf8"), crlfDelay: Infinity })
  let number = 0
  for await (const text of lines) {
    number += 1
    const line = number === 1 ? text.replace(/^\uFEFF/, "") : text
    if (line.trim() === "") continue
    const where = `line ${number}`
    yield { where, row: parse(path, where, line) }
  }
}
