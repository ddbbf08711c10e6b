/**
 * Taking a colleague's archive in: its answers into the cache, its records beside one's own.
 */
import { Effect, type Scope } from "effect"
import { copyFile, rm } from "node:fs/promises"
import { join } from "node:path"
import { StorageError } from "../../src/storage/StorageError.ts"
import { type Merged, mergeInto } from "../cache/sqlite/merge.ts"
import { openCache, requireFile } from "../cache/sqlite/open.ts"
import { verifyRows } from "../cache/sqlite/verify.ts"
import { holdLock } from "../results/Lock.ts"
import { saveDocument } from "../results/sqlite/document.ts"
import { controlColumns, observationColumns, resultsLayout } from "../results/sqlite/schema.ts"
import { type Database, openDatabase, openReadOnly } from "../sqlite/Database.ts"
import { archiveMigrations } from "./schema.ts"
import type { Archived } from "./write.ts"

/** What came of an archive. */
export interface Imported extends Archived {
  /** Whether the very same records were there already. */
  readonly known: boolean
  readonly merged: Merged
}

const number = ({ prepare }: Database, sql: string) => Number(prepare(sql).pluck().get())

/** The experiment's id, where the file is an archive. */
const idOf = Effect.fnUntraced(
  function*(file: string) {
    yield* requireFile(file, "file")
    const database = yield* openReadOnly(file)
    const { perform, prepare } = database
    const isArchive = yield* perform(() =>
      number(database, "SELECT count(*) FROM sqlite_master WHERE name = 'archive'") === 1
    )
    if (!isArchive) {
      return yield* new StorageError({
        reason: "Differs",
        location: file,
        message:
          `${file}: this is no export of one experiment (introspect cache export makes one); a whole cache is `
          + "taken in by introspect cache merge"
      })
    }
    const id = String(yield* perform(() => prepare("SELECT id FROM archive").pluck().get()))
    if (/^[\w.-]+$/.test(id)) return id
    return yield* new StorageError({
      reason: "Corrupt",
      location: file,
      message: `${file}: its experiment's id cannot be a file's name: ${JSON.stringify(id.slice(0, 100))}`
    })
  },
  Effect.scoped
)

/** A copy in the newest format, so that the colleague's file stays as it is; removed with the scope. */
const copyOf = (file: string, copy: string): Effect.Effect<Database, StorageError, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.tryPromise({
      try: () => copyFile(file, copy),
      catch: (cause) =>
        new StorageError({
          reason: "Unwritable",
          location: copy,
          message: `${copy} cannot be written: ${cause instanceof Error ? cause.message : cause}`
        })
    }),
    () => Effect.promise(() => rm(copy, { force: true }))
  ).pipe(
    Effect.zipRight(openDatabase({ location: copy, migrations: archiveMigrations }))
  )

/** The written columns of a table that only one of the two has; what follows from them may differ with the version. */
const differing = (table: string, columns: string) =>
  [["main", "archive"], ["archive", "main"]].map(([one, other]) =>
    `SELECT 1 FROM (SELECT ${columns} FROM ${one}.${table} EXCEPT SELECT ${columns} FROM ${other}.${table})`
  )

const isSame = (database: Database): boolean => {
  const found = [
    "SELECT 1 FROM (SELECT spec FROM main.experiment EXCEPT SELECT spec FROM archive.experiment)",
    ...differing("observation", observationColumns),
    ...differing("control", controlColumns)
  ]
  return number(database, `SELECT count(*) FROM (${found.join(" UNION ALL ")})`) === 0
}

/** Opens the results file of the experiment, which is new, empty or the same; true when it is the same. */
const compare = Effect.fnUntraced(function*(database: Database, copy: string) {
  const { location, perform, run } = database
  yield* run("ATTACH ? AS archive", [copy])
  const isNew = yield* perform(() => number(database, "SELECT count(*) FROM main.experiment") === 0)
  if (isNew) return false
  if (yield* perform(() => isSame(database))) return true
  return yield* new StorageError({
    reason: "Differs",
    location,
    message:
      `${location} exists with other content, and nothing was imported: use another --persistent-dir, or `
      + "move the file away"
  })
})

/** Takes answers into a cache's file, which is held open until the scope closes. */
const intoFile = (cache: string) =>
  Effect.map(openCache(cache), (target) => (answers: string) => mergeInto(target, answers))

/** Imports an archive; what is there already stays, and the same again changes nothing. */
export const readArchive = (options: {
  readonly file: string
  /** The folder of the results. */
  readonly results: string
  /** The file of the cache. */
  readonly cache: string
  /** Takes the answers out of a file with a cache's tables; default into the file of the cache. */
  readonly deliver?: (answers: string) => Effect.Effect<Merged, StorageError>
}): Effect.Effect<Imported, StorageError> =>
  Effect.scoped(Effect.gen(function*() {
    const { cache, file, results } = options
    const id = yield* idOf(file)
    const deliver = options.deliver ?? (yield* intoFile(cache))
    const copy = `${cache}.import-${process.pid}`
    const archive = yield* copyOf(file, copy)
    const { problems } = yield* verifyRows(archive)
    if (problems.length > 0) {
      return yield* new StorageError({
        reason: "Corrupt",
        location: file,
        message: `${file} is damaged, and nothing was imported: ${problems.slice(0, 3).join("; ")}`
      })
    }
    yield* holdLock(join(results, `${id}.lock`), id)
    const database = yield* openDatabase({
      location: join(results, `${id}.sqlite`),
      ...resultsLayout
    })
    const known = yield* compare(database, copy)
    // The answers come before the records that refer to them.
    const merged = yield* deliver(copy)
    if (!known) {
      yield* database.transaction(() => {
        database.prepare("INSERT INTO main.experiment SELECT * FROM archive.experiment").run()
        database.prepare("INSERT INTO main.parts SELECT * FROM archive.parts").run()
        database.prepare(
          `INSERT INTO main.observation (${observationColumns}) SELECT ${observationColumns} FROM archive.observation`
        ).run()
        database.prepare("INSERT INTO main.control SELECT * FROM archive.control").run()
      })
    }
    const document = yield* archive.perform(() =>
      archive.prepare("SELECT document FROM document").pluck().get()
    )
    if (!known && typeof document === "string") {
      yield* saveDocument(join(results, `${id}.json`), JSON.parse(document))
    }
    const observations = yield* database.perform(() =>
      number(database, "SELECT count(*) FROM main.observation")
    )
    return {
      id,
      location: database.location,
      observations,
      generations: merged.added + merged.known,
      failures: yield* archive.perform(() => number(archive, "SELECT count(*) FROM failure")),
      known,
      merged: { ...merged, source: file }
    }
  }))
