/**
 * The whole pipeline against a bare loop: `npm run bench -- http`.
 *
 * The pipeline: runner, cache and results on disk, middleware, client, readers. The bare loop sends the very bodies
 * that the pipeline sent. The server is a process of its own. `npm run bench -- http memory` leaves the disk out.
 */
import { Effect, Either, Layer, Logger, LogLevel } from "effect"
import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { tuneCollector } from "../../experiments/process/collector.ts"
import { makeScheduler } from "../../experiments/process/scheduler.ts"
import * as MemoryCache from "../../layers/cache/Memory.ts"
import * as SqliteCache from "../../layers/cache/Sqlite.ts"
import * as Tgi from "../../layers/clients/Tgi.ts"
import { tgiParameters } from "../../layers/clients/tgi/parameters.ts"
import { generatedReview } from "../../layers/datasets/generated/sentiment.ts"
import * as MemoryResults from "../../layers/results/Memory.ts"
import * as SqliteResults from "../../layers/results/Sqlite.ts"
import { categoryOf } from "../../src/category/categories.ts"
import { sentSeed } from "../../src/domain/GenerateRequest.ts"
import { showPrompt } from "../../src/domain/Prompt.ts"
import { guideOf, makeExperiment } from "../../src/experiment/Experiment.ts"
import { runExperiment } from "../../src/experiment/running/run.ts"
import { pipeline } from "../../src/inference/pipeline.ts"
import { renderTemplate } from "../../src/prompts/Template.ts"
import { Datasets } from "../../src/storage/Datasets.ts"
import { bareLoop } from "./bareLoop.ts"
import { best, measure, type Measured, show, showLoad } from "./measure.ts"

// As the command does.
tuneCollector()

const size = 20_000

/** Made beforehand: making data is no part of what is measured. */
const rows = Array.from({ length: size }, (_, idx) => generatedReview(7, idx))

const dataset = {
  name: "bench",
  category: "sentiment" as const,
  sha256: null,
  size,
  row: (idx: number) => Effect.succeed(rows[idx]!)
}

const experiment = Either.getOrThrow(
  makeExperiment({ model: { name: "llama2-7b" }, dataset: "bench", task: "classify" })
)

/** The bodies that the pipeline sends. */
const bodies = (): readonly string[] => {
  const category = categoryOf("sentiment")
  const guide = guideOf(experiment, category)
  return rows.map((row) => {
    const request = guide.request(renderTemplate(guide.question.template, category.fields(row)))
    const parameters = tgiParameters(request.params, sentSeed(request))
    return JSON.stringify({ inputs: showPrompt(request.prompt), parameters, stream: false })
  })
}

/** With `memory` nothing is written to the disk: what storage costs is the difference. */
const storage = (folder: string) =>
  process.argv.includes("memory")
    ? Layer.merge(MemoryResults.layer, MemoryCache.layer)
    : SqliteResults.layer({ folder: join(folder, "results") }).pipe(
      Layer.provideMerge(SqliteCache.layer({ location: join(folder, "cache.sqlite") }))
    )

const wholePipeline = (url: string, workers: number, folder: string) => {
  const layers = pipeline(Tgi.layer({ endpoint: url }), { maxWorkers: workers }).pipe(
    Layer.provideMerge(storage(folder)),
    Layer.merge(Layer.succeed(Datasets, { names: ["bench"], open: () => Effect.succeed(dataset) }))
  )
  return runExperiment(experiment, { workers }).pipe(
    Effect.provide(layers),
    Logger.withMinimumLogLevel(LogLevel.Error),
    Effect.withScheduler(makeScheduler()),
    Effect.runPromise
  )
}

const withServer = async (latency: number, use: (url: string) => Promise<void>) => {
  const entry = fileURLToPath(new URL("benchServer.mjs", import.meta.url))
  const server = spawn(process.execPath, [entry, String(latency)], {
    stdio: ["ignore", "pipe", "inherit"]
  })
  try {
    const [port] = await once(server.stdout, "data")
    await use(`http://127.0.0.1:${String(port).trim()}`)
  } finally {
    server.kill()
  }
}

const rounds = 3

/** Prints the comparison for a latency and a number of workers. */
const compare = (latency: number, workers: number) =>
  withServer(latency, async (url) => {
    const sent = bodies()
    const measured: { readonly bare: Measured[]; readonly whole: Measured[] } = { bare: [], whole: [] }
    // Alternately, so that a disturbance of the machine meets both; the first round warms up.
    for (let round = 0; round <= rounds; round++) {
      const folder = mkdtempSync(join(tmpdir(), "introspect-bench-"))
      const bare = await measure(size, () => bareLoop(url, sent, workers))
      const whole = await measure(size, () => wholePipeline(url, workers, folder))
      rmSync(folder, { recursive: true, force: true })
      if (round === 0) continue
      measured.bare.push(bare)
      measured.whole.push(whole)
    }
    const [bare, whole] = [best(measured.bare), best(measured.whole)]
    console.log(`${latency} ms, ${workers} workers, ${size} generations, the best of ${rounds} rounds`)
    show("bare loop", "generations", bare)
    show("pipeline", "generations", whole)
    console.log(`  ratio ${(whole.perSecond / bare.perSecond).toFixed(2)}`)
  })

await showLoad()
await compare(0, 50)
await compare(50, 400)
