import { describe, expect, it } from "@effect/vitest"
import { Effect, Either } from "effect"
import { existsSync } from "node:fs"
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { conversionOf, publishedSplit } from "../../../layers/datasets/hub/conversion.ts"
import { parseColumnMap } from "../../../src/domain/ColumnMap.ts"
import { parquetFile, reviews } from "../../support/datasets.ts"
import { hubToken } from "../../support/fakeHub.ts"
import { commit, makeHubStore } from "../../support/hubStore.ts"

const map = Either.getOrThrow(parseColumnMap("text=sentence,label=label:{0:negative,1:positive}"))
const reading = { map }

const texts = (count: number) => Array.from({ length: count }, (_, i) => `Sentence ${i} of ${count}.`)
const file = (count: number, labels?: readonly number[]) =>
  parquetFile(reviews(texts(count), labels === undefined ? undefined : [...labels], "sentence"))

const films = {
  name: "us/films",
  commit: commit("a"),
  branches: ["refs/convert/parquet"],
  files: {
    "README.md": Buffer.from("films"),
    "default/train/0001.parquet": file(2),
    "default/train/0000.parquet": file(3),
    "default/validation/0000.parquet": file(4),
    "default/test/0000.parquet": file(2, [-1, -1])
  }
}

const blob = (hubHome: string) => join(hubHome, "hf", "hub", "datasets--us--films", "blobs")

describe("a data set of the Hub", () => {
  it.scoped("is read by a map, from all files of a split in order, and says what it was taken from", () =>
    Effect.gen(function*() {
      const { hub, read } = yield* makeHubStore([films])
      const dataset = yield* read("hub:us/films", "train", { reading })
      expect(dataset).toMatchObject({
        name: "hub:us/films",
        category: "sentiment",
        sha256: null,
        hub: { repo: "us/films", config: "default", revision: commit("a") },
        map: "label=label:{0:negative,1:positive},text=sentence"
      })
      expect(dataset.rows.map((row) => "text" in row ? row.text : "")).toEqual([...texts(3), ...texts(2)])
      expect((yield* read("hub:us/films", "valid", { reading })).size).toBe(4)
      yield* Effect.promise(hub.close)
      expect((yield* read("hub:us/films", "train", { reading, mayFetch: false })).rows).toEqual(dataset.rows)
    }))

  it.scoped("with a split whose labels are hidden can be used but for that split, whose bad row is named", () =>
    Effect.gen(function*() {
      const { read } = yield* makeHubStore([films])
      expect(yield* Effect.flip(read("hub:us/films", "test", { reading }))).toMatchObject({
        reason: "Invalid",
        message: "hub:us/films: the split test cannot be used: us/films default/test/0000.parquet row 1: "
          + "the label is \"-1\", which is none of 0, 1"
      })
    }))

  it.scoped("of which no split fits the map is refused, and keeps nothing", () =>
    Effect.gen(function*() {
      const { read, store } = yield* makeHubStore([films])
      const renamed = {
        map: Either.getOrThrow(parseColumnMap("text=text,label=label:{0:negative,1:positive}"))
      }
      expect(yield* Effect.flip(read("hub:us/films", "train", { reading: renamed }))).toMatchObject({
        reason: "Invalid",
        message: "hub:us/films: no split can be used: us/films default/train/0000.parquet row 1: "
          + "there is no column text; the columns are sentence, label"
      })
      const [folder] = yield* Effect.promise(() => readdir(join(store.folder, "hub")))
      expect(existsSync(join(store.folder, "hub", folder!, "manifest.json"))).toBe(false)
    }))

  it.scoped("that is not here says the whole command that downloads it", () =>
    Effect.gen(function*() {
      const { read } = yield* makeHubStore([films])
      expect(
        (yield* Effect.flip(
          read("hub:us/films", "train", { reading: { ...reading, config: "default" }, mayFetch: false })
        ))
          .message
      ).toBe(
        "hub:us/films is not on this machine yet; download it by: introspect download --datasets hub:us/films "
          + "--config default --map 'label=label:{0:negative,1:positive},text=sentence'"
      )
    }))

  it.scoped("stays at the commit of its first download", () =>
    Effect.gen(function*() {
      const moving = { ...films }
      const { read } = yield* makeHubStore([moving])
      yield* read("hub:us/films", "train", { reading })
      moving.commit = commit("b")
      expect((yield* read("hub:us/films", "train", { reading })).hub?.revision).toBe(commit("a"))
    }))

  it.scopedLive("is downloaded by one of several who want it at once; the others wait for it", () =>
    Effect.gen(function*() {
      const { hub, read } = yield* makeHubStore([films])
      const both = Effect.all([1, 2, 3].map(() => read("hub:us/films", "train", { reading })), {
        concurrency: "unbounded"
      })
      expect((yield* both).map(({ size }) => size)).toEqual([5, 5, 5])
      expect(hub.requests.filter((line) => /resolve.*train\/0000/.test(line) && !line.endsWith("bytes=0-0")))
        .toHaveLength(1)
    }))

  it.scoped("sends the token of HF_TOKEN, or the one that was stored", () =>
    Effect.gen(function*() {
      const { environment, folder, hub, read, store } = yield* makeHubStore([films])
      yield* Effect.promise(() =>
        mkdir(join(folder, "hf")).then(() => writeFile(join(folder, "hf", "token"), "hf_stored\n"))
      )
      yield* read("hub:us/films", "train", { reading })
      expect(new Set(hub.tokens)).toEqual(new Set(["Bearer hf_stored"]))
      yield* Effect.promise(() => rm(store.folder, { recursive: true }))
      environment["HF_TOKEN"] = "hf_mine"
      yield* read("hub:us/films", "train", { reading })
      expect(hub.tokens.at(-1)).toBe("Bearer hf_mine")
      yield* Effect.promise(() => rm(store.folder, { recursive: true }))
      environment["HF_TOKEN"] = "secret"
      expect((yield* Effect.flip(read("hub:us/films", "train", { reading }))).message)
        .toBe("the token of HF_TOKEN must start with hf_")
    }))

  it.each(["hub:", "hub:a/b/c"])(
    "cannot be called %s",
    (name) =>
      Effect.runPromise(Effect.scoped(Effect.gen(function*() {
        const { read } = yield* makeHubStore([])
        expect((yield* Effect.flip(read(name, "test"))).message).toContain("write hub:owner/name")
      })))
  )
})

