/**
 * How long until the command asks for the first time, with many finished records and with none:
 * `npm run bench -- resume [RECORDS]`.
 *
 * Measured from the start of its process to the arrival of the first generation's request at a server in this one, and
 * then it is killed. Both experiments have the same data set, of some more rows than there are records, and as it is
 * when it was downloaded: of a user's own file all rows are read first, whatever the records.
 */
import { Effect } from "effect"
import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs"
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { generatedReview } from "../../layers/datasets/generated/sentiment.ts"
import { type Manifest, manifestFile, manifestText } from "../../layers/datasets/store/Manifest.ts"
import { writeSplit } from "../../layers/datasets/store/write.ts"
import { observationColumns, resultsLayout } from "../../layers/results/sqlite/schema.ts"
import { openDatabase } from "../../layers/sqlite/open.ts"
import { command } from "./command.ts"
import { showLoad } from "./measure.ts"

const records = Number(process.argv[2] ?? 200_000)
const rounds = 7
const folder = mkdtempSync(join(tmpdir(), "introspect-bench-"))
const datasets = join(folder, "datasets")

/** As an inference server: it says who it is, and gives every prompt the same answer. */
const replyTo = (isInfo: boolean) =>
  isInfo
    ? { model_id: "simulated/bench", model_sha: null, version: "bench" }
    : {
      generated_text: "Sure! The sentiment of the paragraph is **positive**.",
      details: { finish_reason: "eos_token", generated_tokens: 12, seed: 0, prefill: [], tokens: [] }
    }

let asked: () => void = () => {}
const server = createServer((request, response) => {
  const isInfo = request.method === "GET"
  if (!isInfo) asked()
  request.resume()
  response.setHeader("content-type", "application/json").setHeader("x-compute-type", "cpu")
  response.end(JSON.stringify(replyTo(isInfo)))
})

/** Starts the command on the experiment of a persistent directory. */
const startIn = (persistentDir: string, ...more: readonly string[]) =>
  spawn(process.execPath, [
    ...[
      command,
      "run",
      "--client",
      "TGI",
      "--endpoint",
      urlOf(server),
      "--model-name",
      "llama2-7b",
      "--quiet"
    ],
    ...["--dataset", "IMDB", "--task", "redacted", "--persistent-dir", persistentDir, ...more]
  ], { stdio: ["ignore", "ignore", "ignore"] })

const urlOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

/** Reviews where a download of IMDB would be. */
const storeReviews = async () => {
  const imdb = join(datasets, "IMDB")
  mkdirSync(imdb, { recursive: true })
  const rows = async function*() {
    for (let idx = 0; idx < records + 100; idx++) {
      const { label, text } = generatedReview(7, idx)
      yield { text, label }
    }
  }
  const manifest: Manifest = {
    format: "introspect-dataset/1",
    name: "IMDB",
    category: "sentiment",
    origin: { _tag: "Archive", url: "test/bench/resume.ts", size: 0, sha256: "0".repeat(64) },
    splits: { test: await writeSplit(imdb, "test", rows()) },
    unusable: {}
  }
  writeFileSync(join(imdb, manifestFile), manifestText(manifest))
}

/** A new persistent directory that has the reviews. */
const newDir = (name: string) => {
  const cache = join(folder, name, "cache")
  mkdirSync(cache, { recursive: true })
  symlinkSync(datasets, join(cache, "datasets"))
  return join(folder, name)
}

/** Milliseconds until the first request; the command is killed at that moment. */
const millisToFirst = async (persistentDir: string): Promise<number> => {
  const arrival = new Promise<number>((resolve) => {
    asked = () => resolve(performance.now())
  })
  const started = performance.now()
  const child = startIn(persistentDir)
  const ended = once(child, "close")
  const arrived = await Promise.race([arrival, ended.then(() => null)])
  child.kill("SIGKILL")
  await ended
  if (arrived === null) throw new Error("the command ended without asking; npm run build first")
  return arrived - started
}

/** Makes an experiment of as many finished records as there are to be, all like the one that the command makes. */
const fill = async (persistentDir: string) => {
  await once(startIn(persistentDir, "--limit", "1"), "close")
  const results = join(persistentDir, "results", "analysis")
  const location = join(results, readdirSync(results).find((name) => name.endsWith(".sqlite"))!)
  const columns = observationColumns.replace(/^idx/, "n")
  const repeat =
    `WITH RECURSIVE number (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n + 1 < ${records})
    INSERT INTO observation (${observationColumns}) SELECT ${columns}
    FROM (SELECT * FROM observation), number WHERE n NOT IN (SELECT idx FROM observation)`
  await Effect.runPromise(
    Effect.scoped(Effect.flatMap(openDatabase({ location, ...resultsLayout }), ({ run }) => run(repeat)))
  )
  return statSync(location).size
}

const line = (name: string, millis: readonly number[]) => {
  const sorted = millis.toSorted((one, other) => one - other)
  console.log(
    `  ${name.padEnd(24)} median ${sorted[Math.floor(rounds / 2)]!.toFixed(0)} ms, best ${
      sorted[0]!.toFixed(0)
    } ms`
  )
}

try {
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  await storeReviews()
  const finished = newDir("finished")
  const size = await fill(finished)
  const measured = { none: [] as number[], all: [] as number[] }
  for (let round = 0; round < rounds; round++) {
    measured.none.push(await millisToFirst(newDir(`none-${round}`)))
    measured.all.push(await millisToFirst(finished))
  }
  await showLoad()
  console.log(`until the first request, of ${rounds} rounds; records of ${(size / 2 ** 20).toFixed(0)} MiB`)
  line("no records", measured.none)
  line(`${records} records`, measured.all)
} finally {
  server.close()
  rmSync(folder, { recursive: true, force: true })
}
