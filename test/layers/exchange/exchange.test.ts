/**
 * Jobs take what they need from a shared directory, and bring back what they add, without writing each other's files.
 */
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { lstat, mkdir, readdir } from "node:fs/promises"
import { dirname, join } from "node:path"
import { makeBringer } from "../../../layers/exchange/bringBack.ts"
import { collect } from "../../../layers/exchange/collect.ts"
import { copyIn } from "../../../layers/exchange/copyIn.ts"
import { partName } from "../../../layers/exchange/inbox.ts"
import { holdLockFile } from "../../../layers/exchange/LockFile.ts"
import type { Store } from "../../../layers/exchange/Store.ts"
import { temporaryFolder } from "../../support/folder.ts"
import { rawSqlite } from "../../support/rawSqlite.ts"
import { answersIn, fillCache, fillResults, recordOfQuestions } from "../../support/storage.ts"

const storeIn = (folder: string): Store => ({
  cache: join(folder, "cache", "generations.sqlite"),
  inbox: join(folder, "cache", "inbox"),
  results: join(folder, "results"),
  datasets: join(folder, "cache", "datasets")
})
const newStore = Effect.map(temporaryFolder, storeIn)

const recordsIn = (store: Store, id: string) =>
  Effect.scoped(
    Effect.map(
      rawSqlite(join(store.results, `${id}.sqlite`)),
      ({ rows }) =>
        rows("SELECT idx FROM observation ORDER BY idx").map((row) => (row as { idx: number }).idx)
    )
  )

const inboxOf = (store: Store) => Effect.promise(() => readdir(store.inbox).catch(() => []))

/** A job's own disk, filled from the shared one. */
const startJob = Effect.fnUntraced(function*(shared: Store, by: string, ids: readonly string[] = ["one"]) {
  const local = yield* newStore
  const after = yield* copyIn({ shared, local, model: "llama2-7b", ids }, { cache: true })
  const bringBack = makeBringer({ shared, local, by, part: partName("llama2-7b", by), after })
  return { local, bringBack }
})

describe("a job", () => {
  it.scoped("begins with the shared records and generations, and finds the data sets", () =>
    Effect.gen(function*() {
      const shared = yield* newStore
      yield* fillCache(shared.cache, { a: "A" })
      yield* fillCache(join(shared.inbox, partName("llama2-7b", "7")), { b: "B" })
      yield* fillCache(join(shared.inbox, partName(null, "laptop")), { c: "C" })
      yield* fillCache(join(shared.inbox, partName("falcon-7b", "8")), { d: "D" })
      yield* fillResults(shared.results, "one", [recordOfQuestions(3, "a")])
      yield* fillResults(shared.results, "another", [recordOfQuestions(4, "a")])
      const { local } = yield* startJob(shared, "9")
      // What another model's job has added is of no use here.
      expect(yield* answersIn(local.cache, "a", "b", "c", "d")).toEqual(["A", "B", "C", null])
      expect(yield* recordsIn(local, "one")).toEqual([3])
      expect((yield* Effect.promise(() => readdir(local.results))).filter((name) => name.includes("another")))
        .toEqual([])
      expect((yield* Effect.promise(() => lstat(local.datasets))).isSymbolicLink()).toBe(true)
    }))

  it.scoped("brings back what it has added, and each time only what is new", () =>
    Effect.gen(function*() {
      const shared = yield* newStore
      yield* fillCache(shared.cache, { a: "A" })
      const { bringBack, local } = yield* startJob(shared, "9")
      expect(yield* bringBack).toEqual({ generations: 0, experiments: 0 })
      expect(yield* inboxOf(shared)).toEqual([])

      yield* fillCache(local.cache, { b: "B", c: "C" })
      yield* fillResults(local.results, "one", [recordOfQuestions(0, "a", "b")])
      expect(yield* bringBack).toEqual({ generations: 2, experiments: 1 })
      expect(yield* recordsIn(shared, "one")).toEqual([0])
      const part = join(shared.inbox, "llama2-7b.9.sqlite")
      expect(yield* answersIn(part, "a", "b", "c")).toEqual([null, "B", "C"])

      expect(yield* bringBack).toEqual({ generations: 0, experiments: 0 })
      yield* fillCache(local.cache, { d: "D" })
      expect(yield* bringBack).toEqual({ generations: 1, experiments: 0 })
      expect(yield* answersIn(part, "b", "d")).toEqual(["B", "D"])
    }))

  it.scoped("leaves nothing half written under a name that others read", () =>
    Effect.gen(function*() {
      const shared = yield* newStore
      const { bringBack, local } = yield* startJob(shared, "9")
      yield* fillCache(local.cache, { a: "A" })
      yield* fillResults(local.results, "one", [recordOfQuestions(0, "a")])
      // A folder in the place of the file: it cannot be put there.
      yield* Effect.promise(() => mkdir(join(shared.results, "one.sqlite", "x"), { recursive: true }))
      expect(yield* Effect.flip(bringBack)).toMatchObject({ _tag: "StorageError" })
      expect(yield* inboxOf(shared)).toEqual(["llama2-7b.9.sqlite"])
    }))

  it.scoped("that begins again goes on from what its earlier life brought back", () =>
    Effect.gen(function*() {
      const shared = yield* newStore
      const first = yield* startJob(shared, "9.r0")
      yield* fillCache(first.local.cache, { a: "A" })
      yield* fillResults(first.local.results, "one", [recordOfQuestions(0, "a")])
      yield* first.bringBack
      const second = yield* startJob(shared, "9.r1")
      expect(yield* answersIn(second.local.cache, "a")).toEqual(["A"])
      expect(yield* recordsIn(second.local, "one")).toEqual([0])
      yield* fillCache(second.local.cache, { b: "B" })
      expect(yield* second.bringBack).toEqual({ generations: 1, experiments: 1 })
      expect(yield* inboxOf(shared)).toEqual(["llama2-7b.9.r0.sqlite", "llama2-7b.9.r1.sqlite"])
    }))
})

