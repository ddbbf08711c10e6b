/**
 * The cache in a real Postgres server, which the test starts itself.
 */
import { describe, expect, it } from "@effect/vitest"
import { Effect, Exit, Fiber, Layer, Redacted, Scope } from "effect"
import { existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll } from "vitest"
import { layer } from "../../layers/cache/Postgres.ts"
import { generationCacheContract } from "../../layers/testing/contracts/generationCache.ts"
import { GenerationCache } from "../../src/storage/GenerationCache.ts"
import { generationOf, requestOf } from "../support/answers.ts"
import { introspect, start } from "../support/introspect.ts"
import { postgresPrograms, type PostgresServer, postgresServer } from "../support/postgresServer.ts"
import { rawSqlite } from "../support/rawSqlite.ts"

if (postgresPrograms === null) {
  process.stderr.write(
    "LEFT OUT: the cache in Postgres needs a server's programs (apt-get install postgresql)\n"
  )
}

const request = requestOf("Hello")
const at = (url: string) => layer({ url: Redacted.make(url) })
/** Opens a database until the scope closes, as a process of its own would. */
const open = (url: string) =>
  Effect.flatMap(Layer.build(at(url)), (services) => Effect.provide(GenerationCache, services))

describe.runIf(postgresPrograms !== null)("Postgres", () => {
  const scope = Effect.runSync(Scope.make())
  let server: PostgresServer
  beforeAll(async () => {
    server = await Effect.runPromise(Scope.extend(postgresServer(postgresPrograms ?? ""), scope))
  })
  afterAll(() => Effect.runPromise(Scope.close(scope, Exit.void)))

  generationCacheContract(
    { describe, expect, it },
    "Postgres",
    Layer.unwrapEffect(Effect.sync(() => at(server.newDatabase())))
  )

  it.scoped("keeps its answers, and a different later one beside the first", () =>
    Effect.gen(function*() {
      const url = server.newDatabase()
      const name = url.slice(url.lastIndexOf("/") + 1)
      for (const text of ["first", "second", "first", "second"]) {
        yield* Effect.scoped(Effect.flatMap(open(url), (cache) => cache.put(request, generationOf(text))))
      }
      expect((yield* (yield* open(url)).get(request.digest))?.text).toBe("first")
      expect(server.sql(name, "SELECT convert_from(answer, 'UTF8') FROM introspect_alternative")).toBe(
        "second"
      )
    }))

  it.live("serves two at once, who get the same answers to all that both ask for, in whatever order", () =>
    Effect.scoped(Effect.gen(function*() {
      const url = server.newDatabase()
      const [one, other] = yield* Effect.all([open(url), open(url)], { concurrency: 2 })
      const questions = Array.from({ length: 400 }, (_, i) => `question ${i}`)
      const putAll = (cache: typeof one, name: string, order: readonly string[]) =>
        Effect.forEach(
          order,
          (question) =>
            Effect.map(
              cache.put(requestOf(question), generationOf(`${name}'s`)),
              ({ text }) => [question, text] as const
            ),
          { concurrency: 40 }
        )
      const [ones, others] = yield* Effect.all([
        putAll(one, "one", questions),
        putAll(other, "other", questions.toReversed())
      ], { concurrency: 2 })
      expect(new Map(ones)).toEqual(new Map(others))
      expect(new Set(new Map(ones).values())).toEqual(new Set(["one's", "other's"]))
    })))

  it.live("waits for a server that restarts", () =>
    Effect.scoped(Effect.gen(function*() {
      const cache = yield* open(server.newDatabase())
      yield* cache.put(request, generationOf("A"))
      yield* Effect.promise(() => server.stop())
      const putting = yield* Effect.fork(cache.put(requestOf("x"), generationOf("B")))
      yield* Effect.sleep("500 millis")
      expect(putting.unsafePoll()).toBeNull()
      yield* Effect.promise(() => server.start())
      expect((yield* Fiber.join(putting)).text).toBe("B")
      expect((yield* cache.get(request.digest))?.text).toBe("A")
    })))

  it.scoped("says what is wrong, and never the password", () =>
    Effect.gen(function*() {
      const wrong = server.url("postgres").replace(server.password, "wr0ng-password")
      const closed = server.url("postgres").replace(/127\.0\.0\.1:\d+/, "127.0.0.1:1")
      for (
        const [url, message] of [
          [wrong, "the user or the password is refused"],
          [server.url("nowhere"), "there is no such database"],
          [closed, "no server listens there"]
        ] as const
      ) {
        const error = yield* Effect.flip(Effect.scoped(open(url)))
        expect(error.message).toContain(message)
        expect(error.message).toContain("postgres://tester:…@127.0.0.1")
        expect(error.message).not.toMatch(/s3cret|wr0ng/)
      }
    }))

  it.scoped("refuses the tables of a newer version", () =>
    Effect.gen(function*() {
      const url = server.newDatabase()
      yield* Effect.scoped(open(url))
      server.sql(url.slice(url.lastIndexOf("/") + 1), "UPDATE introspect_version SET version = 99")
      expect(yield* Effect.flip(Effect.scoped(open(url)))).toMatchObject({ reason: "Newer" })
    }))

  it("serves two processes on two machines' folders, and its password is kept nowhere", async () => {
    const url = server.newDatabase()
    const folders = [0, 1].map(() => mkdtempSync(join(tmpdir(), "introspect-machine-")))
    const command = [
      "run",
      "--client",
      "Simulated",
      "--profile",
      "mixed:0.5",
      "--dataset",
      "sample-sentiment"
    ]
    const args = [...command, "--task", "counterfactual", "--quiet", "--json", "--cache", url]
    const ended = await Promise.all(folders.map((folder) => start(folder, ...args).ended))
    expect(ended.map(({ code, stderr }) => [code, stderr])).toEqual([[0, ""], [0, ""]])
    const [one, other] = ended.map(({ stdout }) => JSON.parse(stdout))
    expect(one.results).toEqual(other.results)

    const again = await introspect(folders[0]!, ...args, "--fresh")
    expect(JSON.parse(again.stdout).generations.sent).toBe(0)
    for (const folder of folders) {
      const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) =>
        file.isFile()
      )
      expect(files.length).toBeGreaterThan(0)
      for (const file of files) {
        expect(readFileSync(join(file.parentPath, file.name), "latin1")).not.toContain(server.password)
      }
    }
    expect(folders.map((folder) => existsSync(join(folder, "introspect-data", "cache")))).toEqual([
      false,
      false
    ])
  })

  describe("the commands for caches", () => {
    const simulated = [
      "--client",
      "Simulated",
      "--dataset",
      "sample-sentiment",
      "--task",
      "classify",
      "--quiet"
    ]
    const id = "analysis_m-simulated-faithful_y-none_d-sample-sentiment_p-test_t-classify_c-_s-0"
    const newFolder = () => mkdtempSync(join(tmpdir(), "introspect-machine-"))
    const nameOf = (url: string) => url.slice(url.lastIndexOf("/") + 1)

    it("bring files into a database and out of it, count it and check it", async () => {
      const [folder, url] = [newFolder(), server.newDatabase()]
      const cache = (...args: readonly string[]) => introspect(folder, "cache", ...args)
      await introspect(folder, "run", ...simulated)
      const merged = await cache("merge", "introspect-data", "--into", url)
      expect(merged.stdout).toContain("64 generations added, 0 known already")
      expect((await cache("merge", "introspect-data", "--into", url)).stdout).toContain(
        "0 generations added, 64 known"
      )

      const counted = JSON.parse((await cache("stats", "--cache", url, "--json")).stdout)
      const ofFile = JSON.parse((await cache("stats", "--json")).stdout)
      expect(counted).toMatchObject({ generations: 64, alternatives: 0, failures: 0, models: ofFile.models })
      expect(JSON.stringify(counted)).not.toContain(server.password)

      const back = await cache("merge", url, "--into", "back.sqlite")
      expect(back.stdout).toContain("64 generations added")
      expect(back.stdout + back.stderr + merged.stdout).not.toContain(server.password)
      const texts = (file: string) =>
        Effect.runPromise(
          Effect.scoped(Effect.map(rawSqlite(join(folder, file)), ({ rows }) =>
            rows(
              `SELECT hex(digest), request, answer, reasoning, finish_reason, prompt_tokens, completion_tokens,
            duration_ms, duration_by, server, attempts, stored_at FROM generation JOIN request USING (id) ORDER BY 1`
            )))
        )
      expect(await texts("back.sqlite")).toEqual(await texts("introspect-data/cache/generations.sqlite"))

      const checked = await cache("verify", "--cache", url)
      expect([checked.code, checked.stdout]).toEqual([
        0,
        expect.stringContaining("64 rows, every digest is right")
      ])
      server.sql(
        nameOf(url),
        `UPDATE introspect_generation SET answer = 'forged'
        WHERE digest = (SELECT digest FROM introspect_generation LIMIT 1)`
      )
      const damaged = await cache("verify", "--cache", url)
      expect(damaged.code).not.toBe(0)
      expect(damaged.stdout).toContain("its answer is not the one of its digest")
    })

    it("keep a differing answer and a refused request, whichever way they go", async () => {
      const folder = newFolder()
      const [one, other] = [server.newDatabase(), server.newDatabase()]
      const failure = { reason: { _tag: "InvalidRequest", message: "too long" } as const, limits: {} }
      const put = (url: string, text: string) =>
        Effect.runPromise(
          Effect.scoped(Effect.flatMap(open(url), (cache) =>
            Effect.zipRight(
              cache.put(request, generationOf(text)),
              cache.putFailure(requestOf("too long"), failure)
            )))
        )
      await put(one, "first\0")
      await put(other, "second")
      const merge = (...args: readonly string[]) => introspect(folder, "cache", "merge", ...args)
      expect((await merge(one, "--into", other)).stdout).toContain("1 differ from the first answer")
      expect((await merge(other, "--into", "copy.sqlite")).stdout).toContain("1 refused requests added")
      const third = server.newDatabase()
      expect((await merge("copy.sqlite", "--into", third)).stdout).toMatch(
        /1 generations added.*1 differ.*1 refused/
      )
      const kept = await Effect.runPromise(
        Effect.scoped(
          Effect.flatMap(
            open(third),
            (cache) => Effect.all([cache.get(request.digest), cache.getFailure(requestOf("too long").digest)])
          )
        )
      )
      expect(kept).toMatchObject([{ text: "second" }, failure])
      expect(server.sql(nameOf(third), "SELECT encode(answer, 'hex') FROM introspect_alternative")).toBe(
        Buffer.from("first\0").toString("hex")
      )
    })

    it("hand an experiment from one database to another", async () => {
      const [folder, colleague] = [newFolder(), newFolder()]
      const [own, its] = [server.newDatabase(), server.newDatabase()]
      const done = await introspect(folder, "run", ...simulated, "--json", "--cache", own)
      const handed = await introspect(
        folder,
        "cache",
        "export",
        "--experiment",
        id,
        "--out",
        "e",
        "--cache",
        own
      )
      expect(handed.stdout).toContain(`64 records and 64 generations of ${id}`)
      const taken = await introspect(colleague, "cache", "import", join(folder, "e"), "--cache", its)
      expect(taken.stdout).toContain("64 of 64 generations were new")
      const checked = await introspect(colleague, "integrity", id, "--cache", its)
      expect([checked.code, checked.stdout]).toEqual([
        0,
        expect.stringContaining("64 records follow from the cache")
      ])
      expect(JSON.parse(done.stdout).results.total).toBe(64)
    })

    it("remove nothing that records on other machines may need", async () => {
      const { code, stderr } = await introspect(newFolder(), "cache", "gc", "--cache", server.newDatabase())
      expect(code).toBe(2)
      expect(stderr).toContain("records on other machines")
    })
  })
})
