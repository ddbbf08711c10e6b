/**
 * Runs over misbehaving servers, compared with a run without faults.
 */
import { expect } from "@effect/vitest"
import { Context, Effect, Either, Layer } from "effect"
import * as MemoryCache from "../../layers/cache/Memory.ts"
import * as Simulated from "../../layers/clients/Simulated.ts"
import * as Tgi from "../../layers/clients/Tgi.ts"
import * as builtin from "../../layers/datasets/builtin.ts"
import * as MemoryResults from "../../layers/results/Memory.ts"
import type { GenerateError } from "../../src/domain/GenerateError.ts"
import type { ObservationRecord } from "../../src/domain/ObservationRecord.ts"
import { asSimulated, makeExperiment, specOf } from "../../src/experiment/Experiment.ts"
import { runExperiment } from "../../src/experiment/running/run.ts"
import type { Inference } from "../../src/inference/Inference.ts"
import { pipeline, type PipelineOptions } from "../../src/inference/pipeline.ts"
import { Datasets } from "../../src/storage/Datasets.ts"
import { GenerationCache } from "../../src/storage/GenerationCache.ts"
import { Results } from "../../src/storage/Results.ts"
import { type FaultyOptions, faultyServer, slowFaultNames } from "./faultyServer.ts"
import { hasty } from "./hasty.ts"
import { faithful } from "./simulated.ts"

const experiment = Either.getOrThrow(
  makeExperiment({ model: { name: "llama2-7b" }, dataset: "simulated-babi-1:40", task: "counterfactual" })
)
const asStored = asSimulated(experiment, "simulated/faithful")

/** Without what the server's API decides: times, and whether the tokens of prompts are counted. */
const withoutServer = (record: ObservationRecord): ObservationRecord => ({
  ...record,
  sessions: record.sessions.map(({ promptTokens: _, ...session }) => ({ ...session, durationMillis: 0 }))
})

/** Runs the experiment over a client; gives its outcome, the records that are stored, and how many answers are. */
export const runOver = (client: Layer.Layer<Inference, GenerateError>, options: PipelineOptions = {}) =>
  Effect.gen(function*() {
    let stored = 0
    const cache = Layer.map(MemoryCache.layer, (context) => {
      const inner = Context.get(context, GenerationCache)
      return Context.make(GenerationCache, {
        ...inner,
        put: (request, generation) => {
          stored++
          return inner.put(request, generation)
        }
      })
    })
    const environment = Layer.mergeAll(
      Layer.provideMerge(pipeline(client, { maxWorkers: 20, ...options }), cache),
      MemoryResults.layer,
      builtin.layer
    )
    return yield* Effect.gen(function*() {
      const outcome = yield* Effect.either(runExperiment(experiment, { workers: 20 }))
      const dataset = yield* Effect.flatMap(Datasets, ({ open }) => open(asStored.dataset, asStored.split))
      const service = yield* Results
      const results = yield* service.open(asStored.id, specOf(asStored, dataset))
      const records = yield* results.fold<readonly ObservationRecord[]>(
        [],
        (all, record) => [...all, withoutServer(record)]
      )
      return { outcome, records, stored }
    }).pipe(Effect.scoped, Effect.provide(environment))
  })

/** What a run without any server, and so without any fault, gives. */
export const reference = Effect.map(
  runOver(Simulated.layer({ profile: faithful })),
  ({ outcome, records }) => {
    const report = Either.getOrThrow(outcome)
    expect(report.tally).toMatchObject({ total: 40, error: 0, mismatch: 0 })
    expect(records).toHaveLength(40)
    return { records, generations: report.generations.sent }
  }
)

/** A run over such a server gives what a run without faults does, and asks for little more than it needs. */
export const survives = (options: FaultyOptions, pipelineOptions: PipelineOptions = {}) =>
  Effect.gen(function*() {
    const expected = yield* reference
    const server = yield* faultyServer(options)
    // A busy machine may be silent for a while, too: only faults that are silences have a short patience.
    const isSilent = options.faults?.some((name) => slowFaultNames.includes(name)) ?? false
    const client = Tgi.layer({ endpoint: server.url, ...(isSilent ? { silence: 800 } : {}) })
    const { outcome, records, stored } = yield* runOver(client, pipelineOptions)
    const { generations: counts } = Either.getOrThrow(outcome)
    const { answered, faults, generations, lost, repeated, requests } = server.counts()
    const injected = [...faults.values()].reduce((sum, count) => sum + count, 0)

    expect(records).toEqual(expected.records)
    expect(answered).toBe(expected.generations)
    expect(requests).toBeLessThanOrEqual(generations + injected + lost)
    // What was on its way when the server was killed did not arrive.
    expect(repeated).toBeLessThanOrEqual(options.killedAfter === undefined ? 0 : 20)
    expect(stored).toBe(expected.generations)
    expect(counts).toMatchObject({ sent: expected.generations, failed: 0 })
    expect(counts.retried).toBeGreaterThanOrEqual(requests - generations)
    return { faults, lost }
  }).pipe(hasty(20), Effect.scoped)
