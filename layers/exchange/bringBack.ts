/**
 * What a job brings back to the directory that all nodes share.
 *
 * Its generations go into a file of its own in the inbox, which only this life of this job writes; its records take the
 * place of the files that it began with. Both are copies made at one moment, so the run goes on meanwhile.
 */
import { Effect } from "effect"
import { mkdir, rm, stat } from "node:fs/promises"
import { dirname, join } from "node:path"
import type { StorageError } from "../../src/storage/StorageError.ts"
import { mergeInto } from "../cache/sqlite/merge.ts"
import { openCache } from "../cache/sqlite/open.ts"
import { openReadOnly } from "../sqlite/open.ts"
import { namesIn, publish, type Store, withFiles } from "./Store.ts"

export interface Bringer {
  readonly shared: Store
  readonly local: Store
  /** The name of its file in the inbox. */
  readonly part: string
  /** The job, in the names of files that are not whole yet. */
  readonly by: string
  /** The last row of the cache that has not been brought back; null where the cache is in Postgres. */
  readonly after: number | null
}

/** What was brought back. */
export interface Brought {
  readonly generations: number
  /** Files of results that had changed. */
  readonly experiments: number
}

interface Snapshot {
  readonly copy: string
  readonly target: string
}

/** An empty log, which looking at a database leaves, is none. */
const timeOf = (path: string) =>
  stat(path).then(({ mtimeMs, size }) => size === 0 ? "" : `${mtimeMs} ${size}`, () => "")

/** When a database was last written: its own file, or its log. */
const versionOf = (path: string) =>
  withFiles(path, async () => `${await timeOf(path)} ${await timeOf(`${path}-wal`)}`)

/** A bringer remembers what it has brought, so that only what is new is copied. */
export const makeBringer = ({ after: first, by, local, part, shared }: Bringer) => {
  const folder = join(dirname(local.cache), "outbox")
  const brought = new Map<string, string>()
  let after = first ?? 0

  /** Copies of all results that have changed. */
  const snapshots = Effect.fnUntraced(function*() {
    const names = yield* namesIn(local.results)
    const taken: (Snapshot & { readonly seen: readonly [string, string] })[] = []
    for (const name of names.filter((name) => name.endsWith(".sqlite") || name.endsWith(".json"))) {
      const source = join(local.results, name)
      const version = yield* versionOf(source)
      if (brought.get(name) === version) continue
      const target = join(shared.results, name)
      if (name.endsWith(".json")) taken.push({ copy: source, target, seen: [name, version] })
      else {
        const copy = join(folder, name)
        yield* withFiles(copy, () => rm(copy, { force: true }))
        const { run } = yield* openReadOnly(source)
        yield* run("VACUUM INTO ?", [copy])
        taken.push({ copy, target, seen: [name, version] })
      }
    }
    return taken
  }, Effect.scoped)

  /** Adds what the cache has got since the last time to the job's own file. */
  const addGenerations = Effect.fnUntraced(function*() {
    const database = yield* openCache(join(folder, "generations.sqlite"))
    const cache = yield* openReadOnly(local.cache)
    const last = Number(cache.prepare("SELECT coalesce(max(id), 0) FROM generation").pluck().get())
    const { added, alternatives, failures } = yield* mergeInto(database, local.cache, after)
    return { last, added, isChanged: added + alternatives + failures > 0 }
  }, Effect.scoped)

  /** Records are copied before the generations that they refer to, and put in their place after them. */
  const bringBack: Effect.Effect<Brought, StorageError> = Effect.gen(function*() {
    yield* withFiles(folder, () => mkdir(folder, { recursive: true }))
    const results = yield* snapshots()
    let generations = 0
    if (first !== null) {
      const { added, isChanged, last } = yield* addGenerations()
      if (isChanged) yield* publish(join(folder, "generations.sqlite"), join(shared.inbox, part), by)
      after = last
      generations = added
    }
    for (const { copy, seen, target } of results) {
      yield* publish(copy, target, by)
      brought.set(...seen)
    }
    return { generations, experiments: results.filter(({ copy }) => copy.endsWith(".sqlite")).length }
  })
  return bringBack
}
