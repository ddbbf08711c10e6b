import { describe, expect, it } from "@effect/vitest"
import { Deferred, Effect, Exit, Fiber, Logger } from "effect"
import { join } from "node:path"
import { type Migrations, statementsOf } from "../../../layers/sqlite/migrate.ts"
import { openDatabase } from "../../../layers/sqlite/open.ts"
import type { Showing, Tell } from "../../../src/storage/Tell.ts"
import { temporaryFolder } from "../../support/folder.ts"
import { rawSqlite } from "../../support/rawSqlite.ts"

const migrations: Migrations = [
  ["CREATE TABLE item (place INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT"],
  [
    "ALTER TABLE item RENAME TO former",
    "CREATE TABLE item (place INTEGER PRIMARY KEY, length INTEGER NOT NULL) STRICT",
    {
      what: "items",
      table: "former",
      key: "place",
      statements: [
        "INSERT INTO item SELECT place, length(text) FROM former WHERE place > ? AND place <= ?",
        "DELETE FROM former WHERE place > ? AND place <= ?"
      ]
    },
    "DROP TABLE former",
    { what: "items", table: "item", index: "CREATE INDEX lengths ON item (length)" }
  ]
]

/** A file of the first version with three steps' worth of rows. */
const olderFile = Effect.gen(function*() {
  const location = join(yield* temporaryFolder, "a.sqlite")
  yield* Effect.scoped(Effect.map(rawSqlite(location), ({ execute }) => {
    for (const statement of statementsOf(migrations.slice(0, 1))) execute(statement)
    execute(`WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 5000)
      INSERT INTO item SELECT n, 'abc' FROM number`)
    execute("PRAGMA user_version = 1")
  }))
  return location
})

const open = (location: string, showing?: Showing) =>
  Effect.scoped(Effect.asVoid(openDatabase({ location, migrations, showing })))

const rowsOf = (location: string, sql: string) =>
  Effect.scoped(Effect.map(rawSqlite(location), ({ rows }) => rows(sql)))

/** The file is as it was. */
const expectOlder = (location: string) =>
  Effect.gen(function*() {
    expect(yield* rowsOf(location, "PRAGMA user_version")).toEqual([{ user_version: 1 }])
    expect(yield* rowsOf(location, "SELECT count(*) AS count FROM item WHERE text = 'abc'"))
      .toEqual([{ count: 5000 }])
  })

const expectNewest = (location: string) =>
  Effect.gen(function*() {
    expect(yield* rowsOf(location, "PRAGMA user_version")).toEqual([{ user_version: 2 }])
    expect(
      yield* rowsOf(location, "SELECT count(*) AS count, max(place) AS last, sum(length) AS sum FROM item")
    )
      .toEqual([{ count: 5000, last: 5000, sum: 15_000 }])
    expect(yield* rowsOf(location, "SELECT name FROM sqlite_master")).toEqual([{ name: "item" }, {
      name: "lengths"
    }])
  })

describe("bringing a file to the newest version", () => {
  it.scoped("says what is rewritten, and tells how far it is", () =>
    Effect.gen(function*() {
      const location = yield* olderFile
      const told: Parameters<Tell>[] = []
      const lines: unknown[] = []
      const logger = Logger.make(({ message }) =>
        lines.push(...(Array.isArray(message) ? message : [message]))
      )
      yield* open(location, Effect.succeed((...state) => void told.push(state))).pipe(
        Effect.provide(Logger.replace(Logger.defaultLogger, logger))
      )
      yield* expectNewest(location)
      expect(told).toEqual([0, 2000, 4000, 5000].map((done) => ["items", done, 5000]))
      expect(lines).toEqual([
        expect.stringContaining(`${location}: an earlier version made it; bringing it from format 1 to 2`),
        expect.stringContaining(`${location}: its 5000 items are rewritten`),
        `${location}: making an index of its 5000 items`
      ])
    }))

  it.scoped("rewrites nothing of a new file, and says nothing", () =>
    Effect.gen(function*() {
      const location = join(yield* temporaryFolder, "new.sqlite")
      const silent = Logger.make(({ message }) => expect.fail(String(message)))
      yield* Effect.provide(
        open(location, Effect.dieMessage("there is nothing to show")),
        Logger.replace(Logger.defaultLogger, silent)
      )
      expect(yield* rowsOf(location, "PRAGMA user_version")).toEqual([{ user_version: 2 }])
      expect(yield* rowsOf(location, "SELECT name FROM sqlite_master"))
        .toEqual([{ name: "item" }, { name: "lengths" }])
    }))

  it.scopedLive("leaves it as it was when it is interrupted, and does it the next time", () =>
    Effect.gen(function*() {
      const location = yield* olderFile
      const begun = yield* Deferred.make<void>()
      const tell: Tell = (_, done) => {
        if (done > 0) Deferred.unsafeDone(begun, Exit.void)
      }
      const fiber = yield* Effect.fork(open(location, Effect.succeed(tell)))
      yield* Deferred.await(begun)
      expect(Exit.isInterrupted(yield* Fiber.interrupt(fiber))).toBe(true)
      yield* expectOlder(location)
      yield* open(location)
      yield* expectNewest(location)
    }))

  it.scoped("leaves it as it was when something fails on the way", () =>
    Effect.gen(function*() {
      const location = yield* olderFile
      const failing: Migrations = [...migrations.slice(0, 1), [...migrations[1]!, "SELECT nonsense"]]
      const error = yield* Effect.flip(Effect.scoped(openDatabase({ location, migrations: failing })))
      expect(error).toMatchObject({ _tag: "StorageError", location })
      yield* expectOlder(location)
    }))
})
