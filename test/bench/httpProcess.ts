/**
 * Sends generations in one way, round by round: see `inTurn`.
 */
import { Effect, Either, Layer, Logger, LogLevel } from "effect"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
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
import { onEachRound, type Way } from "./ways.ts"

// As the command does.
tuneCollector()

const [, , way, url = "", workers = "", total = "", kept] = process.argv
const size = Number(total)

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
  kept === "memory"
    ? Layer.merge(MemoryResults.layer, MemoryCache.layer)
    : SqliteResults.layer({ folder: join(folder, "results") }).pipe(
      Layer.provideMerge(SqliteCache.layer({ location: join(folder, "cache.sqlite") }))
    )

const wholePipeline = (folder: string) => {
  const maxWorkers = Number(workers)
  const layers = pipeline(Tgi.layer({ endpoint: url }), { maxWorkers }).pipe(
    Layer.provideMerge(storage(folder)),
    Layer.merge(Layer.succeed(Datasets, { names: ["bench"], open: () => Effect.succeed(dataset) }))
  )
  return runExperiment(experiment, { workers: maxWorkers }).pipe(
    Effect.provide(layers),
    Logger.withMinimumLogLevel(LogLevel.Error),
    Effect.withScheduler(makeScheduler()),
    Effect.runPromise
  )
}

const ways: { readonly [way in Way]: () => () => Promise<unknown> } = {
  bare: () => {
    const sent = bodies()
    return () => bareLoop(url, sent, Number(workers))
  },
  whole: () => async () => {
    const folder = mkdtempSync(join(tmpdir(), "introspect-bench-"))
    await wholePipeline(folder)
    rmSync(folder, { recursive: true, force: true })
  }
}

onEachRound(size, ways[way as Way]())
