/**
 * The inbox merged into the cache of a persistent directory, by one process at a time.
 */
import { Effect } from "effect"
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { basename, dirname, join } from "node:path"
import type { StorageError } from "../../src/storage/StorageError.ts"
import { mergeCaches, type Merged } from "../cache/sqlite/merge.ts"
import { lockOf } from "../cache/sqlite/open.ts"
import { holdAlone } from "../sqlite/SharedLock.ts"
import { collecting, partsOf } from "./inbox.ts"
import { holdLockFile } from "./LockFile.ts"
import { copyDatabase, copyIfThere, publish, type Store, withFiles } from "./Store.ts"

/** A file that a job writes anew while this one is merged is another, and stays for the next time. */
const claim = (inbox: string, part: string) =>
  withFiles(part, async () => {
    await mkdir(collecting(inbox), { recursive: true })
    await rename(part, join(collecting(inbox), basename(part)))
  })

const scratch = Effect.acquireRelease(
  withFiles(tmpdir(), () => mkdtemp(join(tmpdir(), "introspect-collect-"))),
  (folder) => Effect.promise(() => rm(folder, { recursive: true, force: true }))
)

/**
 * Merges all that jobs have left into the cache, and takes it out of the inbox.
 *
 * The cache is merged in a copy that then takes its place: a job that begins meanwhile reads the old one or the new. A
 * process that dies on the way loses nothing: what it had claimed is merged the next time.
 */
export const collect = (shared: Store): Effect.Effect<readonly Merged[], StorageError> =>
  Effect.scoped(Effect.gen(function*() {
    const waiting = yield* partsOf(shared.inbox)
    if (waiting.length === 0) return []
    yield* holdLockFile(join(shared.inbox, "collect.lock"), `merging what jobs have left in ${shared.inbox}`)
    yield* withFiles(shared.cache, () => mkdir(dirname(shared.cache), { recursive: true }))
    yield* holdAlone(lockOf(shared.cache))
    const claimed = collecting(shared.inbox)
    for (const part of waiting.filter((part) => !part.startsWith(`${claimed}/`))) {
      yield* claim(shared.inbox, part)
    }
    const parts = (yield* partsOf(shared.inbox)).filter((part) => part.startsWith(`${claimed}/`))
    const folder = yield* scratch
    const cache = join(folder, "generations.sqlite")
    yield* copyDatabase(shared.cache, cache)
    const merged: Merged[] = []
    for (const part of parts) {
      const copy = join(folder, basename(part))
      yield* copyIfThere(part, copy)
      const found = yield* mergeCaches([copy], cache)
      merged.push(...found.map((one) => ({ ...one, source: part })))
    }
    yield* publish(cache, shared.cache, String(process.pid))
    yield* withFiles(
      shared.cache,
      () =>
        Promise.all([rm(`${shared.cache}-wal`, { force: true }), rm(`${shared.cache}-shm`, { force: true })])
    )
    yield* withFiles(claimed, () => Promise.all(parts.map((part) => rm(part))))
    return merged
  }))
