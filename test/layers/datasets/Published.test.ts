import { describe, expect, it } from "@effect/vitest"
import { Effect, Either } from "effect"
import { createHash } from "node:crypto"
import { appendFile, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { catalogue as paper } from "../../../layers/datasets/catalogue/catalogue.ts"
import { boundsOf, type PublishedDataset } from "../../../layers/datasets/catalogue/PublishedDataset.ts"
import { parseColumnMap } from "../../../src/domain/ColumnMap.ts"
import { parquetFile, reviews, stories, tarGz } from "../../support/datasets.ts"
import { commit, makeHubStore } from "../../support/hubStore.ts"

const map = (text: string) => Either.getOrThrow(parseColumnMap(text))
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex")

const paperSet = (name: string): PublishedDataset => paper.find((dataset) => dataset.name === name)!

const trainTexts = Array.from({ length: 7 }, (_, i) => `Film ${i}.<br /><br />Seen twice.`)
const train = parquetFile(reviews(trainTexts), { rowGroupSize: 3 })
const test = parquetFile(reviews(["", "Good.", "Good."], [1, 1, 1]), { codec: "ZSTD" })

const pinned = (bytes: Uint8Array, path: string) => ({ path, size: bytes.length, sha256: sha256(bytes) })

/** IMDB of the paper with a few rows of ours. */
const imdb: PublishedDataset = {
  ...paperSet("IMDB"),
  origin: {
    _tag: "Hub",
    repo: "us/films",
    config: "plain_text",
    revision: commit("a"),
    files: {
      train: pinned(train, "plain_text/train.parquet"),
      test: pinned(test, "plain_text/test.parquet")
    },
    map: map("text=text,label=label:{0:negative,1:positive}")
  },
  rows: { train: 7, test: 3 }
}

const films = {
  name: "us/films",
  commit: commit("a"),
  branches: ["main"],
  files: { "plain_text/train.parquet": train, "plain_text/test.parquet": test }
}

const withFilms = makeHubStore([films])
const catalogue = [imdb]

describe("a data set of the paper", () => {
  it.scoped("is downloaded once, and then read without the Hub", () =>
    Effect.gen(function*() {
      const { hub, read } = yield* withFilms
      const first = yield* read("IMDB", "test", { catalogue })
      expect(first).toMatchObject({ name: "IMDB", category: "sentiment", sha256: null, size: 3 })
      expect(first.rows).toEqual([
        { idx: 0, text: "", label: "positive" },
        { idx: 1, text: "Good.", label: "positive" },
        { idx: 2, text: "Good.", label: "positive" }
      ])
      expect("hub" in first || "map" in first).toBe(false)
      yield* Effect.promise(hub.close)
      const asked = hub.requests.length
      expect((yield* read("IMDB", "test", { catalogue, mayFetch: false })).rows).toEqual(first.rows)
      expect(hub.requests.length).toBe(asked)
    }))

  it.scoped("has the first 80 % of train as train and the rest as valid, each numbered from 0, with real newlines", () =>
    Effect.gen(function*() {
      const { read } = yield* withFilms
      const [first, rest] = [
        yield* read("IMDB", "train", { catalogue }),
        yield* read("IMDB", "valid", { catalogue })
      ]
      expect(first.rows.map(({ idx }) => idx)).toEqual([0, 1, 2, 3, 4, 5])
      expect(first.rows[5]).toEqual({ idx: 5, text: "Film 5.\n\nSeen twice.", label: "positive" })
      expect(rest.rows).toEqual([{ idx: 0, text: "Film 6.\n\nSeen twice.", label: "negative" }])
    }))

  it.scoped("comes from the cache that the user's other programs filled, without the network", () =>
    Effect.gen(function*() {
      const one = yield* withFilms
      yield* one.read("IMDB", "test", { catalogue })
      const asked = one.hub.requests.length
      yield* Effect.promise(() => rm(one.store.folder, { recursive: true }))
      one.environment["HF_HUB_OFFLINE"] = "1"
      expect((yield* one.read("IMDB", "test", { catalogue })).size).toBe(3)
      expect(one.hub.requests.length).toBe(asked)
    }))

  it.scoped("is missing where nothing may be fetched, and the message says how to get it", () =>
    Effect.gen(function*() {
      const { environment, hub, read } = yield* withFilms
      expect(yield* Effect.flip(read("IMDB", "test", { catalogue, mayFetch: false }))).toMatchObject({
        reason: "Missing",
        message: "IMDB is not on this machine yet; download it by: introspect download --datasets IMDB"
      })
      environment["HF_HUB_OFFLINE"] = "1"
      expect(yield* Effect.flip(read("IMDB", "test", { catalogue }))).toMatchObject({
        reason: "Unavailable",
        message: expect.stringContaining("HF_HUB_OFFLINE is set; unset it to download")
      })
      expect(hub.requests).toEqual([])
    }))

  it.scoped("with another number of rows, another size or another checksum is refused, and nothing of it is kept", () =>
    Effect.gen(function*() {
      const { read, store } = yield* withFilms
      const origin = imdb.origin as Extract<PublishedDataset["origin"], { _tag: "Hub" }>
      const changed = (change: object) => ({
        ...imdb,
        origin: { ...origin, files: { ...origin.files, train: { ...origin.files["train"]!, ...change } } }
      })
      const problem = (dataset: PublishedDataset) =>
        Effect.flip(read("IMDB", "test", { catalogue: [dataset] }))
      expect(yield* problem(changed({ size: 5 })))
        .toMatchObject({ reason: "Unavailable", message: expect.stringMatching(/it has \d+ bytes, not 5/) })
      expect(yield* problem(changed({ sha256: "0".repeat(64) })))
        .toMatchObject({
          reason: "Unavailable",
          message: expect.stringMatching(/its SHA-256 is .*, not 0000/)
        })
      expect(yield* problem(changed({ path: "plain_text/gone.parquet" })))
        .toMatchObject({
          reason: "Missing",
          message: expect.stringContaining("no file plain_text/gone.parquet")
        })
      expect(yield* problem({ ...imdb, rows: { train: 25_000, test: 3 } }))
        .toMatchObject({ reason: "Invalid", message: "IMDB train has 7 rows, not 25,000" })
      const kept = yield* Effect.promise(() => readdir(join(store.folder, "IMDB")))
      expect(kept).not.toContain("manifest.json")
    }))

  it.scoped("that was changed on the disk is noticed before a row is read", () =>
    Effect.gen(function*() {
      const { read, store } = yield* withFilms
      yield* read("IMDB", "test", { catalogue })
      const file = join(store.folder, "IMDB", "test.jsonl")
      const whole = yield* Effect.promise(() => readFile(file))
      const isDamaged = Effect.map(Effect.flip(read("IMDB", "test", { catalogue })), (error) => {
        expect(error).toMatchObject({ reason: "Unreadable" })
        expect(error.message).toContain("test.jsonl: it is not what was downloaded; delete its folder")
      })
      yield* Effect.promise(() => appendFile(file, "\n"))
      yield* isDamaged
      yield* Effect.promise(() => truncate(file, 10))
      yield* isDamaged
      yield* Effect.promise(() => writeFile(file, whole.toString().replace("Good", "Goof")))
      yield* isDamaged
      yield* Effect.promise(() => writeFile(file, whole))
      expect((yield* read("IMDB", "test", { catalogue })).size).toBe(3)
    }))

  it.scoped("of another commit than this version's is refused", () =>
    Effect.gen(function*() {
      const { read } = yield* withFilms
      yield* read("IMDB", "test", { catalogue })
      const newer = { ...imdb, origin: { ...imdb.origin, revision: commit("b") } as typeof imdb.origin }
      expect(yield* Effect.flip(read("IMDB", "test", { catalogue: [newer] }))).toMatchObject({
        reason: "Unreadable",
        message: expect.stringMatching(/IMDB of another commit \(aaaa.*move it away, and download it again/)
      })
    }))

  it.scoped("cannot be read in another way", () =>
    Effect.gen(function*() {
      const { read } = yield* withFilms
      expect(yield* Effect.flip(read("IMDB", "test", { catalogue, reading: { config: "plain_text" } })))
        .toMatchObject({
          reason: "Invalid",
          message: expect.stringContaining("IMDB is built in")
        })
    }))
})

describe("MCTest", () => {
  const options = { A: "dog", B: "cat", C: "cow", D: "ant" }
  const file = stories([
    { story: "A cat sat.\\newlineIt slept.", question: "What sat?", answer_options: options, answer: "B" },
    { story: "A dog ran.", question: "What ran?", answer_options: options, answer: "A" }
  ])
  const mctest = { ...paperSet("MCTest"), rows: { train: 2, validation: 2, test: 2 } }
  const repo = {
    name: "sagnikrayc/mctest",
    commit: commit("c"),
    branches: ["refs/convert/parquet"],
    files: {
      "mc500/train/0000.parquet": file,
      "mc500/validation/0000.parquet": file,
      "mc500/test/0000.parquet": file
    }
  }

  it.scoped("has sorted choices, the label by its letter, and the commit of the branch in its manifest", () =>
    Effect.gen(function*() {
      const { read, store } = yield* makeHubStore([repo])
      const { rows } = yield* read("MCTest", "valid", { catalogue: [mctest] })
      expect(rows[0]).toEqual({
        idx: 0,
        paragraph: "A cat sat.\nIt slept.",
        question: "What sat?",
        choices: ["ant", "cat", "cow", "dog"],
        label: "cat"
      })
      const manifest = JSON.parse(
        yield* Effect.promise(() => readFile(join(store.folder, "MCTest", "manifest.json"), "utf8"))
      )
      expect(manifest.origin).toMatchObject({ repo: "sagnikrayc/mctest", revision: commit("c") })
    }))
})

describe("bAbI", () => {
  const questions = (count: number) =>
    Array.from(
      { length: count },
      (_, i) => `1 Ann went to the attic.\n2 Where is Ann? \t${i % 2 === 0 ? "attic" : "attic"}\t1\n`
    ).join("")
  const folder = "tasks_1-20_v1-2/en-10k"
  const files = {
    "tasks_1-20_v1-2/README": "Not a task.",
    [`${folder}/qa1_single-supporting-fact_train.txt`]: questions(10),
    [`${folder}/qa1_single-supporting-fact_test.txt`]: questions(4)
  }
  const at = (
    hub: { readonly url: string },
    ...sources: readonly { path: string; sha256?: string }[]
  ): PublishedDataset => ({
    ...paperSet("bAbI-1"),
    rows: { train: 10, test: 4 },
    origin: {
      ...paperSet("bAbI-1").origin as Extract<PublishedDataset["origin"], { _tag: "Babi" }>,
      sources: sources.map(({ path, sha256 }) => ({ url: `${hub.url}${path}`, sha256 }))
    }
  })

  it.scopedLive("is read from the archive, which goes on where it was interrupted", () =>
    Effect.gen(function*() {
      const archive = yield* Effect.promise(() => tarGz(files))
      const { hub, read } = yield* makeHubStore([], { "/babi.tar.gz": archive })
      hub.faults.push({ path: /babi/, cutAfter: 100, times: 2 })
      const dataset = at(hub, { path: "/babi.tar.gz", sha256: sha256(archive) })
      const { rows, size } = yield* read("bAbI-1", "train", { catalogue: [dataset] })
      expect(size).toBe(8)
      expect(rows[7]).toEqual({
        idx: 7,
        paragraph: "Ann went to the attic.",
        question: "Where is Ann?",
        choices: ["attic"],
        label: "attic"
      })
      expect(hub.requests).toEqual([
        "GET /babi.tar.gz",
        "GET /babi.tar.gz bytes=100-",
        "GET /babi.tar.gz bytes=200-"
      ])
    }))

  it.scoped("is taken from the mirror when the authors' site is gone or serves something else", () =>
    Effect.gen(function*() {
      const archive = yield* Effect.promise(() => tarGz(files))
      const { hub, read, store } = yield* makeHubStore([], {
        "/mirror.tar.gz": archive,
        "/page": Buffer.from("<html>")
      })
      const gone = at(hub, { path: "/gone.tar.gz", sha256: "1".repeat(64) }, {
        path: "/page",
        sha256: "0".repeat(64)
      }, {
        path: "/mirror.tar.gz"
      })
      expect((yield* read("bAbI-1", "test", { catalogue: [gone] })).size).toBe(4)
      const { origin } = JSON.parse(
        yield* Effect.promise(() => readFile(join(store.folder, "bAbI-1", "manifest.json"), "utf8"))
      )
      expect(origin).toEqual({
        _tag: "Archive",
        url: `${hub.url}/mirror.tar.gz`,
        size: archive.length,
        sha256: sha256(archive)
      })
    }))

  it.scoped("without one of its files, or in an archive that is none, is refused", () =>
    Effect.gen(function*() {
      const archive = yield* Effect.promise(() => tarGz({ "tasks_1-20_v1-2/README": "Nothing." }))
      const { hub, read, store } = yield* makeHubStore([], {
        "/empty.tar.gz": archive,
        "/page": Buffer.from("<html>")
      })
      expect(yield* Effect.flip(read("bAbI-1", "test", { catalogue: [at(hub, { path: "/empty.tar.gz" })] })))
        .toMatchObject({
          reason: "Missing",
          message: expect.stringContaining("qa1_single-supporting-fact_train.txt")
        })
      yield* Effect.promise(() => rm(join(store.folder, "downloads"), { recursive: true }))
      expect(yield* Effect.flip(read("bAbI-1", "test", { catalogue: [at(hub, { path: "/page" })] })))
        .toMatchObject({
          reason: "Unreadable",
          message: expect.stringContaining("not a whole tar.gz archive")
        })
    }))
})

describe("the catalogue", () => {
  it("has the data sets of the paper", () => {
    expect(paper.map(({ name }) => name)).toEqual([
      "IMDB",
      "SST2",
      "RTE",
      "bAbI-1",
      "bAbI-2",
      "bAbI-3",
      "MCTest"
    ])
  })

  it("divides train at 80 %, rounded to the closest row", () => {
    const bounds = (name: string) => {
      const { rows, slices } = paperSet(name)
      return [slices.train, slices.valid, slices.test].map((slice) => boundsOf(slice, rows[slice.of]!))
    }
    expect(bounds("IMDB")).toEqual([[0, 20_000], [20_000, 25_000], [0, 25_000]])
    expect(bounds("SST2")).toEqual([[0, 53_879], [53_879, 67_349], [0, 872]])
    expect(bounds("RTE")).toEqual([[0, 1_992], [1_992, 2_490], [0, 277]])
    expect(bounds("bAbI-3")).toEqual([[0, 8_000], [8_000, 10_000], [0, 1_000]])
    expect(bounds("MCTest")).toEqual([[0, 1_200], [0, 200], [0, 600]])
  })

  it.each(paper)("names files and rows of $name for every split that it uses", ({ origin, rows, slices }) => {
    const used = new Set(Object.values(slices).map(({ of }) => of))
    expect(new Set(Object.keys(rows))).toEqual(used)
    expect(new Set(Object.keys(origin._tag === "Hub" ? origin.files : origin.members))).toEqual(used)
  })
})
