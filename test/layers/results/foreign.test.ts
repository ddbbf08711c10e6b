/**
 * Files of the Python original lie where ours do: they are neither read nor changed.
 */
import { describe, expect, it } from "@effect/vitest"
import { Effect, Layer, Option } from "effect"
import { join } from "node:path"
import * as MemoryCache from "../../../layers/cache/Memory.ts"
import * as Sqlite from "../../../layers/results/Sqlite.ts"
import { openDatabase } from "../../../layers/sqlite/open.ts"
import { Results } from "../../../src/storage/Results.ts"
import { temporaryFolder } from "../../support/folder.ts"
import { rawSqlite } from "../../support/rawSqlite.ts"

const foreign = (location: string) =>
  Effect.scoped(
    Effect.map(rawSqlite(location), ({ execute }) =>
      execute("CREATE TABLE Classify (id INTEGER PRIMARY KEY, idx INTEGER)"))
  )

describe("an SQLite file that another program made", () => {
  it.scoped("is not opened for writing", () =>
    Effect.gen(function*() {
      const location = join(yield* temporaryFolder, "analysis_m-llama2-7b.sqlite")
      yield* foreign(location)
      const error = yield* Effect.flip(
        openDatabase({ location, migrations: [["CREATE TABLE ours (id INTEGER)"]] })
      )
      expect(error.reason).toBe("Differs")
      expect(error.message).toContain("another program made it")
    }))

  it.scoped("is passed over where results are looked at", () =>
    Effect.gen(function*() {
      const folder = yield* temporaryFolder
      yield* foreign(join(folder, "theirs.sqlite"))
      const layer = Layer.provide(Sqlite.layer({ folder }), MemoryCache.layer)
      const [inspected, requests] = yield* Effect.provide(
        Effect.flatMap(Results, (results) =>
          Effect.all([results.inspect("theirs"), results.requestsOnlyOf("ours")])),
        layer
      )
      expect(Option.isNone(inspected)).toBe(true)
      expect(requests.size).toBe(0)
    }))
})
