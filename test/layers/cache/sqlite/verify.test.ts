import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { open } from "node:fs/promises"
import { join } from "node:path"
import { verifyCache } from "../../../../layers/cache/sqlite/verify.ts"
import { requestOf } from "../../../support/answers.ts"
import { temporaryFolder } from "../../../support/folder.ts"
import { rawSqlite } from "../../../support/rawSqlite.ts"
import { fillCache } from "../../../support/storage.ts"

const filled = Effect.gen(function*() {
  const location = join(yield* temporaryFolder, "cache.sqlite")
  yield* fillCache(location, { a: "A", b: "B" })
  yield* fillCache(location, { a: "another" })
  return location
})
const { digest } = requestOf("a")

describe("verifying a cache", () => {
  it.scoped("finds nothing wrong with a sound one, and counts its rows", () =>
    Effect.gen(function*() {
      expect(yield* verifyCache(yield* filled)).toEqual({ rows: 3, problems: [] })
    }))

  for (
    const [what, change, problem] of [
      ["answer", "UPDATE generation SET answer = 'x' WHERE id = 1", `generation 1 (${digest}): its answer`],
      ["request", "UPDATE request SET request = '[]' WHERE id = 1", `generation 1 (${digest}): its request`],
      [
        "missing request",
        "DELETE FROM request WHERE id = 1",
        `generation 1 (${digest}): its request is miss`
      ],
      ["alternative", "UPDATE alternative SET answer = 'x'", `alternative 1 (${digest}): its answer`]
    ] as const
  ) {
    it.scoped(`names the row of a changed one: ${what}`, () =>
      Effect.gen(function*() {
        const location = yield* filled
        const { execute } = yield* rawSqlite(location)
        execute(change)
        const { problems } = yield* verifyCache(location)
        expect(problems).toHaveLength(1)
        expect(problems[0]).toContain(problem)
      }))
  }

  it.scoped("finds a page that the disk has spoilt", () =>
    Effect.gen(function*() {
      const location = join(yield* temporaryFolder, "cache.sqlite")
      const answers = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`${i}`, "A".repeat(1000)]))
      yield* fillCache(location, answers)
      yield* Effect.promise(async () => {
        const file = await open(location, "r+")
        const { size } = await file.stat()
        await file.write(Buffer.alloc(4096, 0x5a), 0, 4096, size - 4096)
        await file.close()
      })
      const { problems } = yield* verifyCache(location)
      expect(problems[0]).toContain("SQLite: ")
    }))

  it.scoped("says that there is no cache", () =>
    Effect.gen(function*() {
      const location = join(yield* temporaryFolder, "cache.sqlite")
      expect(yield* Effect.flip(verifyCache(location))).toMatchObject({ reason: "Missing", location })
    }))
})
