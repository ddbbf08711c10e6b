/**
 * Writing an experiment into an archive.
 */
import { Effect } from "effect"
import { open, rename, rm } from "node:fs/promises"
import { join } from "node:path"
import type { Digest } from "../../src/domain/Digest.ts"
import { StorageError } from "../../src/storage/StorageError.ts"
import { type Tell, tellNobody } from "../../src/storage/Tell.ts"
import { openExistingCache, requireFile } from "../cache/sqlite/open.ts"
import { readDocument } from "../results/sqlite/document.ts"
import { readRequests } from "../results/sqlite/read.ts"
import { resultsLayout } from "../results/sqlite/schema.ts"
import { openDatabase } from "../sqlite/open.ts"
import { wholly } from "../sqlite/steps.ts"
import { type Archived, fill } from "./fill.ts"
import { archiveMigrations } from "./schema.ts"

/** For the index of digests, which come in no order: SQLite's own 2 MB would be read and written again and again. */
const cacheKilobytes = 65_536

/** Gives the file its name once it is on disk. */
const settle = (from: string, to: string) =>
  Effect.tryPromise({
    try: async () => {
      const file = await open(from, "r+")
      await file.sync().finally(() => file.close())
      await rename(from, to)
    },
    catch: (cause) =>
      new StorageError({ reason: "Unwritable", location: to, message: `${to} cannot be written: ${cause}` })
  })

/** An error of the file that is being written, in its user's words; SQLite names it also where another attached to it is meant. */
const meant = (
  error: StorageError,
  files: { readonly cache: string; readonly out: string; readonly source: string }
) => {
  const { cache, out, source } = files
  switch (error.reason) {
    case "Corrupt":
      return new StorageError({
        reason: "Corrupt",
        location: source,
        message:
          `nothing is exported: ${cache} or ${source} is damaged (introspect cache verify and introspect `
          + "results show tell which); restore it from a copy"
      })
    case "Unwritable":
      return new StorageError({
        reason: "Unwritable",
        location: out,
        message: `${out} cannot be written: is its folder there, and writable? --out names another file`
      })
    default:
      return error
  }
}

/** The requests that an experiment's records refer to. */
export const referredTo = (results: string, id: string): Effect.Effect<readonly Digest[], StorageError> => {
  const location = join(results, `${id}.sqlite`)
  return Effect.zipRight(
    requireFile(location, "experiment of this id"),
    Effect.scoped(Effect.map(
      Effect.flatMap(openDatabase({ location, ...resultsLayout }), readRequests),
      (requests) => [...requests]
    ))
  )
}

/** Writes the archive of an experiment, whole or not at all; a file that is there is never replaced. */
export const writeArchive = Effect.fnUntraced(function*(options: {
  readonly id: string
  /** The folder of the results. */
  readonly results: string
  /** The file of the cache. */
  readonly cache: string
  readonly out: string
  readonly tell?: Tell
}): Effect.fn.Return<Archived, StorageError> {
  const { cache, id, out, results, tell = tellNobody } = options
  const source = join(results, `${id}.sqlite`)
  const part = `${out}.part`
  yield* requireFile(source, "experiment of this id")
  const isThere = yield* Effect.isSuccess(requireFile(out, "file"))
  if (isThere) {
    return yield* new StorageError({
      reason: "Differs",
      location: out,
      message: `${out} exists already: name another file with --out, or move it away`
    })
  }
  const document = yield* readDocument(join(results, `${id}.json`))
  const archived = yield* Effect.scoped(Effect.gen(function*() {
    yield* openExistingCache(cache)
    yield* Effect.scoped(openDatabase({ location: source, ...resultsLayout, showing: Effect.succeed(tell) }))
    yield* Effect.promise(() => rm(part, { force: true }))
    const database = yield* openDatabase({ location: part, migrations: archiveMigrations })
    // Whole or not at all: it needs no journal on the disk, which is waited for once, at the end.
    yield* database.run("PRAGMA journal_mode = MEMORY")
    yield* database.run("PRAGMA synchronous = OFF")
    yield* database.run(`PRAGMA cache_size = -${cacheKilobytes}`)
    yield* database.run("ATTACH ? AS cache", [cache])
    yield* database.run("ATTACH ? AS results", [source])
    const filled = yield* wholly(database, fill(database, id, document, tell))
    yield* database.run("DETACH cache")
    yield* database.run("DETACH results")
    // One file, without a log beside it.
    yield* database.run("PRAGMA journal_mode = DELETE")
    return filled
  })).pipe(
    Effect.mapError((error) => error.location === part ? meant(error, { cache, out, source }) : error),
    Effect.tap(() => settle(part, out)),
    Effect.onError(() => Effect.promise(() => rm(part, { force: true })))
  )
  return { ...archived, location: out }
})
