import { afterAll, beforeAll, describe, expect, it } from "@effect/vitest"
import { randomBytes } from "node:crypto"
import { existsSync, mkdtempSync, readdirSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parquetFile, reviews, tarGz } from "../support/datasets.ts"
import { type FakeHub, hubToken, startFakeHub } from "../support/fakeHub.ts"
import { startIn } from "../support/introspect.ts"
import { introspectIn } from "../support/keptIntrospect.ts"

const texts = Array.from(
  { length: 400 },
  (_, i) => `I ${i % 2 === 0 ? "hated" : "loved"} film ${i}. ${randomBytes(300).toString("hex")}`
)
const train = parquetFile(reviews(texts, undefined, "sentence"))

const films = {
  name: "us/films",
  commit: "a".repeat(40),
  branches: ["refs/convert/parquet"],
  files: {
    "default/train/0000.parquet": train,
    "default/test/0000.parquet": parquetFile(reviews(["", "Fine.", "Fine."], [1, 1, 0], "sentence"))
  }
}

const map = ["--map", "text=sentence,label=label:{0:negative,1:positive}"]

let hub: FakeHub
beforeAll(async () => {
  hub = await startFakeHub([films], {
    "/jaseweston/babi/tasks_1-20_v1-2.tar.gz": await tarGz({ README: "Another." })
  })
})
afterAll(() => hub.close())

const newFolder = () => mkdtempSync(join(tmpdir(), "introspect-download-"))

type Variables = { readonly [name: string]: string }

const place = (folder: string, variables: Variables) => ({
  folder,
  env: { HF_ENDPOINT: hub.url, HF_HOME: join(folder, "hf"), ...variables }
})

const start = (folder: string, args: readonly string[], variables: Variables = {}) =>
  startIn(place(folder, variables), ...args)

const run = (folder: string, args: readonly string[], variables: Variables = {}) =>
  introspectIn(place(folder, variables), ...args)

