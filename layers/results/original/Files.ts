/**
 * The files of the Python original under its persistent directory, only ever read: `results/analysis/ID.sqlite` with
 * `ID.json` beside it, and the answers in `database/ID.sqlite`. Pickled errors are left alone.
 */
import { Effect, Option, type Scope } from "effect"
import { access, readdir } from "node:fs/promises"
import { join } from "node:path"
import type { TaskName } from "../../../src/domain/Variation.ts"
import type {
  OriginalAnswer,
  OriginalRow,
  OriginalSource
} from "../../../src/experiment/original/OriginalSource.ts"
import { StorageError } from "../../../src/storage/StorageError.ts"
import type { Database } from "../../sqlite/Database.ts"
import { openReadOnly } from "../../sqlite/open.ts"
import { readDocument } from "../sqlite/document.ts"

/** Each task's table. */
const tables: { readonly [table: string]: TaskName } = {
  Classify: "classify",
  Answerable: "answerable",
  Counterfactual: "counterfactual",
  Redacted: "redacted",
  importance: "importance"
}

type Row = { readonly [column: string]: unknown }

const textOf = (value: unknown): string | null => typeof value === "string" ? value : null
const numberOf = (value: unknown): number | null => typeof value === "number" ? value : null

const toRow = (row: Row): OriginalRow => ({
  idx: Number(row["idx"]),
  split: Number(row["split"]),
  label: textOf(row["label"]),
  duration: numberOf(row["duration"]),
  text: (column) => textOf(row[column]),
  flag: (column) => {
    const value = numberOf(row[column])
    return value === null ? null : value !== 0
  },
  traceback: row["error"] === null ? null : textOf(row["traceback"]) ?? "an error without a text"
})

const answerColumns =
  "SELECT prompt, response, duration FROM Cache WHERE error IS NULL AND response IS NOT NULL"

const toAnswer = (row: Row): OriginalAnswer => ({
  prompt: String(row["prompt"]),
  response: String(row["response"]),
  duration: numberOf(row["duration"]) ?? 0
})

const exists = (path: string) => Effect.promise(() => access(path).then(() => true, () => false))

const answersOf = (
  database: Option.Option<Database>
): Pick<OriginalSource, "answer" | "answers" | "hasAnswers"> =>
  Option.match(database, {
    onNone: () => ({
      hasAnswers: false,
      answer: () => Effect.succeed(null),
      answers: () => Effect.succeed([])
    }),
    onSome: ({ run }) => ({
      hasAnswers: true,
      answer: (prompt) =>
        Effect.map(
          run(`${answerColumns} AND prompt = ?`, [prompt]),
          ([row]) => row === undefined ? null : toAnswer(row)
        ),
      answers: (after, size) =>
        Effect.map(
          run(`${answerColumns} AND prompt > ? ORDER BY prompt LIMIT ?`, [after, size]),
          (rows) => rows.map(toAnswer)
        )
    })
  })

/** The table of the results; none in a file of ours, or of anybody else. */
const tableOf = ({ run }: Database) =>
  Effect.map(
    run("SELECT name FROM sqlite_master WHERE type = 'table'"),
    (rows) => rows.map(({ name }) => String(name)).find((name) => Object.hasOwn(tables, name))
  )

const openOne = Effect.fnUntraced(function*(folder: string, id: string) {
  const location = join(folder, "results", "analysis", `${id}.sqlite`)
  const database = yield* openReadOnly(location)
  const table = yield* tableOf(database)
  if (table === undefined) return Option.none()
  const cacheFile = join(folder, "database", `${id}.sqlite`)
  const cache = (yield* exists(cacheFile)) ? Option.some(yield* openReadOnly(cacheFile)) : Option.none()
  const source: OriginalSource = {
    id,
    location,
    task: tables[table]!,
    document: Option.getOrNull(yield* readDocument(join(folder, "results", "analysis", `${id}.json`))),
    rows: (after, size) =>
      Effect.map(
        database.run(`SELECT * FROM ${table} WHERE idx > ? ORDER BY idx LIMIT ?`, [after, size]),
        (rows) => rows.map(toRow)
      ),
    ...answersOf(cache)
  }
  return Option.some(source)
})

/** The experiments' names, sorted; fails when the folder is none of the original's. */
export const originalIds = (folder: string): Effect.Effect<readonly string[], StorageError> =>
  Effect.map(
    Effect.tryPromise({
      try: () => readdir(join(folder, "results", "analysis")),
      catch: () =>
        new StorageError({
          reason: "Failed",
          location: folder,
          message: `${folder}: there is no results/analysis in it; name the original's persistent directory`
        })
    }),
    (names) =>
      names.filter((name) => name.endsWith(".sqlite")).map((name) => name.slice(0, -".sqlite".length))
        .toSorted()
  )

/** Opens one of them until the scope closes; none when the file is not the original's. */
export const openOriginal: (
  folder: string,
  id: string
) => Effect.Effect<Option.Option<OriginalSource>, StorageError, Scope.Scope> = openOne