describe("collecting", () => {
  it.scoped("merges all that jobs have left, and empties the inbox", () =>
    Effect.gen(function*() {
      const shared = yield* newStore
      yield* fillCache(shared.cache, { a: "A" })
      yield* fillCache(join(shared.inbox, partName("llama2-7b", "1")), { a: "other", b: "B" })
      yield* fillCache(join(shared.inbox, partName("falcon-7b", "2")), { c: "C" })
      const merged = yield* collect(shared)
      expect(merged.map(({ added, alternatives }) => ({ added, alternatives }))).toEqual([
        { added: 1, alternatives: 0 },
        { added: 1, alternatives: 1 }
      ])
      expect(yield* answersIn(shared.cache, "a", "b", "c")).toEqual(["A", "B", "C"])
      expect((yield* inboxOf(shared)).filter((name) => name.endsWith(".sqlite"))).toEqual([])
      expect(yield* collect(shared)).toEqual([])
    }))

  it.scoped("takes up what a collector that died had claimed; jobs see it meanwhile", () =>
    Effect.gen(function*() {
      const shared = yield* newStore
      yield* fillCache(join(shared.inbox, "collecting", partName("llama2-7b", "1")), { a: "A" })
      const { local } = yield* startJob(shared, "9")
      expect(yield* answersIn(local.cache, "a")).toEqual(["A"])
      yield* collect(shared)
      expect(yield* answersIn(shared.cache, "a")).toEqual(["A"])
    }))

  it.scoped("is done by one at a time, and never beside a run on the shared directory itself", () =>
    Effect.gen(function*() {
      const shared = yield* newStore
      yield* fillCache(join(shared.inbox, partName("llama2-7b", "1")), { a: "A" })
      const lock = join(shared.inbox, "collect.lock")
      yield* Effect.scoped(Effect.gen(function*() {
        yield* holdLockFile(lock, "waiting")
        expect(yield* Effect.flip(collect(shared))).toMatchObject({ reason: "Held", location: lock })
      }))
      expect(dirname(lock)).toBe(shared.inbox)
      expect(yield* collect(shared)).toHaveLength(1)
    }))
})
