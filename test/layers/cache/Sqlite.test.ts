import { describe, expect, it } from "@effect/vitest"
import { Effect, Fiber, Layer } from "effect"
import { mkdir, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { layer } from "../../../layers/cache/Sqlite.ts"
import { generationCacheContract } from "../../../layers/testing/contracts/generationCache.ts"
import { digestText } from "../../../src/domain/Digest.ts"
import { GenerationCache } from "../../../src/storage/GenerationCache.ts"
import { generationOf, requestOf } from "../../support/answers.ts"
import { temporaryFolder } from "../../support/folder.ts"
import { rawSqlite } from "../../support/rawSqlite.ts"

const newFile = Effect.map(temporaryFolder, (folder) => join(folder, "deep", "cache.sqlite"))

generationCacheContract(
  { describe, expect, it },
  "Sqlite",
  Layer.unwrapScoped(Effect.map(newFile, (location) => layer({ location })))
)

const request = requestOf("Hello")

/** Opens the file until the scope closes, as a process of its own would. */
const open = (location: string) =>
  Effect.flatMap(
    Layer.build(layer({ location })),
    (services) => Effect.provide(GenerationCache, services)
  )

/** Opens the file, uses the cache, and closes the file. */
const using = <A, E>(
  location: string,
  use: (cache: typeof GenerationCache.Service) => Effect.Effect<A, E>
) => Effect.provide(Effect.flatMap(GenerationCache, use), layer({ location }))

const put = (location: string, text: string) =>
  using(location, (cache) => cache.put(request, generationOf(text)))
const get = (location: string) =>
  using(location, (cache) => Effect.map(cache.get(request.digest), (found) => found?.text ?? null))

describe("the cache in an SQLite file", () => {
  it.scoped("has its answers after closing and opening again", () =>
    Effect.gen(function*() {
      const location = yield* newFile
      yield* put(location, "A")
      expect(yield* get(location)).toBe("A")
    }))

  it.scoped("has an answer on disk when it is put", () =>
    Effect.gen(function*() {
      const location = yield* newFile
      const cache = yield* open(location)
      const { rows } = yield* rawSqlite(location)
      yield* cache.put(request, generationOf("A"))
      expect(rows("SELECT answer FROM generation")).toEqual([{ answer: "A" }])
    }))

  it.scoped("gives a second process the answer of the first, which it did not know", () =>
    Effect.gen(function*() {
      const location = yield* newFile
      const [one, other] = [yield* open(location), yield* open(location)]
      expect(yield* other.get(request.digest)).toBeNull()
      yield* one.put(request, generationOf("one's"))
      expect((yield* other.put(request, generationOf("other's"))).text).toBe("one's")
    }))

  it.live("waits while another process writes, and blocks nobody meanwhile", () =>
    Effect.scoped(Effect.gen(function*() {
      const location = yield* newFile
      const cache = yield* open(location)
      const { execute } = yield* rawSqlite(location)
      execute("BEGIN IMMEDIATE")
      const putting = yield* Effect.fork(cache.put(request, generationOf("A")))
      yield* Effect.sleep("100 millis")
      expect(putting.unsafePoll()).toBeNull()
      execute("COMMIT")
      expect((yield* Fiber.join(putting)).text).toBe("A")
    })))

  it.scoped("keeps a different later answer beside the first, once", () =>
    Effect.gen(function*() {
      const location = yield* newFile
      for (const text of ["first", "second", "first", "second", "third"]) yield* put(location, text)
      expect(yield* get(location)).toBe("first")
      const { rows } = yield* rawSqlite(location)
      expect(rows("SELECT answer FROM generation")).toEqual([{ answer: "first" }])
      expect(rows("SELECT answer FROM alternative ORDER BY rowid")).toEqual([{ answer: "second" }, {
        answer: "third"
      }])
    }))

  it.scoped("forgets an answer with its request and alternatives", () =>
    Effect.gen(function*() {
      const location = yield* newFile
      yield* put(location, "first")
      yield* put(location, "second")
      expect(yield* using(location, (cache) => cache.forget([request.digest]))).toBe(1)
      const { rows } = yield* rawSqlite(location)
      const tables = ["generation", "request", "alternative"]
      expect(tables.flatMap((table) => rows(`SELECT * FROM ${table}`))).toEqual([])
    }))

  it.scoped("keeps the canonical request, whose SHA-256 is the key", () =>
    Effect.gen(function*() {
      const location = yield* newFile
      yield* put(location, "A")
      const { rows } = yield* rawSqlite(location)
      expect(rows("SELECT request, lower(hex(digest)) AS digest FROM request JOIN generation USING (id)"))
        .toEqual([{ request: request.canonical, digest: digestText(request.canonical) }])
    }))

  it.scoped("serves two at once, each of which sees what the other has stored", () =>
    Effect.gen(function*() {
      const location = yield* newFile
      const [one, other] = [yield* open(location), yield* open(location)]
      yield* one.put(request, generationOf("A"))
      expect((yield* other.get(request.digest))?.text).toBe("A")
      yield* other.put(requestOf("x"), generationOf("B"))
      expect((yield* one.get(requestOf("x").digest))?.text).toBe("B")
    }))

  it.scoped("says that a newer version made the file, and changes nothing", () =>
    Effect.gen(function*() {
      const location = yield* newFile
      yield* put(location, "A")
      const { execute } = yield* rawSqlite(location)
      execute("PRAGMA user_version = 99")
      const error = yield* Effect.flip(get(location))
      expect(error).toMatchObject({ _tag: "StorageError", reason: "Newer", location })
      expect(error.message).toContain("99")
    }))

  it.scoped("says that a file is no database", () =>
    Effect.gen(function*() {
      const location = join(yield* temporaryFolder, "cache.sqlite")
      yield* Effect.promise(() =>
        writeFile(location, "this is not a database, and longer than a header ".repeat(30))
      )
      const error = yield* Effect.flip(get(location))
      expect(error).toMatchObject({ _tag: "StorageError", reason: "Corrupt", location })
      expect(error.message).toContain(location)
    }))

  it.scoped("says that it cannot write where a file stands in place of the folder", () =>
    Effect.gen(function*() {
      const folder = yield* temporaryFolder
      yield* Effect.promise(() => writeFile(join(folder, "file"), ""))
      const error = yield* Effect.flip(get(join(folder, "file", "cache.sqlite")))
      expect(error).toMatchObject({ _tag: "StorageError", reason: "Unwritable" })
      expect(error.message).toContain("--persistent-dir")
    }))

  it.scoped("says that it cannot open a folder as a file", () =>
    Effect.gen(function*() {
      const location = join(yield* temporaryFolder, "cache.sqlite")
      yield* Effect.promise(() => mkdir(location))
      expect(yield* Effect.flip(get(location))).toMatchObject({ _tag: "StorageError", reason: "Unwritable" })
    }))

  it.scoped("says that a stored answer cannot be read", () =>
    Effect.gen(function*() {
      const location = yield* newFile
      yield* put(location, "A")
      const { execute } = yield* rawSqlite(location)
      execute("UPDATE generation SET server = 'no JSON'")
      expect(yield* Effect.flip(get(location))).toMatchObject({ _tag: "StorageError", reason: "Corrupt" })
    }))

  it.scoped("says that a stored failure cannot be read", () =>
    Effect.gen(function*() {
      const location = yield* newFile
      const failure = { reason: { _tag: "InvalidRequest", message: "413" }, limits: {} } as const
      yield* using(location, (cache) => cache.putFailure(request, failure))
      const { execute } = yield* rawSqlite(location)
      execute("UPDATE failure SET reason = '{}'")
      const error = yield* Effect.flip(using(location, (cache) => cache.getFailure(request.digest)))
      expect(error).toMatchObject({ _tag: "StorageError", reason: "Corrupt" })
    }))

  it.scoped("brings a file of the first format to this one", () =>
    Effect.gen(function*() {
      const location = yield* newFile
      yield* put(location, "A")
      const { execute } = yield* rawSqlite(location)
      execute("DROP TABLE failure")
      execute("ALTER TABLE generation DROP COLUMN attempts")
      execute("ALTER TABLE generation DROP COLUMN reasoning")
      execute("PRAGMA user_version = 1")
      expect(yield* using(location, (cache) => cache.get(request.digest))).toEqual(generationOf("A"))
    }))
})