describe("a Hub with faults", () => {
  const open = (fault: Parameters<typeof Array.prototype.push>[0]) =>
    Effect.gen(function*() {
      const made = yield* makeHubStore([films])
      made.hub.faults.push(fault)
      return { ...made, result: yield* Effect.either(made.read("hub:us/films", "train", { reading })) }
    })
  const message = (result: Either.Either<unknown, { readonly message: string }>) =>
    Either.isLeft(result) ? result.left.message : "it worked"

  it.scopedLive("that hangs up is asked for the rest, not for the whole", () =>
    Effect.gen(function*() {
      const { hub, result } = yield* open({ path: /resolve.*train\/0000/, cutAfter: 100, times: 2 })
      expect(Either.isRight(result)).toBe(true)
      const ranges = hub.requests.filter((line) =>
        /resolve.*train\/0000/.test(line) && !line.endsWith("bytes=0-0")
      )
      expect(ranges.map((line) => line.split(" ")[2])).toEqual([
        undefined,
        expect.stringMatching(/^bytes=100-/),
        expect.stringMatching(/^bytes=200-/)
      ])
    }))

  it.scopedLive("that knows no ranges is asked for the whole again", () =>
    Effect.gen(function*() {
      const made = yield* makeHubStore([films])
      made.hub.faults.push(
        { path: /resolve.*train\/0000/, cutAfter: 100, times: 1 },
        { path: /resolve.*train\/0000/, ignoresRanges: true, times: 1 }
      )
      expect((yield* made.read("hub:us/films", "train", { reading })).size).toBe(5)
    }))

  it.scopedLive("that is overloaded for a while is waited for", () =>
    Effect.gen(function*() {
      for (const status of [500, 503, 429]) {
        const { result } = yield* open({ status, times: 3 })
        expect(Either.isRight(result)).toBe(true)
      }
    }))

  it.scopedLive("that stays overloaded, or is not there, is an error of its own", () =>
    Effect.gen(function*() {
      const { hub, result } = yield* open({ status: 503 })
      expect(result).toMatchObject({ left: { reason: "Unavailable" } })
      expect(message(result)).toContain("answered 503 for Parquet conversion of us/films")
      expect(hub.requests.length).toBe(6)
      const away = yield* makeHubStore([films])
      yield* Effect.promise(away.hub.close)
      const refused = yield* Effect.flip(away.read("hub:us/films", "train", { reading }))
      expect(refused).toMatchObject({
        reason: "Unavailable",
        message: expect.stringContaining("ECONNREFUSED")
      })
    }))

  it.scopedLive("that refuses is asked once, and the advice is a token", () =>
    Effect.gen(function*() {
      for (const status of [401, 403]) {
        const { hub, result } = yield* open({ status })
        expect(result).toMatchObject({ left: { reason: "Unavailable" } })
        expect(message(result)).toMatch(/refuses us\/films \(40[13]\): it is gated or private.*set HF_TOKEN/)
        expect(hub.requests.length).toBe(1)
      }
    }))

  it.scopedLive("that has no such data set says so", () =>
    Effect.gen(function*() {
      const { environment, read } = yield* makeHubStore([films])
      environment["HF_TOKEN"] = hubToken
      expect(yield* Effect.flip(read("hub:us/nothing", "train", { reading }))).toMatchObject({
        reason: "Missing",
        message: expect.stringContaining("has no data set us/nothing, or no Parquet conversion of it")
      })
    }))

  it.scopedLive("that sends other bytes than it says is not believed, and nothing of them is kept", () =>
    Effect.gen(function*() {
      const { folder, result } = yield* open({ path: /resolve/, corrupt: true })
      expect(result).toMatchObject({ left: { reason: "Unavailable" } })
      expect(message(result)).toMatch(/is not the file that was expected: .* checksum/)
      expect(yield* Effect.promise(() => readdir(blob(folder)))).toEqual([])
    }))

  it.scopedLive("behind the page of a network's log-in is told from the Hub", () =>
    Effect.gen(function*() {
      const api = yield* open({ path: /api/, html: true })
      expect(message(api.result)).toMatch(/answered something else than the Hub's API .*is HF_ENDPOINT right/)
      const pages = yield* open({ path: /resolve/, html: true })
      expect(pages.result).toMatchObject({ left: { reason: "Unavailable" } })
      expect(yield* Effect.promise(() => readdir(blob(pages.folder)))).toEqual([])
    }))

  it.scopedLive("goes on from what an interrupted process left, and from too much of it", () =>
    Effect.gen(function*() {
      const { folder, hub, read, store } = yield* makeHubStore([films])
      yield* read("hub:us/films", "train", { reading })
      const [first] = yield* Effect.promise(() => readdir(blob(folder)))
      const whole = yield* Effect.promise(() => readFile(join(blob(folder), first!)))
      for (const left of [whole.subarray(0, 50), whole, Buffer.concat([whole, whole]), Buffer.alloc(50)]) {
        yield* Effect.promise(() => rm(store.folder, { recursive: true }))
        yield* Effect.promise(() => rm(join(folder, "hf"), { recursive: true }))
        yield* Effect.promise(() => mkdir(blob(folder), { recursive: true }))
        yield* Effect.promise(() => writeFile(join(blob(folder), `${first}.incomplete`), left))
        expect((yield* read("hub:us/films", "train", { reading })).size).toBe(5)
        expect(yield* Effect.promise(() => readFile(join(blob(folder), first!)))).toEqual(whole)
      }
      expect(hub.requests.filter((line) => line.includes("bytes=50-")).length).toBeGreaterThan(0)
    }))
})

describe("the Hub's conversion to Parquet", () => {
  const paths = [
    "a/train/0000.parquet",
    "b/train/0000.parquet",
    "b/train/0001.parquet",
    "README.md",
    "b/x/y/z.parquet"
  ]
  const problem = (files: readonly string[], config?: string) =>
    Either.getOrThrow(Either.flip(conversionOf("us/films", files, config))).message

  it("has files for each configuration and split", () => {
    expect(Either.getOrThrow(conversionOf("us/films", paths, "b"))).toEqual({
      config: "b",
      splits: new Map([["train", ["b/train/0000.parquet", "b/train/0001.parquet"]]])
    })
    expect(Either.getOrThrow(conversionOf("us/films", ["only/test/0000.parquet"], undefined)).config).toBe(
      "only"
    )
    expect(
      Either.getOrThrow(conversionOf("us/films", [...paths, "default/test/0000.parquet"], undefined)).config
    )
      .toBe("default")
  })

  it("needs a configuration that is there, and is not cut off", () => {
    expect(problem(paths)).toBe("us/films has several configurations: name one by --config (a, b)")
    expect(problem(paths, "c")).toMatch(/^us\/films has no configuration c.*; it has a, b$/)
    expect(problem(["README.md"])).toMatch(/^the Hub has no Parquet conversion of us\/films/)
    expect(problem(["a/partial-train/0000.parquet"])).toMatch(
      /so large that the Hub converted only a part of train/
    )
  })

  it("has splits by several names", () => {
    const named = (published: readonly string[], split: "train" | "valid" | "test") =>
      Either.merge(Either.mapLeft(publishedSplit("hub:us/films", published, split), ({ message }) => message))
    expect(named(["train", "dev"], "valid")).toBe("dev")
    expect(named(["train", "validation", "dev"], "valid")).toBe("validation")
    expect(named(["train", "dev"], "test")).toMatch(/^hub:us\/films has no split test; it has train, dev/)
  })
})
