/**
 * What the replay bench runs: a counterfactual experiment about reviews of some 230 words, whole and bare.
 */
import { Effect, Either, Layer, Logger, LogLevel } from "effect"
import assert from "node:assert/strict"
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
import { replayLoop } from "./replayLoop.ts"
import type { Way } from "./ways.ts"

/** Four short reviews of the same label make a long one. */
const longReview = (size: number, idx: number): SentimentObservation => {
  const parts = [0, 1, 2, 3].map((part) => generatedReview(7, idx + part * 2 * size))
  return { ...parts[0]!, idx, text: parts.map(({ text }) => text).join(" ") }
}

/** Above this many reviews each is made when it is asked for; fewer are made beforehand, since that is not what is measured. */
export const mostMade = 20_000

/** The reviews of a bench, by their `idx`. */
export const reviewsOf = (size: number): (idx: number) => SentimentObservation => {
  const made = Array.from({ length: size > mostMade ? 0 : size }, (_, idx) => longReview(size, idx))
  return (idx) => made[idx] ?? longReview(size, idx)
}

const profile = Either.getOrThrow(parseProfile("mixed:0.6"))
const experiment = asSimulated(
  Either.getOrThrow(
    makeExperiment({ model: { name: "llama2-7b" }, dataset: "bench", task: "counterfactual" })
  ),
  simulatedModelId(profile.name)
)

/** Where a run has its files: the cache, and what it writes. */
interface Files {
  readonly cache: string
  readonly results: string
}

const runWhole = (
  client: Layer.Layer<Inference>,
  { cache, results }: Files,
  size: number,
  reviewOf: (idx: number) => SentimentObservation
) => {
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
  return runExperiment(experiment).pipe(
    Effect.provide(
      Layer.mergeAll(
        Layer.provideMerge(pipeline(client), SqliteCache.layer({ location: cache })),
        SqliteResults.layer({ folder: results }),
        datasets
      )
    ),
    Logger.withMinimumLogLevel(LogLevel.Error),
    Effect.withScheduler(makeScheduler()),
    Effect.runPromise
  )
}

/** Fills the cache with the answers of a simulated model, and gives how many of its first answers were right. */
export const fill = async (folder: string, size: number): Promise<number> => {
  const files = { cache: join(folder, "cache.sqlite"), results: join(folder, "filled") }
  const { tally } = await runWhole(Simulated.layer({ profile }), files, size, reviewsOf(size))
  assert.equal(tally.total, size)
  return tally.correct
}

/** Replays all from the cache in a folder, through the whole pipeline or by a bare loop, and gives the same count. */
export const replays = (
  folder: string,
  size: number
): { readonly [way in Way]: (round: number) => Promise<number> } => {
  const reviewOf = reviewsOf(size)
  const cache = join(folder, "cache.sqlite")
  /** The order in which the runner asks: records that come in no order cost SQLite more pages. */
  const order = Effect.runSync(seededOrder(size, 0))
  const reviewAt = (place: number) => reviewOf(order[place]!)
  return {
    bare: (round) =>
      Promise.resolve(
        replayLoop(experiment, { size, reviewAt }, cache, join(folder, `bare-${round}.sqlite`))
      ),
    whole: async (round) => {
      const files = { cache, results: join(folder, `whole-${round}`) }
      const { generations, tally } = await runWhole(Offline.layer, files, size, reviewOf)
      assert.deepEqual([generations.cached, generations.sent, tally.total], [3 * size, 0, size])
      return tally.correct
    }
  }
}
