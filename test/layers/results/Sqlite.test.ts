import { describe, expect, it } from "@effect/vitest"
import { Effect, Layer, Option } from "effect"
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { layer } from "../../../layers/results/Sqlite.ts"
import { countOutcomes, countReaders, selectFinished } from "../../../layers/results/sqlite/read.ts"
import { resultsContract } from "../../../layers/testing/contracts/results.ts"
import { Results } from "../../../src/storage/Results.ts"
import { temporaryFolder } from "../../support/folder.ts"
import { asFormat } from "../../support/olderResults.ts"
import { rawSqlite } from "../../support/rawSqlite.ts"
import { errorOf, recordWith, sessionWith, specWith } from "../../support/records.ts"

const inFolder = (folder: string) => layer({ folder })
const newFolder = Effect.map(temporaryFolder, (folder) => join(folder, "results", "analysis"))

resultsContract({ describe, expect, it }, "Sqlite", Layer.unwrapScoped(Effect.map(newFolder, inFolder)))

const open = (folder: string) =>
  Effect.flatMap(Results, (results) => results.open("experiment", specWith())).pipe(
    Effect.provide(inFolder(folder))
  )
const putOne = (folder: string) =>
  Effect.scoped(Effect.flatMap(open(folder), (results) => results.put(recordWith(0))))
const inspect = (folder: string) =>
  Effect.flatMap(Results, (results) => results.inspect("experiment")).pipe(Effect.provide(inFolder(folder)))
const finished = (folder: string) =>
  inspect(folder).pipe(Effect.flatten, Effect.flatMap(({ finished }) => finished))
const file = (folder: string) => join(folder, "experiment.sqlite")

