/**
 * The built-in samples: small data sets written for this project, the same rows for every split.
 */
import { Effect } from "effect"
import { createRequire } from "node:module"
import type { Dataset } from "../../src/storage/Datasets.ts"
import { builtIn, type DatasetSource } from "./DatasetSource.ts"
import { readFile } from "./table/readFile.ts"

const prefix = "sample-"
const categories = ["sentiment", "multi-choice", "entailment"]
const names = categories.map((category) => `${prefix}${category}`)

/** The file travels with the package, wherever the code that reads it was bundled to. */
const pathOf = (name: string) =>
  createRequire(import.meta.url).resolve(`llm-introspect/samples/${name.slice(prefix.length)}.jsonl`)

/** `sample-sentiment`, `sample-multi-choice` and `sample-entailment`. */
export const sample: DatasetSource = builtIn({
  names,
  has: (name) => names.includes(name),
  open: (name) =>
    Effect.map(readFile(pathOf(name)), ({ category, rows }): Dataset => ({
      name,
      category,
      sha256: null,
      size: rows.length,
      row: (idx) => Effect.succeed(rows[idx]!)
    }))
})
