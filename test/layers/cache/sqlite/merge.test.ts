import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { symlink, writeFile } from "node:fs/promises"
import { join } from "node:path"
import * as SqliteCache from "../../../../layers/cache/Sqlite.ts"
import { mergeCaches } from "../../../../layers/cache/sqlite/merge.ts"
import { verifyCache } from "../../../../layers/cache/sqlite/verify.ts"
import { GenerationCache } from "../../../../src/storage/GenerationCache.ts"
import { requestOf } from "../../../support/answers.ts"
import { temporaryFolder } from "../../../support/folder.ts"
import { rawSqlite } from "../../../support/rawSqlite.ts"
import { answersIn, fillCache } from "../../../support/storage.ts"

const files = Effect.map(temporaryFolder, (folder) => {
  const [a, b, c] = ["a", "b", "c"].map((name) => join(folder, name, "cache.sqlite"))
  return { a: a!, b: b!, c: c! }
})
const alternatives = (location: string) =>
  Effect.scoped(
    Effect.map(rawSqlite(location), ({ rows }) => rows("SELECT answer FROM alternative ORDER BY answer"))
  )

describe("merging caches", () => {
  it.scoped("brings all answers together, the target's own and the first source's first", () =>
    Effect.gen(function*() {
      const { a, b, c } = yield* files
      yield* fillCache(a, { own: "A", "in a and b": "A", "in all": "A" })
      yield* fillCache(b, { theirs: "B", "in a and b": "B", "in all": "B" })
      yield* fillCache(c, { "in all": "C" })
      expect(yield* mergeCaches([a, b], c)).toEqual([
        { source: a, added: 2, known: 1, alternatives: 1, failures: 0 },
        { source: b, added: 1, known: 2, alternatives: 2, failures: 0 }
      ])
      expect(yield* answersIn(c, "own", "theirs", "in a and b", "in all")).toEqual(["A", "B", "A", "C"])
      expect(yield* alternatives(c)).toEqual([{ answer: "A" }, { answer: "B" }, { answer: "B" }])
      expect(yield* verifyCache(c)).toEqual({ rows: 7, problems: [] })
    }))

  it.scoped("makes a new cache, and changes nothing when done again", () =>
    Effect.gen(function*() {
      const { a, b, c } = yield* files
      yield* fillCache(a, { x: "A", y: "A" })
      yield* fillCache(b, { x: "B" })
      yield* mergeCaches([a, b], c)
      expect(yield* mergeCaches([a, b], c)).toEqual([
        { source: a, added: 0, known: 2, alternatives: 0, failures: 0 },
        { source: b, added: 0, known: 1, alternatives: 0, failures: 0 }
      ])
    }))

  it.scoped("takes over what a source has beside its first answers, and what was refused there", () =>
    Effect.gen(function*() {
      const { a, b } = yield* files
      yield* fillCache(a, { x: "first" })
      yield* fillCache(a, { x: "second" })
      yield* Effect.flatMap(GenerationCache, (cache) =>
        cache.putFailure(requestOf("long"), {
          reason: { _tag: "ContextOverflow", message: "too long", limit: 7 },
          limits: {}
        })).pipe(Effect.provide(SqliteCache.layer({ location: a })))
      yield* fillCache(b, { x: "second" })
      expect(yield* mergeCaches([a], b)).toEqual([
        { source: a, added: 0, known: 1, alternatives: 1, failures: 1 }
      ])
      expect(yield* alternatives(b)).toEqual([{ answer: "first" }])
    }))

  it.scoped("refuses what is no cache, and then merges nothing at all", () =>
    Effect.gen(function*() {
      const { a, b, c } = yield* files
      yield* fillCache(a, { x: "A" })
      expect(yield* Effect.flip(mergeCaches([a, b], c))).toMatchObject({ reason: "Missing", location: b })
      const text = join(yield* temporaryFolder, "text")
      yield* Effect.promise(() => writeFile(text, "no database ".repeat(100)))
      expect(yield* Effect.flip(mergeCaches([a, text], c))).toMatchObject({
        reason: "Corrupt",
        location: text
      })
      expect(yield* answersIn(c, "x")).toEqual([null])
    }))

  it.scoped("refuses to merge a cache into itself, by whatever name", () =>
    Effect.gen(function*() {
      const { a, b } = yield* files
      yield* fillCache(a, { x: "A" })
      yield* fillCache(b, { y: "B" })
      const link = `${a}.link`
      yield* Effect.promise(() => symlink(a, link))
      expect((yield* Effect.flip(mergeCaches([link], a))).message).toContain("into itself")
    }))
})
