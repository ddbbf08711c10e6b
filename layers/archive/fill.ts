/**
 * Copying an experiment's records, and what they refer to, into the tables of an archive.
 */
import { Effect, Option } from "effect"
import { StorageError } from "../../src/storage/StorageError.ts"
import type { Tell } from "../../src/storage/Tell.ts"
import { generationColumns } from "../cache/rows.ts"
import { selectAnswered, selectRefused, type sessionTables } from "../results/sqlite/requests.ts"
import { controlColumns, observationColumns } from "../results/sqlite/schema.ts"
import type { Database } from "../sqlite/Database.ts"
import { inSteps } from "../sqlite/steps.ts"

/** What an archive holds. */
export interface Archived {
  readonly id: string
  readonly location: string
  readonly observations: number
  readonly generations: number
  /** Refused requests, which have no answer. */
  readonly failures: number
}

const columnsOf = { observation: observationColumns, control: controlColumns } as const

/** A step of one of the tables with sessions, and of the answers that these refer to. */
const rows = "idx > ? AND idx <= ?"
const requests = (select: string) => `SELECT unhex(request) AS digest FROM (${select} AND ${rows})`

/** Notes which answers are wanted; copies the refusals, of which some may have been answered since; notes what is missing. */
const copyRecords = (table: (typeof sessionTables)[number]): readonly string[] => {
  const source = `results.${table}`
  const [answered, refused] = [requests(selectAnswered(source)), requests(selectRefused(source))]
  const failure = "digest, request, reason, limits, stored_at"
  return [
    `INSERT INTO main.${table} (${columnsOf[table]}) SELECT ${columnsOf[table]} FROM ${source} WHERE ${rows}`,
    `INSERT OR IGNORE INTO temp.wanted SELECT id FROM cache.generation WHERE digest IN (${answered})`,
    `INSERT OR IGNORE INTO temp.wanted SELECT id FROM cache.generation WHERE digest IN (${refused})`,
    `INSERT OR IGNORE INTO main.failure (${failure}) SELECT ${failure} FROM cache.failure WHERE digest IN (${refused})`,
    `INSERT OR IGNORE INTO temp.missing SELECT digest FROM (${answered})
      WHERE digest NOT IN (SELECT digest FROM cache.generation)`,
    `INSERT OR IGNORE INTO temp.missing SELECT digest FROM (${refused})
      WHERE digest NOT IN (SELECT digest FROM cache.generation)
      AND digest NOT IN (SELECT digest FROM cache.failure)`
  ]
}

const generation = `id, digest, answer_digest, ${generationColumns}, stored_at`
const alternative = "generation, answer, answer_digest, server, stored_at"
const step = "IN (SELECT id FROM temp.wanted WHERE id > ? AND id <= ?)"
const copyAnswers = [
  `INSERT INTO main.generation (${generation}) SELECT ${generation} FROM cache.generation WHERE id ${step}`,
  `INSERT INTO main.request (id, request) SELECT id, request FROM cache.request WHERE id ${step}`,
  `INSERT INTO main.alternative (${alternative})
    SELECT ${alternative} FROM cache.alternative WHERE generation ${step}`
]

/** Fills an archive from the attached `results` and `cache`, or fails where an answer or a refusal is missing. */
export const fill = Effect.fnUntraced(function*(
  database: Database,
  id: string,
  document: Option.Option<unknown>,
  tell: Tell
): Effect.fn.Return<Archived, StorageError> {
  const { location, perform, prepare, run } = database
  yield* run("CREATE TEMP TABLE wanted (id INTEGER PRIMARY KEY)")
  yield* run("CREATE TEMP TABLE missing (digest BLOB PRIMARY KEY) WITHOUT ROWID")
  yield* run("INSERT INTO archive (row, id) VALUES (1, ?)", [id])
  if (Option.isSome(document)) {
    yield* run("INSERT INTO document (row, document) VALUES (1, ?)", [JSON.stringify(document.value)])
  }
  yield* run("INSERT INTO main.experiment SELECT * FROM results.experiment")
  yield* run("INSERT INTO main.parts SELECT * FROM results.parts")
  const copy = (table: string, key: string, statements: readonly string[], what: string) =>
    inSteps(
      database,
      { table, key },
      perform,
      (after, through) => {
        for (const sql of statements) prepare(sql).run(after, through)
      },
      (done, total) => tell(what, done, total)
    )
  yield* copy("results.observation", "idx", copyRecords("observation"), "records")
  yield* copy("results.control", "idx", copyRecords("control"), "controls")
  const count = (sql: string) => perform(() => Number(prepare(`SELECT count(*) FROM ${sql}`).pluck().get()))
  const missing = yield* count("temp.missing")
  if (missing > 0) {
    return yield* new StorageError({
      reason: "Failed",
      location,
      message:
        `${id}: ${missing} of the answers and refusals that its records refer to are not in the cache; nothing is `
        + "exported. Merge the cache that has them first (introspect cache merge)"
    })
  }
  yield* copy("temp.wanted", "id", copyAnswers, "generations")
  return {
    id,
    location,
    observations: yield* count("main.observation"),
    generations: yield* count("main.generation"),
    failures: yield* count("main.failure")
  }
})
