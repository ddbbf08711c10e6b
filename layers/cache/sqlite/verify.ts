/**
 * Whether a cache is what it should be: SQLite's own check, and every digest computed again.
 */
import { Effect, Either, Option } from "effect"
import { digestText } from "../../../src/domain/Digest.ts"
import type { StorageError } from "../../../src/storage/StorageError.ts"
import { type Tell, tellNobody } from "../../../src/storage/Tell.ts"
import { runAside } from "../../sqlite/aside.ts"
import type { Database } from "../../sqlite/Database.ts"
import { openExistingCache } from "./open.ts"

export interface Verified {
  /** Answers that were looked at, alternatives and failures included. */
  readonly rows: number
  /** What is wrong, a line each, naming the row. */
  readonly problems: readonly string[]
}

/** A row's texts, and the digests that are stored with them, in hex. */
export interface Texts {
  readonly id: number | null
  readonly name: string
  readonly request: string | null
  readonly answer: string | null
  readonly answer_digest: string | null
}

/** Each table's rows: the digests that are stored, and the texts that they are of. */
const tables: readonly (readonly [what: string, sql: string])[] = [
  [
    "generation",
    `SELECT id, lower(hex(digest)) AS name, request, answer, lower(hex(answer_digest)) AS answer_digest
    FROM generation LEFT JOIN request USING (id) WHERE id > ? ORDER BY id LIMIT ?`
  ],
  [
    "alternative",
    `SELECT alternative.rowid AS id, lower(hex(digest)) AS name, NULL AS request, alternative.answer,
      lower(hex(alternative.answer_digest)) AS answer_digest
    FROM alternative LEFT JOIN generation ON generation.id = alternative.generation
    WHERE alternative.rowid > ? ORDER BY alternative.rowid LIMIT ?`
  ],
  [
    "failure",
    `SELECT id, lower(hex(digest)) AS name, request, NULL AS answer, NULL AS answer_digest
    FROM failure WHERE id > ? ORDER BY id LIMIT ?`
  ]
]

const pageSize = 1000

/** What is wrong with a row. */
export const problemsOf = (
  what: string,
  { answer, answer_digest, id, name, request }: Texts
): readonly string[] => {
  const row = `${what} ${id === null ? "" : `${id} `}(${name || "of no request"})`
  const isMissing = what === "generation" ? request === null : name === ""
  return [
    ...(isMissing ? [`${row}: its request is missing`] : []),
    ...(request !== null && digestText(request) !== name
      ? [`${row}: its request is not the one of its digest`]
      : []),
    ...(answer !== null && digestText(answer) !== answer_digest
      ? [`${row}: its answer is not the one of its digest`]
      : [])
  ]
}

const isCorrupt = ({ reason }: StorageError) => reason === "Corrupt"

/** What SQLite's own check finds; a file may be too damaged for it to end. */
const damageIn = (location: string): Effect.Effect<readonly string[], StorageError> =>
  runAside(location, "PRAGMA integrity_check").pipe(
    Effect.map((rows) => rows.map((row) => String(row["integrity_check"])).filter((line) => line !== "ok")),
    Effect.catchIf(isCorrupt, ({ message }) => Effect.succeed([message])),
    Effect.map((lines) => lines.map((line) => `SQLite: ${line}`))
  )

/** Checks a file with a cache's tables. */
export const verifyRows = Effect.fnUntraced(function*(
  { location, perform, prepare }: Database,
  tell: Tell = tellNobody
): Effect.fn.Return<Verified, StorageError> {
  tell("SQLite's own check", 0, null)
  const problems = [...yield* damageIn(location)]
  const counts = tables.map(([what]) => `(SELECT count(*) FROM ${what})`).join(" + ")
  const total = yield* Effect.option(perform(() => Number(prepare(`SELECT ${counts}`).pluck().get())))
  let rows = 0
  for (const [what, sql] of tables) {
    let last = -1
    let count = pageSize
    while (count === pageSize) {
      tell("digests", rows, Option.getOrNull(total))
      // What blocks the process in between leaves the display and signals their turn.
      yield* Effect.sleep(0)
      const page = yield* Effect.either(perform(() => prepare(sql).all(last, pageSize) as readonly Texts[]))
      if (Either.isLeft(page)) {
        if (!isCorrupt(page.left)) return yield* page.left
        problems.push(`${what}: what comes after row ${last} cannot be read`)
        break
      }
      for (const row of page.right) problems.push(...problemsOf(what, row))
      count = page.right.length
      last = page.right.at(-1)?.id ?? last
      rows += count
    }
  }
  return { rows, problems }
})

/** Checks the cache at `location`. */
export const verifyCache = (location: string, tell?: Tell): Effect.Effect<Verified, StorageError> =>
  Effect.scoped(Effect.flatMap(openExistingCache(location), (database) => verifyRows(database, tell)))
