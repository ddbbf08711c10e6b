/**
 * One cache, a simulated and a real run of the same experiment: neither sees the other's answers.
 */
import { describe, expect, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import * as MemoryCache from "../../../layers/cache/Memory.ts"
import * as Simulated from "../../../layers/clients/Simulated.ts"
import * as Builtin from "../../../layers/datasets/builtin.ts"
import * as MemoryResults from "../../../layers/results/Memory.ts"
import { parseProfile } from "../../../layers/simulated/profile.ts"
import { makeExperiment } from "../../../src/experiment/Experiment.ts"
import { runExperiment } from "../../../src/experiment/running/run.ts"
import { Inference } from "../../../src/inference/Inference.ts"
import { pipeline } from "../../../src/inference/pipeline.ts"

const hubId = "meta-llama/Llama-2-7b-chat-hf"

/** A server whose model always says the same. */
const constant = Layer.succeed(Inference, {
  info: Effect.succeed({ model: hubId, sha: "1", version: "1", maxConcurrentRequests: null }),
  generate: () =>
    Effect.succeed({
      text: "neutral",
      reasoning: null,
      finishReason: "stop" as const,
      promptTokens: null,
      completionTokens: null,
      durationMillis: 1,
      durationBy: "client" as const,
      server: null
    })
})

describe("a cache shared by a simulated and a real run", () => {
  it.effect("mixes nothing", () =>
    Effect.gen(function*() {
      const profile = yield* parseProfile("faithful")
      const experiment = yield* makeExperiment({
        model: { name: "llama2-7b" },
        dataset: "sample-sentiment",
        task: "classify"
      })
      const shared = yield* Layer.build(Layer.mergeAll(MemoryCache.layer, MemoryResults.layer, Builtin.layer))
      const run = (client: Layer.Layer<Inference>) =>
        runExperiment(experiment).pipe(Effect.provide(pipeline(client)), Effect.provide(shared))

      const simulated = yield* run(Simulated.layer({ profile }))
      const real = yield* run(constant)
      const again = yield* run(Simulated.layer({ profile }))

      expect(simulated.experiment.id).toContain("m-simulated-faithful")
      expect(real.experiment.id).toContain("m-llama2-7b")
      expect(real.generations).toMatchObject({ requested: 64, cached: 0, sent: 64 })
      expect([...real.tally.answers.values()].every(({ answer }) => answer.predict === "neutral")).toBe(true)
      expect(simulated.tally.correct).toBeGreaterThan(0)
      expect(again.tally).toEqual(simulated.tally)
      expect(again.generations.requested).toBe(0)
    }).pipe(Effect.scoped))
})
