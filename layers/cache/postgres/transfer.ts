/**
 * Copying between a cache in Postgres and one in a file, which every other command understands.
 */
import { Array, Effect } from "effect"
import type { Digest } from "../../../src/domain/Digest.ts"
import type { StorageError } from "../../../src/storage/StorageError.ts"
import type { Database } from "../../sqlite/Database.ts"
import { generationColumns } from "../rows.ts"
import type { Merged } from "../sqlite/merge.ts"
import type { Connection } from "./Connection.ts"
import { eachPage, pageSize, type Row } from "./pages.ts"

type Tell = (rows: number) => void

const generation = ["digest", "answer_digest", ...generationColumns.split(", "), "stored_at"]
const texts = new Set(["answer", "reasoning"])

/** A table of a file: its rows after a row, and how they are inserted into Postgres unless they are there. */
interface Inward {
  readonly select: string
  readonly columns: readonly string[]
  readonly insert: string
}

const seconds = "to_timestamp(stored_at::float8)"
const cast: { readonly [column: string]: string } = {
  stored_at: seconds,
  prompt_tokens: "prompt_tokens::int",
  completion_tokens: "completion_tokens::int",
  duration_ms: "duration_ms::float8",
  attempts: "attempts::int"
}
const isBytes = (column: string) => column.includes("digest") || texts.has(column)
const arrays = (columns: readonly string[]) =>
  columns.map((column, i) => `$${i + 1}::${isBytes(column) ? "bytea" : "text"}[]`).join(", ")
const insertInto = (table: string, columns: readonly string[], from = "offered") =>
  `INSERT INTO ${table} (${columns.join(", ")}) SELECT ${
    columns.map((column) => cast[column] ?? column).join(", ")
  } FROM unnest(${arrays(columns)}) AS ${from} (${columns.join(", ")}) ON CONFLICT DO NOTHING RETURNING 1`

const alternativeColumns = ["digest", "answer", "answer_digest", "server", "stored_at"]
/** Only what differs from the answer that counts there. */
const insertAlternatives = `INSERT INTO introspect_alternative (${alternativeColumns.join(", ")})
  SELECT digest, offered.answer, offered.answer_digest, offered.server, to_timestamp(offered.stored_at::float8)
  FROM unnest(${arrays(alternativeColumns)}) AS offered (${alternativeColumns.join(", ")})
  JOIN introspect_generation AS first USING (digest)
  WHERE first.answer_digest <> offered.answer_digest ON CONFLICT DO NOTHING RETURNING 1`

const failureColumns = ["digest", "request", "reason", "limits", "stored_at"]

const inward: { readonly [what in "generations" | "later" | "alternatives" | "failures"]: Inward } = {
  generations: {
    select: `SELECT id AS position, request, ${generation.join(", ")} FROM generation JOIN request USING (id)
      WHERE id > ? ORDER BY id LIMIT ?`,
    columns: [...generation, "request"],
    insert: insertInto("introspect_generation", [...generation, "request"])
  },
  later: {
    select: `SELECT id AS position, ${alternativeColumns.join(", ")} FROM generation
      WHERE id > ? ORDER BY id LIMIT ?`,
    columns: alternativeColumns,
    insert: insertAlternatives
  },
  alternatives: {
    select:
      `SELECT alternative.rowid AS position, generation.digest, alternative.answer, alternative.answer_digest,
        alternative.server, alternative.stored_at
      FROM alternative JOIN generation ON generation.id = alternative.generation
      WHERE alternative.rowid > ? ORDER BY alternative.rowid LIMIT ?`,
    columns: alternativeColumns,
    insert: insertAlternatives
  },
  failures: {
    select: `SELECT id AS position, ${
      failureColumns.join(", ")
    } FROM failure WHERE id > ? ORDER BY id LIMIT ?`,
    columns: failureColumns,
    insert: insertInto("introspect_failure", failureColumns)
  }
}

const parameter = (column: string, value: unknown): unknown => {
  if (value === null || Buffer.isBuffer(value)) return value
  return texts.has(column) ? Buffer.from(String(value), "utf8") : String(value)
}

