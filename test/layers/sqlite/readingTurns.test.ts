import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { join } from "node:path"
import { openDatabase } from "../../../layers/sqlite/open.ts"
import { temporaryFolder } from "../../support/folder.ts"
import { rawSqlite } from "../../support/rawSqlite.ts"

const newPlace = Effect.map(temporaryFolder, (folder) => join(folder, "file.sqlite"))

const open = (location: string) => openDatabase({ location, migrations: [["CREATE TABLE note (text TEXT)"]] })

const nextTurn = Effect.async<void>((resume) => void setImmediate(() => resume(Effect.void)))

describe("reads", () => {
  it.scoped("share a transaction within a turn of the event loop, and see from the next what others wrote", () =>
    Effect.gen(function*() {
      const location = yield* newPlace
      const { prepare, read } = yield* open(location)
      const { execute } = yield* rawSqlite(location)
      const count = read(() => prepare("SELECT count(*) FROM note").pluck().get())
      expect(yield* count).toBe(0)
      execute("INSERT INTO note VALUES ('by another')")
      expect(yield* count).toBe(0)
      yield* nextTurn
      expect(yield* count).toBe(1)
    }))

  it.scoped("see what was written in the same turn, and are in no write's way", () =>
    Effect.gen(function*() {
      const { prepare, read, run, transaction } = yield* open(yield* newPlace)
      const count = read(() => prepare("SELECT count(*) FROM note").pluck().get())
      expect(yield* count).toBe(0)
      yield* transaction(() => prepare("INSERT INTO note VALUES ('one')").run())
      expect(yield* count).toBe(1)
      yield* run("VACUUM")
      expect(yield* count).toBe(1)
    }))

  it.effect("end before the file is closed", () =>
    Effect.gen(function*() {
      yield* Effect.scoped(Effect.gen(function*() {
        const { prepare, read } = yield* open(yield* newPlace)
        yield* read(() => prepare("SELECT 1").get())
      }))
      yield* nextTurn
    }).pipe(Effect.scoped))
})
