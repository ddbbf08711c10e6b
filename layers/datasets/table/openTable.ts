/**
 * The reader of a file, by its ending.
 */
import { extname } from "node:path"
import { unreadable } from "../problem.ts"
import { csv } from "./csv.ts"
import { jsonLines } from "./jsonLines.ts"
import { parquet } from "./parquet.ts"
import type { Table } from "./Table.ts"

const readers: { readonly [ending: string]: (path: string) => Table } = {
  ".jsonl": jsonLines,
  ".csv": (path) => csv(path, ","),
  ".tsv": (path) => csv(path, "\t"),
  ".parquet": parquet
}

/** Whether a name is written like a file of data. */
export const isFileName = (name: string): boolean =>
  /[/\\]/.test(name) || /\.(jsonl|json|csv|parquet|tsv|txt)$/i.test(name)

/** The rows of a file; throws `DatasetError` for an ending that is not known. */
export const openTable = (path: string): Table => {
  const reader = readers[extname(path).toLowerCase()]
  if (reader === undefined) {
    throw unreadable(path, `only ${Object.keys(readers).join(", ")} files can be read (.jsonl is JSON Lines)`)
  }
  return reader(path)
}
