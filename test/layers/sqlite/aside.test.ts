import { describe, expect, it } from "@effect/vitest"
import { Effect, Fiber } from "effect"
import { writeFile } from "node:fs/promises"
import { join } from "node:path"
import { runAside } from "../../../layers/sqlite/aside.ts"
import { openDatabase } from "../../../layers/sqlite/open.ts"
import { temporaryFolder } from "../../support/folder.ts"

const slow =
  "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000) SELECT max(i) AS i FROM n"

const opened = Effect.gen(function*() {
  const location = join(yield* temporaryFolder, "a.sqlite")
  yield* openDatabase({ location, migrations: [["CREATE TABLE item (place INTEGER) STRICT"]] })
  return location
})

describe("a statement in a thread of its own", () => {
  it.scoped("gives its rows, and those that give none are done", () =>
    Effect.gen(function*() {
      const location = yield* opened
      expect(yield* runAside(location, "PRAGMA integrity_check")).toEqual([{ integrity_check: "ok" }])
      expect(yield* runAside(location, "VACUUM")).toEqual([])
    }))

  it.scopedLive("holds nothing else up", () =>
    Effect.gen(function*() {
      const location = yield* opened
      const fiber = yield* Effect.fork(runAside(location, slow))
      let turns = 0
      while ((yield* Fiber.poll(fiber))._tag === "None") {
        turns++
        yield* Effect.sleep("10 millis")
      }
      expect(yield* Fiber.join(fiber)).toEqual([{ i: 2_000_000 }])
      expect(turns).toBeGreaterThan(5)
    }))

  it.scoped("fails as SQLite does, with the same advice", () =>
    Effect.gen(function*() {
      const location = join(yield* temporaryFolder, "text.sqlite")
      yield* Effect.promise(() => writeFile(location, "no database ".repeat(100)))
      const error = yield* Effect.flip(runAside(location, "PRAGMA integrity_check"))
      expect(error).toMatchObject({ _tag: "StorageError", reason: "Corrupt", location })
      expect(error.message).toContain("it is not an SQLite database")
    }))
})