describe("introspect download", () => {
  it(
    "brings a data set of the Hub to this machine, where the other commands find it without the network",
    async () => {
      const folder = newFolder()
      const downloaded = await start(folder, ["download", "hub:us/films", ...map]).ended
      expect(downloaded.stdout).toMatch(
        /^hub:us\/films: train 400, test 3 {2}\S+introspect-data\/cache\/datasets\/hub\/us--films-/
      )
      expect(downloaded.stderr).toMatch(/^downloading hub:us\/films to /)
      expect(downloaded.code).toBe(0)

      const offline = { HF_ENDPOINT: "http://127.0.0.1:1", HF_HUB_OFFLINE: "1" }
      const shown = await run(
        folder,
        ["datasets", "show", "hub:us/films", ...map, "--idx", "1", "--json"],
        offline
      )
      expect(JSON.parse(shown.stdout)).toEqual({
        dataset: "hub:us/films",
        category: "sentiment",
        split: "test",
        hub: { repo: "us/films", config: "default", revision: films.commit },
        map: "label=label:{0:negative,1:positive},text=sentence",
        rows: 3,
        labels: { negative: 1, positive: 2 },
        empty_texts: 1,
        duplicate_rows: 0,
        observation: { idx: 1, text: "Fine.", label: "positive" }
      })
      const experiment = ["--client", "Simulated", "--dataset", "hub:us/films", ...map, "--task", "classify"]
      const measured = await run(folder, [
        "run",
        ...experiment,
        "--split",
        "train",
        "--limit",
        "50",
        "--json"
      ], offline)
      expect(measured.code).toBe(0)
      const { id, results, spec } = JSON.parse(measured.stdout)
      expect(id).toMatch(/_d-films_p-train_t-classify_c-_s-0_x-[0-9a-f]{8}$/)
      expect(results.total).toBe(50)
      expect(spec.dataset).toMatchObject({ name: "hub:us/films", hub: { revision: films.commit } })
      const listed = await run(folder, ["datasets", "--json"], offline)
      expect(JSON.parse(listed.stdout).at(-1)).toMatchObject({
        name: "hub:us/films",
        splits: { train: 400, test: 3 },
        on_disk: true
      })
    },
    60_000
  )

  it("is done by a run that needs the data, and not by a dry one", async () => {
    const folder = newFolder()
    const experiment = [
      "run",
      "--client",
      "Simulated",
      "--dataset",
      "hub:us/films",
      ...map,
      "--task",
      "classify"
    ]
    const dry = await run(folder, [...experiment, "--dry"])
    expect(dry.stderr).toMatch(
      /hub:us\/films is not on this machine yet; download it by: introspect download/
    )
    expect(dry.code).toBe(2)
    expect(existsSync(join(folder, "introspect-data"))).toBe(false)
    const first = await run(folder, experiment)
    expect(first.code).toBe(0)
    expect(first.stderr).toContain("downloading hub:us/films")
  }, 60_000)

  it("killed in the middle goes on where it was, and is whole at its end", async () => {
    const folder = newFolder()
    const fault = { path: /resolve.*train/, stallAfter: 65_536, times: 1 }
    hub.faults.push(fault)
    const killed = start(folder, ["download", "hub:us/films", ...map])
    const blobs = join(folder, "hf", "hub", "datasets--us--films", "blobs")
    const part = () =>
      existsSync(blobs) ? readdirSync(blobs).find((name) => name.endsWith(".incomplete")) : undefined
    await expect.poll(() => part() === undefined ? 0 : statSync(join(blobs, part()!)).size, {
      timeout: 15_000
    })
      .toBeGreaterThan(0)
    const had = statSync(join(blobs, part()!)).size
    killed.process.kill("SIGKILL")
    await killed.ended
    expect(existsSync(join(folder, "introspect-data", "cache", "datasets", "hub"))).toBe(true)
    const listed = await run(folder, ["datasets", "--json"])
    expect(listed.stdout).not.toContain("us/films")

    const before = hub.requests.length
    const again = await run(folder, ["download", "hub:us/films", ...map])
    expect(again.stdout).toContain("train 400")
    expect(
      hub.requests.slice(before).find((line) => line.includes("train") && line.includes(`bytes=${had}-`))
    ).toBeDefined()
    expect(readdirSync(blobs).filter((name) => name.endsWith(".incomplete"))).toEqual([])
  }, 60_000)

  it("ends with 2 for what cannot be meant, before anything is asked for", async () => {
    const folder = newFolder()
    const asked = hub.requests.length
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [["--datasets", "RTE", "IMBD"], /unknown data set IMBD \(did you mean IMDB.*\); known: IMDB, SST2/],
      [["hub:us/films", "--map", "txt=a"], /--map: unknown field txt \(did you mean text/],
      [["IMDB", "--config", "x"], /IMDB is built in/],
      [["hub:us/films", "--category", "mood"], /unknown category mood/],
      [["hub:a/b/c"], /write hub:owner\/name/]
    ]
    for (const [args, message] of cases) {
      const ended = await run(folder, ["download", ...args])
      expect(ended.stderr).toMatch(message)
      expect(ended.code).toBe(2)
    }
    expect(hub.requests.length).toBe(asked)
  }, 60_000)

  it("ends with 2 for a data set that the Hub has not, and with 1 for one that it refuses", async () => {
    const folder = newFolder()
    const missing = await run(folder, ["download", "hub:us/nothing"], { HF_TOKEN: hubToken })
    expect(missing.stderr).toContain("has no data set us/nothing")
    expect(missing.code).toBe(2)
    hub.faults.push({ path: /us\/films/, status: 403, times: 1 })
    const refused = await run(folder, ["download", "hub:us/films"])
    expect(refused.stderr).toMatch(/refuses us\/films \(403\).*set HF_TOKEN/)
    expect(refused.code).toBe(1)
  }, 60_000)

  it("of a data set of the paper takes nothing but what was published", async () => {
    const folder = newFolder()
    const ended = await run(folder, ["download", "--datasets", "RTE", "--quiet"], { HF_TOKEN: hubToken })
    expect(ended.stderr).toContain(
      "has no data set nyu-mll/glue, or no rte/train-00000-of-00001.parquet of it"
    )
    expect(ended.code).toBe(2)
    // As a proxy, the fake stands for the authors' site, whose address is fixed; no mirror can be reached.
    const babi = start(folder, ["download", "bAbI-1"], {
      HTTP_PROXY: hub.url,
      HTTPS_PROXY: "http://127.0.0.1:1"
    })
    await babi.saw(
      /warn: http:\/\/www\.thespermwhale\.com\S+ is not the file that was expected: its size or checksum/
    )
    babi.process.kill("SIGTERM")
    expect((await babi.ended).code).toBe(143)
    expect(readdirSync(join(folder, "introspect-data", "cache", "datasets", "downloads"))).toEqual([])
  }, 60_000)
})

describe("introspect datasets show", () => {
  it("shows a file by a map, and says which rows there are", async () => {
    const folder = newFolder()
    writeFileSync(join(folder, "mine.csv"), "review,stars\nGood.,5\nBad.,1\n")
    const args = [
      "datasets",
      "show",
      "mine.csv",
      "--map",
      "text=review,label=stars:{1:negative,5:positive}",
      "--json"
    ]
    const shown = await run(folder, args)
    expect(JSON.parse(shown.stdout)).toMatchObject({
      dataset: "mine.csv",
      rows: 2,
      observation: { idx: 0, text: "Good.", label: "positive" }
    })
    const beyond = await run(folder, [...args, "--idx", "2"])
    expect(beyond.stderr).toContain("mine.csv test has 2 rows: --idx goes from 0 to 1")
    expect(beyond.code).toBe(2)
  }, 60_000)
})
