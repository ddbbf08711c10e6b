/**
 * A user's own file. It has one split, which is taken for whichever is asked for.
 */
import { Effect } from "effect"
import { basename, extname } from "node:path"
import { type Dataset, DatasetError } from "../../src/storage/Datasets.ts"
import type { DatasetSource } from "./DatasetSource.ts"
import { readJsonLines } from "./JsonLines.ts"

const open = Effect.fnUntraced(function*(path: string) {
  if (extname(path).toLowerCase() !== ".jsonl") {
    return yield* new DatasetError({
      reason: "Unreadable",
      message: `${path}: only .jsonl files (JSON Lines) can be read`
    })
  }
  const { category, rows, sha256 } = yield* readJsonLines(path)
  const dataset: Dataset = {
    name: basename(path),
    category,
    sha256,
    size: rows.length,
    row: (idx) => Effect.succeed(rows[idx]!)
  }
  return dataset
})

/** Everything that is written like a path. */
export const files: DatasetSource = {
  names: [],
  has: (name) => /[/\\]/.test(name) || /\.(jsonl|json|csv|parquet|tsv|txt)$/i.test(name),
  open: (path) => open(path)
}
