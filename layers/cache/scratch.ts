/**
 * A cache in a temporary file, by which a cache in Postgres is merged and handed on like any other.
 */
import { Effect, type Redacted, type Scope } from "effect"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Digest } from "../../src/domain/Digest.ts"
import { StorageError } from "../../src/storage/StorageError.ts"
import { openDatabase, openReadOnly } from "../sqlite/open.ts"
import { connect } from "./postgres/Connection.ts"
import { copyIn, copyOut } from "./postgres/transfer.ts"
import type { Merged } from "./sqlite/merge.ts"
import { cacheMigrations } from "./sqlite/schema.ts"

type Tell = (rows: number) => void

/** A folder for such files; removed with the scope. */
export const scratchFolder: Effect.Effect<string, StorageError, Scope.Scope> = Effect.acquireRelease(
  Effect.tryPromise({
    try: () => mkdtemp(join(tmpdir(), "introspect-")),
    catch: (cause) =>
      new StorageError({
        reason: "Unwritable",
        location: tmpdir(),
        message: `${tmpdir()}: no temporary folder can be made (${cause}); TMPDIR chooses another`
      })
  }),
  (folder) => Effect.promise(() => rm(folder, { recursive: true, force: true }))
)

/** A copy in a file of the cache at a URL, or of its answers to some requests; removed with the scope. */
export const fetched = Effect.fnUntraced(function*(
  url: Redacted.Redacted,
  digests: readonly Digest[] | null,
  tell?: Tell
): Effect.fn.Return<{ readonly file: string; readonly location: string }, StorageError, Scope.Scope> {
  const file = join(yield* scratchFolder, "generations.sqlite")
  const connection = yield* connect(url)
  yield* Effect.scoped(
    Effect.flatMap(
      openDatabase({ location: file, migrations: cacheMigrations }),
      (database) => copyOut(connection, database, digests, tell)
    )
  )
  return { file, location: connection.location }
})

/** Copies a file with a cache's tables, in their newest format, to the cache at a URL. */
export const delivered = (
  file: string,
  url: Redacted.Redacted,
  tell?: Tell
): Effect.Effect<Merged & { readonly into: string }, StorageError> =>
  Effect.scoped(Effect.gen(function*() {
    const connection = yield* connect(url)
    const database = yield* openReadOnly(file)
    return { ...(yield* copyIn(connection, database, tell)), into: connection.location }
  }))