/** Offers a table's rows to Postgres, a page at a time; tells how many there were, and how many were new. */
const offer = Effect.fnUntraced(function*(
  { run }: Connection,
  { perform, prepare }: Database,
  { columns, insert, select }: Inward,
  tell: Tell
): Effect.fn.Return<{ readonly offered: number; readonly added: number }, StorageError> {
  let [last, offered, added] = [-1, 0, 0]
  while (true) {
    const page = yield* perform(() => prepare(select).all(last, pageSize) as readonly Row[])
    if (page.length === 0) return { offered, added }
    const parameters = columns.map((column) => page.map((row) => parameter(column, row[column])))
    added += (yield* run(insert, parameters)).length
    offered += page.length
    last = Number(page.at(-1)?.["position"])
    tell(page.length)
  }
})

/** Copies all of a file's cache into Postgres; what is there stays first, and the same again copies nothing. */
export const copyIn = Effect.fnUntraced(function*(
  connection: Connection,
  file: Database,
  tell: Tell = () => {}
): Effect.fn.Return<Merged, StorageError> {
  const { added, offered } = yield* offer(connection, file, inward.generations, tell)
  const later = yield* offer(connection, file, inward.later, tell)
  const alternatives = yield* offer(connection, file, inward.alternatives, tell)
  const failures = yield* offer(connection, file, inward.failures, tell)
  return {
    source: file.location,
    added,
    known: offered - added,
    alternatives: later.added + alternatives.added,
    failures: failures.added
  }
})

const epoch = "extract(epoch FROM stored_at)::float8 AS stored_at"
const named = (columns: readonly string[]) =>
  columns.map((column) => column === "stored_at" ? epoch : column).join(", ")
const places = (columns: readonly string[]) => columns.map(() => "?").join(", ")
const insertGeneration = `INSERT INTO generation (${generation.join(", ")}) VALUES (${places(generation)})`
const insertAlternative = `INSERT INTO alternative (generation, answer, answer_digest, server, stored_at)
  SELECT id, ?, ?, ?, ? FROM generation WHERE digest = ?`
const insertFailure = `INSERT INTO failure (${failureColumns.join(", ")}) VALUES (${places(failureColumns)})`

const text = (value: unknown) => Buffer.isBuffer(value) ? value.toString("utf8") : value
const value = (column: string, row: Row): unknown => {
  const found = row[column]
  if (column === "stored_at") return Math.floor(Number(found))
  return texts.has(column) ? text(found) : found
}

/** The rows of some requests, a page at a time. */
const eachOf = (
  { run }: Connection,
  select: string,
  digests: readonly Digest[],
  each: (page: readonly Row[]) => Effect.Effect<unknown, StorageError>
) =>
  Effect.forEach(Array.chunksOf(digests, pageSize), (some) => {
    const wanted = some.map((digest) => Buffer.from(digest, "hex"))
    return Effect.flatMap(run(`${select} WHERE digest = ANY ($1::bytea[])`, [wanted]), each)
  }, { discard: true })

/** Copies a cache in Postgres, or the answers to some requests of it, into an empty cache in a file. */
export const copyOut = Effect.fnUntraced(function*(
  connection: Connection,
  { prepare, transaction }: Database,
  digests: readonly Digest[] | null,
  tell: Tell = () => {}
): Effect.fn.Return<void, StorageError> {
  const writing = (write: (row: Row) => void) => (page: readonly Row[]) =>
    Effect.map(
      transaction(() => {
        for (const row of page) write(row)
      }),
      () => tell(page.length)
    )
  const generations = writing((row) => {
    const { lastInsertRowid } = prepare(insertGeneration).run(
      ...generation.map((column) => value(column, row))
    )
    prepare("INSERT INTO request (id, request) VALUES (?, ?)").run(lastInsertRowid, row["request"])
  })
  const alternatives = writing((row) => {
    prepare(insertAlternative).run(
      ...["answer", "answer_digest", "server", "stored_at", "digest"].map((column) => value(column, row))
    )
  })
  const failures = writing((row) => {
    prepare(insertFailure).run(...failureColumns.map((column) => value(column, row)))
  })
  const selects = {
    generations: `SELECT request, ${named(generation)} FROM introspect_generation`,
    alternatives: `SELECT ${named(alternativeColumns)} FROM introspect_alternative`,
    failures: `SELECT ${named(failureColumns)} FROM introspect_failure`
  }
  const copy = (select: string, key: readonly string[], each: ReturnType<typeof writing>) =>
    digests === null ? eachPage(connection, select, key, each) : eachOf(connection, select, digests, each)
  yield* copy(selects.generations, ["digest"], generations)
  yield* copy(selects.alternatives, ["digest", "answer_digest"], alternatives)
  yield* copy(selects.failures, ["digest"], failures)
})
