import { describe, expect, it } from "@effect/vitest"
import { Context, Effect, Either, Fiber, Layer, Option } from "effect"
import * as MemoryCache from "../../layers/cache/Memory.ts"
import * as Simulated from "../../layers/clients/Simulated.ts"
import * as Tgi from "../../layers/clients/Tgi.ts"
import * as builtin from "../../layers/datasets/builtin.ts"
import * as MemoryResults from "../../layers/results/Memory.ts"
import { GenerateError } from "../../src/domain/GenerateError.ts"
import type { ObservationRecord } from "../../src/domain/ObservationRecord.ts"
import { asSimulated, makeExperiment, specOf } from "../../src/experiment/Experiment.ts"
import { runExperiment } from "../../src/experiment/run.ts"
import type { Inference } from "../../src/inference/Inference.ts"
import { pipeline, type PipelineOptions } from "../../src/inference/pipeline.ts"
import { Datasets } from "../../src/storage/Datasets.ts"
import { GenerationCache } from "../../src/storage/GenerationCache.ts"
import { Results } from "../../src/storage/Results.ts"
import { faultNames, faultyServer } from "../support/faultyServer.ts"
import { freePort, type Scripted, scriptedServer } from "../support/scriptedServer.ts"
import { faithful } from "../support/simulated.ts"

const experiment = Either.getOrThrow(
  makeExperiment({ model: { name: "llama2-7b" }, dataset: "simulated-babi-1:40", task: "counterfactual" })
)
const asStored = asSimulated(experiment, "simulated/faithful")

const tagOf = (error: { readonly _tag: string }) =>
  error instanceof GenerateError ? error.reason._tag : error._tag

const withoutTimes = (record: ObservationRecord): ObservationRecord => ({
  ...record,
  sessions: record.sessions.map((session) => ({ ...session, durationMillis: 0 }))
})

/** Runs the experiment over a client; gives its outcome, the records that are stored, and how many answers are. */
const runOver = (client: Layer.Layer<Inference, GenerateError>, options: PipelineOptions = {}) =>
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
        (all, record) => [...all, withoutTimes(record)]
      )
      return { outcome, records, stored }
    }).pipe(Effect.scoped, Effect.provide(environment))
  })

/** What a run without any server, and so without any fault, gives. */
const reference = Effect.map(runOver(Simulated.layer({ profile: faithful })), ({ outcome, records }) => {
  const report = Either.getOrThrow(outcome)
  expect(report.tally).toMatchObject({ total: 40, error: 0, mismatch: 0 })
  expect(records).toHaveLength(40)
  return { records, generations: report.generations.sent }
})

describe("a server with faults", () => {
  for (const seed of [1, 2]) {
    it.live(`is asked until every answer is there, and no more (seed ${seed})`, () =>
      Effect.gen(function*() {
        const expected = yield* reference
        const server = yield* faultyServer({ seed, share: 0.25 })
        const { outcome, records, stored } = yield* runOver(Tgi.layer({ endpoint: server.url }))
        const { generations: counts } = Either.getOrThrow(outcome)
        const { faults, generations, requests } = server.counts()
        const injected = [...faults.values()].reduce((sum, count) => sum + count, 0)

        expect(records).toEqual(expected.records)
        expect([...faults.keys()].toSorted()).toEqual([...faultNames].toSorted())
        expect(generations).toBe(expected.generations)
        expect(requests).toBeLessThanOrEqual(generations + injected)
        expect(stored).toBe(expected.generations)
        expect(counts).toMatchObject({ sent: expected.generations, failed: 0 })
        expect(counts.retried).toBeGreaterThanOrEqual(requests - generations)
      }).pipe(Effect.scoped))
  }

  it.live("is waited for when it is not there yet", () =>
    Effect.gen(function*() {
      const expected = yield* reference
      const port = yield* freePort
      const run = yield* Effect.fork(runOver(Tgi.layer({ endpoint: `http://127.0.0.1:${port}` })))
      yield* Effect.sleep("300 millis")
      expect(run.unsafePoll()).toBeNull()
      const server = yield* faultyServer({ seed: 0, share: 0, port })
      const { outcome, records } = yield* Fiber.join(run)
      expect(Either.isRight(outcome)).toBe(true)
      expect(records).toEqual(expected.records)
      expect(server.counts()).toMatchObject({
        requests: expected.generations,
        generations: expected.generations
      })
    }).pipe(Effect.scoped))

  it.live("is given up when it does not come at all", () =>
    Effect.gen(function*() {
      const endpoint = `http://127.0.0.1:${yield* freePort}`
      const { outcome, records, stored } = yield* runOver(Tgi.layer({ endpoint }), {
        connectTimeout: "300 millis"
      })
      const error = Option.getOrThrow(Either.getLeft(outcome))
      expect(tagOf(error)).toBe("GaveUp")
      expect(error.message).toContain(`${endpoint}/info: connection refused`)
      expect([records, stored]).toEqual([[], 0])
    }))
})

describe("a set-up that cannot work", () => {
  const info = { model_id: "simulated/faithful", version: "3.3.6-simulated" }
  const refused = {
    error: "Input validation error: `top_p` must be > 0.0 and < 1.0",
    error_type: "validation"
  }
  const cases: readonly (readonly [what: string, reply: Scripted, tag: string, paths: readonly string[]])[] =
    [
      ["a wrong key", { status: 401 }, "Unauthorized", ["/generate"]],
      ["a wrong route", { status: 404 }, "WrongServer", ["/generate", "/"]],
      ["a refused parameter", { status: 422, body: refused }, "Unsupported", ["/generate"]]
    ]

  for (const [what, reply, tag, paths] of cases) {
    it.live(`stops the run at the first generation, and stores nothing: ${what}`, () =>
      Effect.gen(function*() {
        const server = yield* scriptedServer(({ path }) => path === "/info" ? { body: info } : reply)
        const { outcome, records, stored } = yield* runOver(Tgi.layer({ endpoint: server.url }))
        const error = Option.getOrThrow(Either.getLeft(outcome))
        expect(tagOf(error)).toBe(tag)
        expect(server.seen().filter(({ method }) => method === "POST").map(({ path }) => path)).toEqual(paths)
        expect([records, stored]).toEqual([[], 0])
      }).pipe(Effect.scoped))
  }
})
