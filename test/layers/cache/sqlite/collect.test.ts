import { describe, expect, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { writeFile } from "node:fs/promises"
import { join } from "node:path"
import * as SqliteCache from "../../../../layers/cache/Sqlite.ts"
import { collectGarbage } from "../../../../layers/cache/sqlite/collect.ts"
import type { FailedGeneration } from "../../../../src/domain/FailedGeneration.ts"
import { GenerationCache } from "../../../../src/storage/GenerationCache.ts"
import { requestOf } from "../../../support/answers.ts"
import { temporaryFolder } from "../../../support/folder.ts"
import { rawSqlite } from "../../../support/rawSqlite.ts"
import { errorOf, recordWith } from "../../../support/records.ts"
import {
  answersIn,
  controlOfQuestions,
  fillCache,
  fillResults,
  recordOfQuestions
} from "../../../support/storage.ts"

/** A server's refusal of a prompt that is too long. */
const refusal: FailedGeneration = {
  reason: { _tag: "ContextOverflow", message: "too long", limit: 7 },
  limits: {}
}

/** Two experiments refer to three of five answers. */
const setUp = Effect.gen(function*() {
  const folder = yield* temporaryFolder
  const location = join(folder, "cache", "generations.sqlite")
  const results = join(folder, "results", "analysis")
  yield* fillCache(location, { one: "1", both: "2", other: "3", nobody: "4", "nobody else": "5" })
  yield* fillResults(results, "one", [recordOfQuestions(0, "one"), recordOfQuestions(1, "both", "one")])
  yield* fillResults(join(folder, "kept", "elsewhere"), "other", [recordOfQuestions(0, "both", "other")])
  return { folder, location, results }
})
const all = ["one", "both", "other", "nobody", "nobody else"]

describe("removing what no record refers to", () => {
  it.scoped("keeps every answer of every record under the folder", () =>
    Effect.gen(function*() {
      const { folder, location } = yield* setUp
      const found = yield* collectGarbage({ location, folder, dry: false })
      expect(found).toMatchObject({ generations: 2, models: [{ model: "m", generations: 2 }] })
      expect(found.results).toHaveLength(2)
      expect(yield* answersIn(location, ...all)).toEqual(["1", "2", "3", null, null])
      const { rows } = yield* rawSqlite(location)
      expect(rows("SELECT count(*) AS n FROM request")).toEqual([{ n: 3 }])
    }))

  it.scoped("keeps the answers of controls, and knows files from before there were any", () =>
    Effect.gen(function*() {
      const { folder, location, results } = yield* setUp
      yield* fillResults(results, "controlled", [], [controlOfQuestions(0, "nobody")])
      const { execute } = yield* rawSqlite(join(results, "one.sqlite"))
      execute("DROP TABLE control")
      execute("PRAGMA user_version = 4")
      expect(yield* collectGarbage({ location, folder, dry: false })).toMatchObject({ generations: 1 })
      expect(yield* answersIn(location, ...all)).toEqual(["1", "2", "3", "4", null])
    }))

  it.scoped("removes refusals as it removes answers, and keeps those that a record refers to", () =>
    Effect.gen(function*() {
      const { folder, location, results } = yield* setUp
      const [told, forgotten] = [requestOf("refused"), requestOf("refused and forgotten")]
      yield* Effect.flatMap(
        GenerationCache,
        ({ putFailure }) => Effect.forEach([told, forgotten], (request) => putFailure(request, refusal))
      ).pipe(Effect.provide(SqliteCache.layer({ location })))
      const error = { ...errorOf("request"), request: told.digest }
      yield* fillResults(results, "refused", [recordWith(0, { sessions: [], correct: null, error })])

      const { bytes } = yield* collectGarbage({ location, folder, dry: true })
      const found = yield* collectGarbage({ location, folder, dry: false })
      expect(found).toMatchObject({ generations: 2, failures: 1, bytes })
      const { rows } = yield* rawSqlite(location)
      expect(rows("SELECT request FROM failure")).toEqual([{ request: told.canonical }])
      expect(yield* collectGarbage({ location, folder, dry: false })).toMatchObject({
        generations: 0,
        failures: 0
      })
    }))

  it.scoped("only shows it where that is wanted", () =>
    Effect.gen(function*() {
      const { folder, location } = yield* setUp
      expect(yield* collectGarbage({ location, folder, dry: true })).toMatchObject({ generations: 2 })
      expect(yield* answersIn(location, ...all)).toEqual(["1", "2", "3", "4", "5"])
    }))

  it.scoped("removes nothing while a run has the cache open, which may have read what it has not recorded", () =>
    Effect.gen(function*() {
      const { folder, location } = yield* setUp
      yield* Effect.scoped(Effect.gen(function*() {
        yield* Layer.build(SqliteCache.layer({ location }))
        const error = yield* Effect.flip(collectGarbage({ location, folder, dry: false }))
        expect(error).toMatchObject({ reason: "Held" })
        expect(error.message).toContain("a run or another command is using it")
      }))
      expect(yield* answersIn(location, ...all)).toEqual(["1", "2", "3", "4", "5"])
      yield* collectGarbage({ location, folder, dry: false })
    }))

  it.scoped("removes nothing when a results file cannot be read, and names it", () =>
    Effect.gen(function*() {
      const { folder, location, results } = yield* setUp
      const damaged = join(results, "damaged.sqlite")
      yield* Effect.promise(() => writeFile(damaged, "no database ".repeat(100)))
      const error = yield* Effect.flip(collectGarbage({ location, folder, dry: false }))
      expect(error.message).toContain(damaged)
      expect(yield* answersIn(location, ...all)).toEqual(["1", "2", "3", "4", "5"])
    }))

  it.scoped("removes nothing when a newer version made a results file", () =>
    Effect.gen(function*() {
      const { folder, location, results } = yield* setUp
      const { execute } = yield* rawSqlite(join(results, "one.sqlite"))
      execute("PRAGMA user_version = 99")
      expect(yield* Effect.flip(collectGarbage({ location, folder, dry: false }))).toMatchObject({
        reason: "Newer"
      })
      expect(yield* answersIn(location, "nobody")).toEqual(["4"])
    }))
})
