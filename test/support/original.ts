/**
 * Files in the format of the Python original, with texts of our own.
 */
import { Effect } from "effect"
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { rawSqlite } from "./rawSqlite.ts"

type Value = string | number | null

const quote = (value: Value): string =>
  value === null ? "NULL" : typeof value === "number" ? String(value) : `'${value.replaceAll("'", "''")}'`

const columns: { readonly [table: string]: readonly string[] } = {
  Classify: [],
  Answerable: ["ability_prompt", "ability_answer", "ability", "introspect"],
  Counterfactual: [],
  Redacted: [],
  importance: []
}
const explaining = [
  ...["explain_prompt", "explain_answer", "explain"],
  ...["explain_predict_prompt", "explain_predict_answer", "explain_predict", "faithful"]
]
const columnsOf = (table: string): readonly string[] => [
  ...["debug", "label", "duration", "predict_prompt", "predict_answer", "predict", "correct"],
  ...(["Counterfactual", "Redacted", "importance"].includes(table) ? explaining : columns[table]!)
]
const typeOf = (column: string) =>
  column === "duration" ? "REAL" : ["correct", "introspect", "faithful"].includes(column) ? "INTEGER" : "TEXT"

export interface OriginalFiles {
  /** The original's id. */
  readonly id: string
  readonly table: "Classify" | "Answerable" | "Counterfactual" | "Redacted" | "importance"
  readonly rows: readonly { readonly [column: string]: Value }[]
  /** Prompt as sent -> answer and duration; null for a failed one. */
  readonly cache?: readonly (readonly [prompt: string, response: string | null, duration: number | null])[]
  readonly document?: unknown
}

const splitOfTest = 2

/** Writes one experiment under a persistent directory of the original; every row is of the test split. */
export const writeOriginal = ({ cache, document, id, rows, table }: OriginalFiles, folder: string) =>
  Effect.scoped(Effect.gen(function*() {
    const analysis = join(folder, "results", "analysis")
    mkdirSync(analysis, { recursive: true })
    const { execute } = yield* rawSqlite(join(analysis, `${id}.sqlite`))
    const own = columnsOf(table)
    execute(
      `CREATE TABLE ${table} (id INTEGER NOT NULL PRIMARY KEY, idx INTEGER NOT NULL, split INTEGER NOT NULL,
      ${own.map((column) => `${column} ${typeOf(column)}`).join(", ")}, error BLOB, traceback TEXT) STRICT`
    )
    for (const row of rows) {
      const { error, ...texts } = row
      const all: { readonly [column: string]: Value } = {
        id: Number(texts["idx"]) * 3 + splitOfTest,
        split: splitOfTest,
        ...texts
      }
      const names = [...Object.keys(all), ...(error === undefined ? [] : ["error"])]
      const values = [...Object.values(all).map(quote), ...(error === undefined ? [] : ["x'80049500'"])]
      execute(`INSERT INTO ${table} (${names.join(", ")}) VALUES (${values.join(", ")})`)
    }
    if (cache !== undefined) {
      mkdirSync(join(folder, "database"), { recursive: true })
      const database = yield* rawSqlite(join(folder, "database", `${id}.sqlite`))
      database.execute(
        `CREATE TABLE Cache (prompt TEXT NOT NULL PRIMARY KEY, response TEXT, duration REAL, error BLOB,
        traceback TEXT) STRICT, WITHOUT ROWID`
      )
      for (const [prompt, response, duration] of cache) {
        const failed = response === null ? ["x'80049500'", quote("Traceback")] : ["NULL", "NULL"]
        database.execute(
          `INSERT INTO Cache VALUES (${
            [quote(prompt), quote(response), quote(duration), ...failed].join(", ")
          })`
        )
      }
    }
    if (document !== undefined) writeFileSync(join(analysis, `${id}.json`), JSON.stringify(document))
  }))

/** A message in the chat format of Llama 2. */
export const asked = (message: string): string => `<s>[INST] ${message} [/INST]`

/** A message as the original writes them: a request, and the paragraph last. */
export const message = (request: string, paragraph: string): string => `${request}\n\nParagraph: ${paragraph}`
