/**
 * Taking a colleague's archive in: its answers into the cache, its records beside one's own.
 */
import { Effect, type Scope } from "effect"
import { copyFile, rm } from "node:fs/promises"
import { join } from "node:path"
import { StorageError } from "../../src/storage/StorageError.ts"
import { type Tell, tellNobody } from "../../src/storage/Tell.ts"
import { type Merged, mergeInto } from "../cache/sqlite/merge.ts"
import { openCache, requireFile } from "../cache/sqlite/open.ts"
import { verifyRows } from "../cache/sqlite/verify.ts"
import { holdLock } from "../results/Lock.ts"
import { saveDocument } from "../results/sqlite/document.ts"
import { versionOf } from "../results/sqlite/read.ts"
import { controlColumns, observationColumns, resultsLayout } from "../results/sqlite/schema.ts"
import type { Database } from "../sqlite/Database.ts"
import { openDatabase, openReadOnly } from "../sqlite/open.ts"
import { inSteps, wholly } from "../sqlite/steps.ts"
import type { Archived } from "./fill.ts"
import { archiveMigrations } from "./schema.ts"

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

/** A copy that is removed with the scope. */
const copied = (file: string, copy: string) =>
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
  )

/** The file in the newest format: of an older one a copy, since a colleague's file stays as it is. */
const newestOf = Effect.fnUntraced(
  function*(file: string, copy: string): Effect.fn.Return<Database, StorageError, Scope.Scope> {
    const database = yield* openReadOnly(file)
    if ((yield* versionOf(database)) === archiveMigrations.length) return database
    yield* copied(file, copy)
    return yield* openDatabase({ location: copy, migrations: archiveMigrations })
  }
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
const intoFile = (cache: string, tell: Tell) =>
  Effect.map(openCache(cache), (target) => (answers: string) => mergeInto(target, answers, 0, tell))

/** Copies the records out of the attached archive, all or none. */
const copyRecords = (database: Database, tell: Tell) => {
  const { perform, prepare, run } = database
  const copy = (table: string, columns: string) =>
    inSteps(
      database,
      { table: `archive.${table}`, key: "idx" },
      perform,
      (after, through) => {
        prepare(
          `INSERT INTO main.${table} (${columns}) SELECT ${columns} FROM archive.${table} WHERE idx > ? AND idx <= ?`
        ).run(after, through)
      },
      (done, total) => tell(`${table}s`, done, total)
    )
  return wholly(
    database,
    Effect.all([
      run("INSERT INTO main.experiment SELECT * FROM archive.experiment"),
      run("INSERT INTO main.parts SELECT * FROM archive.parts"),
      copy("observation", observationColumns),
      copy("control", controlColumns)
    ], { discard: true })
  )
}

/** Imports an archive; what is there already stays, and the same again changes nothing. */
export const readArchive = (options: {
  readonly file: string
  /** The folder of the results. */
  readonly results: string
  /** The file of the cache. */
  readonly cache: string
  /** Takes the answers out of a file with a cache's tables; default into the file of the cache. */
  readonly deliver?: (answers: string) => Effect.Effect<Merged, StorageError>
  readonly tell?: Tell
}): Effect.Effect<Imported, StorageError> =>
  Effect.scoped(Effect.gen(function*() {
    const { cache, file, results, tell = tellNobody } = options
    const id = yield* idOf(file)
    const deliver = options.deliver ?? (yield* intoFile(cache, tell))
    const archive = yield* newestOf(file, `${cache}.import-${process.pid}`)
    const { problems } = yield* verifyRows(archive, tell)
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
      ...resultsLayout,
      showing: Effect.succeed(tell)
    })
    const known = yield* compare(database, archive.location)
    // The answers come before the records that refer to them.
    const merged = yield* deliver(archive.location)
    if (!known) yield* copyRecords(database, tell)
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
