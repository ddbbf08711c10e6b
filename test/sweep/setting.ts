/**
 * A sweep in memory, whose server takes a second for each answer.
 */
import { Context, type Duration, Effect, Layer } from "effect"
import * as MemoryCache from "../../layers/cache/Memory.ts"
import * as Simulated from "../../layers/clients/Simulated.ts"
import { generatedDataset } from "../../layers/datasets/GeneratedCategories.ts"
import * as MemoryResults from "../../layers/results/Memory.ts"
import type { SimulatedProfile } from "../../layers/simulated/profile.ts"
import type { GenerateError } from "../../src/domain/GenerateError.ts"
import type { GenerateRequest } from "../../src/domain/GenerateRequest.ts"
import type { CategoryName } from "../../src/domain/Observation.ts"
import { Inference } from "../../src/inference/Inference.ts"
import { pipeline } from "../../src/inference/pipeline.ts"
import { DatasetError, Datasets } from "../../src/storage/Datasets.ts"

export interface SettingOptions {
  readonly profile: SimulatedProfile
  /** Requests that are answered at once. */
  readonly slots: number
  /** Observations of each of the data sets `generated-CATEGORY`. */
  readonly size: number
  readonly latency?: Duration.DurationInput
  /** What the server refuses. */
  readonly refuse?: (request: GenerateRequest) => GenerateError | null
}

const categoryIn = (name: string) => name.replace(/^generated-/, "") as CategoryName

/** Everything that a sweep needs, and what its server and its data saw. */
export const setting = ({ latency = "1 second", profile, refuse, size, slots }: SettingOptions) => {
  const seen = { inFlight: 0, most: 0, asked: [] as string[], rows: 0, opened: 0 }
  const client = Layer.effect(
    Inference,
    Effect.map(Layer.build(Simulated.layer({ profile })), (built) => {
      const { generate, info } = Context.get(built, Inference)
      return {
        info,
        generate: (request) =>
          Effect.acquireUseRelease(
            Effect.sync(() => {
              seen.asked.push(request.digest)
              seen.inFlight++
              seen.most = Math.max(seen.most, seen.inFlight)
            }),
            () =>
              Effect.suspend(() => {
                const error = refuse?.(request) ?? null
                return error === null ? Effect.delay(generate(request), latency) : Effect.fail(error)
              }),
            () =>
              Effect.sync(() => {
                seen.inFlight--
              })
          )
      }
    })
  ).pipe(Layer.provide(Layer.scope))
  const datasets = Layer.succeed(Datasets, {
    names: [],
    open: (name) => {
      seen.opened++
      if (!name.startsWith("generated-")) {
        return Effect.fail(new DatasetError({ reason: "Unknown", message: `unknown data set ${name}` }))
      }
      const dataset = generatedDataset(categoryIn(name), size)
      return Effect.succeed({
        ...dataset,
        row: (idx: number) => {
          seen.rows++
          return dataset.row(idx)
        }
      })
    }
  })
  const storage = Layer.mergeAll(MemoryCache.layer, MemoryResults.layer, datasets)
  return { seen, storage, inference: pipeline(client, { maxWorkers: slots }) }
}
