import { describe, expect, it } from "@effect/vitest"
import { Effect, Option } from "effect"
import { readdir, readFile } from "node:fs/promises"
import { join } from "node:path"
import { readArchive } from "../../../layers/archive/read.ts"
import { writeArchive } from "../../../layers/archive/write.ts"
import * as SqliteResults from "../../../layers/results/Sqlite.ts"
import { readDocument, saveDocument } from "../../../layers/results/sqlite/document.ts"
import type { ObservationRecord } from "../../../src/domain/ObservationRecord.ts"
import { Results } from "../../../src/storage/Results.ts"
import { temporaryFolder } from "../../support/folder.ts"
import { rawSqlite } from "../../support/rawSqlite.ts"
import { recordWith, specWith } from "../../support/records.ts"
import {
  answersIn,
  controlOfQuestions,
  fillCache,
  fillResults,
  recordOfQuestions
} from "../../support/storage.ts"

const placeOf = (folder: string) => ({
  cache: join(folder, "cache", "generations.sqlite"),
  results: join(folder, "results")
})
const newPlace = Effect.map(temporaryFolder, placeOf)
const records = [recordOfQuestions(0, "a", "b"), recordOfQuestions(4, "a")]

/** One's own place with an experiment, and its archive. */
const exported = Effect.gen(function*() {
  const folder = yield* temporaryFolder
  const place = placeOf(folder)
  yield* fillCache(place.cache, { a: "A", b: "B", "of another": "C" })
  yield* fillCache(place.cache, { a: "another" })
  yield* fillResults(place.results, "one", records)
  const archived = yield* writeArchive({ ...place, id: "one", out: join(folder, "one.introspect") })
  return { ...place, folder, archived, file: archived.location }
})

const recordsIn = (folder: string, id: string) =>
  Effect.flatMap(Results, (results) => results.open(id, specWith())).pipe(
    Effect.flatMap((results) =>
      results.fold<readonly ObservationRecord[]>([], (all, record) => [...all, record])
    ),
    Effect.scoped,
    Effect.provide(SqliteResults.layer({ folder }))
  )

