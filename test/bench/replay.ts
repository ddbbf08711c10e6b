/**
 * Replaying a run from the cache against a bare loop: `npm run bench -- replay [OBSERVATIONS]`.
 *
 * A counterfactual run about reviews of some 230 words, whose answers are all cached, with everything on: runner,
 * middleware, readers, cache on disk, records to disk, summary. The bare loop does the same hashing, point reads,
 * reading of answers and writes of records, on the same tables, without Effect.
 */
import { Effect, Either, Layer, Logger, LogLevel } from "effect"
import assert from "node:assert/strict"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { makeScheduler } from "../../experiments/process/scheduler.ts"
import * as SqliteCache from "../../layers/cache/Sqlite.ts"
import * as Offline from "../../layers/clients/Offline.ts"
import * as Simulated from "../../layers/clients/Simulated.ts"
import { generatedReview } from "../../layers/datasets/generated/sentiment.ts"
import * as SqliteResults from "../../layers/results/Sqlite.ts"
import { parseProfile } from "../../layers/simulated/profile.ts"
import { simulatedModelId } from "../../src/domain/Generation.ts"
import type { SentimentObservation } from "../../src/domain/Observation.ts"
import { asSimulated, makeExperiment } from "../../src/experiment/Experiment.ts"
import { seededOrder } from "../../src/experiment/running/order.ts"
import { runExperiment } from "../../src/experiment/running/run.ts"
import type { Inference } from "../../src/inference/Inference.ts"
import { pipeline } from "../../src/inference/pipeline.ts"
import { Datasets } from "../../src/storage/Datasets.ts"
import { best, measure, type Measured, show, showLoad } from "./measure.ts"
import { replayLoop } from "./replayLoop.ts"

const size = Number(process.argv[2] ?? 2000)
const generations = 3 * size
/**
 * A large run is for its memory: one round, and none to warm up. A small one takes a third of a second, in which a process
 * has not yet compiled all that it runs often.
 */
const isLarge = size > 20_000
const [warmUps, rounds] = isLarge ? [0, 1] : [4, 8]

/** Four short reviews of the same label make a long one. */
const longReview = (idx: number): SentimentObservation => {
  const parts = [0, 1, 2, 3].map((part) => generatedReview(7, idx + part * 2 * size))
  return { ...parts[0]!, idx, text: parts.map(({ text }) => text).join(" ") }
}

/** Made beforehand, since making data is no part of what is measured; of a large run each one when it is asked for. */
const reviews = Array.from({ length: isLarge ? 0 : size }, (_, idx) => longReview(idx))
const reviewOf = (idx: number) => reviews[idx] ?? longReview(idx)

const sampled = Math.min(size, 2000)
const words = Array.from({ length: sampled }, (_, idx) => reviewOf(idx).text.split(" ").length)
  .reduce((sum, count) => sum + count, 0) / sampled

/** The order in which the runner asks: records that come in no order cost SQLite more pages. */
const order = Effect.runSync(seededOrder(size, 0))
const reviewAt = (place: number) => reviewOf(order[place]!)

const profile = Either.getOrThrow(parseProfile("mixed:0.6"))
const experiment = asSimulated(
  Either.getOrThrow(
    makeExperiment({ model: { name: "llama2-7b" }, dataset: "bench", task: "counterfactual" })
  ),
  simulatedModelId(profile.name)
)

const datasets = Layer.succeed(Datasets, {
  names: ["bench"],
  open: () =>
    Effect.succeed({
      name: "bench",
      category: "sentiment" as const,
      sha256: null,
      size,
      row: (idx: number) => Effect.succeed(reviewOf(idx))
    })
})

const wholePipeline = (client: Layer.Layer<Inference>, location: string, results: string) =>
  runExperiment(experiment).pipe(
    Effect.provide(
      Layer.mergeAll(
        Layer.provideMerge(pipeline(client), SqliteCache.layer({ location })),
        SqliteResults.layer({ folder: results }),
        datasets
      )
    ),
    Logger.withMinimumLogLevel(LogLevel.Error),
    Effect.withScheduler(makeScheduler()),
    Effect.runPromise
  )

const folder = mkdtempSync(join(tmpdir(), "introspect-bench-"))
try {
  const location = join(folder, "cache.sqlite")
  const filled = await wholePipeline(Simulated.layer({ profile }), location, join(folder, "filled"))
  const rates = { total: filled.tally.total, correct: filled.tally.correct }
  assert.equal(rates.total, size)

  const measured = { bare: [] as Measured[], whole: [] as Measured[] }
  const before = process.memoryUsage.rss() / 2 ** 20
  // Alternately, so that a disturbance of the machine meets both.
  for (let round = 0; round < warmUps + rounds; round++) {
    const bare = await measure(generations, () => {
      const correct = replayLoop(
        experiment,
        { size, reviewAt },
        location,
        join(folder, `bare-${round}.sqlite`)
      )
      assert.equal(correct, rates.correct)
    })
    const whole = await measure(generations, async () => {
      const report = await wholePipeline(Offline.layer, location, join(folder, `whole-${round}`))
      assert.deepEqual([report.generations.cached, report.generations.sent], [generations, 0])
      assert.deepEqual({ total: report.tally.total, correct: report.tally.correct }, rates)
    })
    if (round < warmUps) continue
    measured.bare.push(bare)
    measured.whole.push(whole)
  }
  const [bare, whole] = [best(measured.bare), best(measured.whole)]
  await showLoad()
  console.log(
    `${size} reviews of ${
      words.toFixed(0)
    } words on average, 3 generations each; the best of ${rounds} rounds after ${warmUps}`
  )
  show("bare loop", "generations", bare)
  show("pipeline", "generations", whole)
  console.log(
    `  ratio ${(whole.perSecond / bare.perSecond).toFixed(2)}; ${before.toFixed(0)} MB before, ${
      isLarge ? "reviews made when they are asked for" : "reviews included"
    }`
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}