describe("results in SQLite files", () => {
  it.scoped("stand in one file of the experiment's name", () =>
    Effect.gen(function*() {
      const folder = yield* newFolder
      const { location } = yield* open(folder)
      expect(location).toBe(file(folder))
    }))

  it.scoped("are there for the next process", () =>
    Effect.gen(function*() {
      const folder = yield* newFolder
      yield* putOne(folder)
      expect(yield* finished(folder)).toEqual(new Set([0]))
    }))

  it.scoped("are on disk when they are put", () =>
    Effect.gen(function*() {
      const folder = yield* newFolder
      const results = yield* open(folder)
      const { rows } = yield* rawSqlite(file(folder))
      yield* results.put(recordWith(3))
      expect(rows("SELECT idx FROM observation")).toEqual([{ idx: 3 }])
    }))

  it.scoped("tell which are complete, and what came of them, from an index alone, without reading any", () =>
    Effect.gen(function*() {
      const folder = yield* newFolder
      yield* putOne(folder)
      const { rows } = yield* rawSqlite(file(folder))
      for (const sql of [selectFinished, countReaders, countOutcomes]) {
        // SQLite counts a column that follows from another as one of the table, and reads it from the index.
        expect(rows(`EXPLAIN QUERY PLAN ${sql}`)[0]).toMatchObject({
          detail: expect.stringMatching(/^SCAN observation USING (?:COVERING )?INDEX glance$/)
        })
      }
    }))

  /** Records that came in no order, one of them unread, one failed. */
  const various = [
    recordWith(7, {
      sessions: [sessionWith("predict", { reading: null, finishReason: "length" })],
      correct: null
    }),
    recordWith(2),
    recordWith(5, { sessions: [], correct: null, error: errorOf("transient") })
  ]
  const putVarious = (folder: string) =>
    Effect.scoped(Effect.flatMap(open(folder), (results) =>
      Effect.zipRight(
        Effect.forEach(various, results.put),
        results.putControl({ ...recordWith(2), control: "random", number: 1, size: null })
      )))

  /** All that can be read of a file, as one that was never older has it. */
  const everything = (folder: string) =>
    Effect.gen(function*() {
      const stored = yield* Effect.flatten(inspect(folder))
      return {
        records: yield* stored.page(-1, 10),
        finished: yield* stored.finished,
        outcomes: yield* stored.outcomes,
        readers: yield* stored.readerVersions,
        glances: yield* stored.glances({}, { after: -1 }, 10),
        record: yield* stored.record(5)
      }
    })

  for (const version of [1, 6, 7] as const) {
    it.scoped(`of format ${version} are brought to this one, and nothing is lost`, () =>
      Effect.gen(function*() {
        const folder = yield* newFolder
        yield* putVarious(folder)
        const before = yield* everything(folder)
        const { controls } = yield* Effect.flatten(inspect(folder))
        const controlsBefore = yield* controls(-1, 10)
        yield* asFormat(file(folder), version)
        expect(yield* everything(folder)).toEqual(before)
        expect(before.records).toEqual(various.toSorted((one, other) => one.idx - other.idx))
        const now = yield* Effect.flatten(inspect(folder))
        expect(yield* now.controls(-1, 10)).toEqual(version === 1 ? [] : controlsBefore)
        const results = yield* open(folder)
        yield* results.put(recordWith(5))
        expect(yield* results.finished).toEqual(new Set([2, 5, 7]))
      }))
  }

  it.scoped("are held by another process as long as it holds the lock, and it is named", () =>
    Effect.gen(function*() {
      const folder = yield* newFolder
      yield* putOne(folder)
      yield* Effect.scoped(Effect.gen(function*() {
        const { execute } = yield* rawSqlite(join(folder, "experiment.lock"))
        execute("UPDATE holder SET name = 'process 7 on elsewhere'")
        execute("BEGIN IMMEDIATE")
        const error = yield* Effect.flip(Effect.scoped(open(folder)))
        expect(error).toMatchObject({ _tag: "StorageError", reason: "Held" })
        expect(error.message).toContain("experiment is being written by process 7 on elsewhere")
      }))
      yield* open(folder)
    }))

  it.scoped("can be looked at while another process holds them", () =>
    Effect.gen(function*() {
      const folder = yield* newFolder
      yield* putOne(folder)
      const { execute } = yield* rawSqlite(join(folder, "experiment.lock"))
      execute("BEGIN IMMEDIATE")
      expect(Option.isSome(yield* inspect(folder))).toBe(true)
    }))

  it.scoped("name this process to a second one", () =>
    Effect.gen(function*() {
      const folder = yield* newFolder
      yield* open(folder)
      const error = yield* Effect.flip(Effect.scoped(open(folder)))
      expect(error.message).toContain(`process ${process.pid} on `)
    }))

  it.scoped("of a newer version are refused and left alone", () =>
    Effect.gen(function*() {
      const folder = yield* newFolder
      yield* putOne(folder)
      const { execute, rows } = yield* rawSqlite(file(folder))
      execute("PRAGMA user_version = 99")
      const error = yield* Effect.flip(Effect.scoped(open(folder)))
      expect(error).toMatchObject({ _tag: "StorageError", reason: "Newer", location: file(folder) })
      expect(yield* Effect.flip(inspect(folder))).toMatchObject({ reason: "Newer" })
      expect(rows("SELECT idx FROM observation")).toEqual([{ idx: 0 }])
    }))

  it.scoped("in a file that is no database are refused, and the file is left alone", () =>
    Effect.gen(function*() {
      const folder = yield* newFolder
      const garbage = "no database at all, but long enough to have a header ".repeat(30)
      yield* Effect.promise(() => mkdir(folder, { recursive: true }))
      yield* Effect.promise(() => writeFile(file(folder), garbage))
      const error = yield* Effect.flip(Effect.scoped(open(folder)))
      expect(error).toMatchObject({ _tag: "StorageError", reason: "Corrupt", location: file(folder) })
      expect(yield* Effect.flip(inspect(folder))).toMatchObject({ reason: "Corrupt" })
      expect(yield* Effect.promise(() => readFile(file(folder), "utf8"))).toBe(garbage)
    }))

  it.scoped("with a row that is no record are refused", () =>
    Effect.gen(function*() {
      const folder = yield* newFolder
      yield* putOne(folder)
      const { execute } = yield* rawSqlite(file(folder))
      const fold = Effect.scoped(
        Effect.flatMap(open(folder), (results) => results.fold(0, (n) => n + 1))
      )
      const sessions = (session: object) =>
        execute(`UPDATE observation SET sessions = '${JSON.stringify([session])}'`)
      const good = sessionWith("explain", { masking: { masked: 1, absent: ["x"] }, reasoningLength: 2 })
      sessions(good)
      expect(yield* fold).toBe(1)
      const wrong = [
        { masking: null },
        { masking: { masked: -1, absent: [] } },
        { masking: { masked: 1, absent: [1] } },
        { reasoningLength: 0.5 },
        { rule: null }
      ]
      for (const change of wrong) {
        sessions({ ...good, ...change })
        expect(yield* Effect.flip(fold)).toMatchObject({ reason: "Corrupt" })
      }
    }))

  it.scoped("cannot be written where a file stands in place of the folder", () =>
    Effect.gen(function*() {
      const folder = yield* temporaryFolder
      yield* Effect.promise(() => writeFile(join(folder, "file"), ""))
      const error = yield* Effect.flip(Effect.scoped(open(join(folder, "file"))))
      expect(error).toMatchObject({ _tag: "StorageError", reason: "Unwritable" })
      expect(error.message).toContain("--persistent-dir")
    }))

  it.scoped("have a document beside them, written whole", () =>
    Effect.gen(function*() {
      const folder = yield* newFolder
      const { saveDocument } = yield* open(folder)
      yield* saveDocument({ old: true })
      const path = yield* saveDocument({ results: { total: 3 } })
      expect(path).toBe(join(folder, "experiment.json"))
      expect(JSON.parse(yield* Effect.promise(() => readFile(path, "utf8")))).toEqual({
        results: { total: 3 }
      })
      expect((yield* Effect.promise(() => readdir(folder))).filter((name) => name.includes(".part"))).toEqual(
        []
      )
    }))

  it.scoped("say where a document cannot be written", () =>
    Effect.gen(function*() {
      const folder = yield* newFolder
      const { saveDocument } = yield* open(folder)
      yield* Effect.promise(() => mkdir(join(folder, "experiment.json")))
      const error = yield* Effect.flip(saveDocument({}))
      expect(error).toMatchObject({ _tag: "StorageError", reason: "Unwritable" })
      expect(error.message).toContain("experiment.json")
    }))
})