describe("the archive of an experiment", () => {
  it.scoped("is one file, and gives a colleague the same records and just their answers", () =>
    Effect.gen(function*() {
      const { archived, file, folder } = yield* exported
      expect(archived).toMatchObject({ id: "one", observations: 2, generations: 2 })
      expect((yield* Effect.promise(() => readdir(folder))).filter((name) => name.startsWith("one"))).toEqual(
        ["one.introspect"]
      )
      const place = yield* newPlace
      const imported = yield* readArchive({ ...place, file })
      expect(imported).toMatchObject({ id: "one", observations: 2, known: false, merged: { added: 2 } })
      expect(yield* recordsIn(place.results, "one")).toEqual(records)
      expect(yield* answersIn(place.cache, "a", "b", "of another")).toEqual(["A", "B", null])
      const { rows } = yield* rawSqlite(place.cache)
      expect(rows("SELECT answer FROM alternative")).toEqual([{ answer: "another" }])
    }))

  it.scoped("has the controls and their answers, too", () =>
    Effect.gen(function*() {
      const folder = yield* temporaryFolder
      const own = placeOf(folder)
      yield* fillCache(own.cache, { a: "A", b: "B" })
      const control = controlOfQuestions(0, "b")
      yield* fillResults(own.results, "one", [recordOfQuestions(0, "a")], [control])
      const { location } = yield* writeArchive({ ...own, id: "one", out: join(folder, "one.introspect") })
      const place = yield* newPlace
      expect(yield* readArchive({ ...place, file: location })).toMatchObject({ merged: { added: 2 } })
      const controls = Effect.flatMap(Results, (results) => results.open("one", specWith())).pipe(
        Effect.flatMap((results) => results.controls(-1, 10)),
        Effect.scoped,
        Effect.provide(SqliteResults.layer({ folder: place.results }))
      )
      expect(yield* controls).toEqual([control])
    }))

  it.scoped("has the summary document, if there is one; one of version 1 has none, and is read all the same", () =>
    Effect.gen(function*() {
      const { archived, cache, folder, results } = yield* exported
      const document = { results: { total: 2 } }
      yield* saveDocument(join(results, "one.json"), document)
      const { location } = yield* writeArchive({ cache, results, id: "one", out: join(folder, "with") })
      const place = yield* newPlace
      yield* readArchive({ ...place, file: location })
      expect(yield* readDocument(join(place.results, "one.json"))).toEqual(Option.some(document))

      const { execute } = yield* rawSqlite(archived.location)
      execute("DROP TABLE document; PRAGMA user_version = 1")
      const other = yield* newPlace
      expect(yield* readArchive({ ...other, file: archived.location })).toMatchObject({ observations: 2 })
      expect(yield* recordsIn(other.results, "one")).toEqual(records)
      expect(yield* readDocument(join(other.results, "one.json"))).toEqual(Option.none())
    }))

  it.scoped("can be imported twice, and leaves nothing else behind", () =>
    Effect.gen(function*() {
      const { file } = yield* exported
      const before = yield* Effect.promise(() => readFile(file))
      const place = yield* newPlace
      yield* readArchive({ ...place, file })
      expect(yield* readArchive({ ...place, file })).toMatchObject({ known: true, merged: { added: 0 } })
      expect(yield* Effect.promise(() => readFile(file))).toEqual(before)
      const names = yield* Effect.promise(() => readdir(join(place.cache, "..")))
      expect(names.filter((name) => name.includes("import"))).toEqual([])
    }))

  it.scoped("is not imported over other records, and then not at all", () =>
    Effect.gen(function*() {
      const { file } = yield* exported
      const place = yield* newPlace
      yield* fillResults(place.results, "one", [recordWith(0)])
      const error = yield* Effect.flip(readArchive({ ...place, file }))
      expect(error).toMatchObject({ reason: "Differs" })
      expect(error.message).toContain("exists with other content")
      expect(yield* recordsIn(place.results, "one")).toEqual([recordWith(0)])
      expect(yield* answersIn(place.cache, "a")).toEqual([null])
    }))

  it.scoped("is refused when it is damaged", () =>
    Effect.gen(function*() {
      const { file } = yield* exported
      const { execute } = yield* rawSqlite(file)
      execute("UPDATE generation SET answer = 'forged' WHERE id = 1")
      const place = yield* newPlace
      const error = yield* Effect.flip(readArchive({ ...place, file }))
      expect(error).toMatchObject({ reason: "Corrupt", location: file })
      expect(yield* answersIn(place.cache, "a")).toEqual([null])
    }))

  it.scoped("is refused when it names no file of its own", () =>
    Effect.gen(function*() {
      const { file } = yield* exported
      const { execute } = yield* rawSqlite(file)
      execute("UPDATE archive SET id = '../../elsewhere'")
      expect(yield* Effect.flip(readArchive({ ...(yield* newPlace), file }))).toMatchObject({
        reason: "Corrupt"
      })
    }))

  it.scoped("of a newer version is refused", () =>
    Effect.gen(function*() {
      const { file } = yield* exported
      const { execute } = yield* rawSqlite(file)
      execute("PRAGMA user_version = 99")
      expect(yield* Effect.flip(readArchive({ ...(yield* newPlace), file }))).toMatchObject({
        reason: "Newer"
      })
    }))

  it.scoped("is no cache, and a cache is no archive", () =>
    Effect.gen(function*() {
      const { cache } = yield* exported
      const error = yield* Effect.flip(readArchive({ ...(yield* newPlace), file: cache }))
      expect(error.message).toContain("no export of one experiment")
    }))

  it.scoped("is not written over a file, of an unknown experiment, or without its answers", () =>
    Effect.gen(function*() {
      const { cache, file, folder, results } = yield* exported
      const write = (id: string, out: string) => Effect.flip(writeArchive({ cache, results, id, out }))
      expect((yield* write("one", file)).message).toContain("exists already")
      expect(yield* write("two", join(folder, "two"))).toMatchObject({ reason: "Missing" })
      yield* fillResults(results, "incomplete", [recordOfQuestions(0, "a", "never asked")])
      const error = yield* write("incomplete", join(folder, "incomplete"))
      expect(error.message).toContain("1 of the answers")
      expect((yield* Effect.promise(() => readdir(folder))).filter((name) => name.includes("incomplete")))
        .toEqual([])
    }))
})
