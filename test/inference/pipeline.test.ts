import { describe, expect, it } from "@effect/vitest"
import { Effect, Fiber, Layer, TestClock } from "effect"
import * as Memory from "../../layers/cache/Memory.ts"
import type { GenerateError } from "../../src/domain/GenerateError.ts"
import type { GenerateRequest } from "../../src/domain/GenerateRequest.ts"
import { GenerationCounters } from "../../src/inference/GenerationCounters.ts"
import { Inference } from "../../src/inference/Inference.ts"
import { InFlight } from "../../src/inference/InFlight.ts"
import { pipeline, type PipelineOptions } from "../../src/inference/pipeline.ts"
import { GenerationCache } from "../../src/storage/GenerationCache.ts"
import { generationOf, requestOf } from "../support/answers.ts"
import { failed, overflow, overloaded, reset, unauthorized, unreachable } from "../support/errors.ts"
import { fakeInference } from "../support/fakes.ts"

/** A server that takes 10 ms, and fails when `failure` says so. */
const behind = (
  failure: (request: GenerateRequest, attempt: number) => GenerateError | null,
  options: PipelineOptions = {}
) => {
  const attempts = new Map<string, number>()
  let running = 0
  let most = 0
  const generate = (request: GenerateRequest) =>
    Effect.acquireUseRelease(
      Effect.sync(() => {
        most = Math.max(most, ++running)
        attempts.set(request.digest, (attempts.get(request.digest) ?? 0) + 1)
      }),
      () =>
        Effect.zipRight(
          Effect.sleep(10),
          Effect.suspend(() => {
            const error = failure(request, attempts.get(request.digest) ?? 0)
            return error === null
              ? Effect.succeed(generationOf(`answer to ${request.digest}`))
              : Effect.fail(error)
          })
        ),
      () => Effect.sync(() => running--)
    )
  const layer = Layer.provideMerge(
    pipeline(fakeInference({ generate, info: Effect.succeed(null) }), options),
    Memory.layer
  )
  return { attempts, layer, most: () => most }
}

const generate = (text: string) =>
  Effect.flatMap(Inference, (inference) => inference.generate(requestOf(text)))
const counts = Effect.map(GenerationCounters, (counters) => counters.counts())

describe("pipeline", () => {
  it.effect("asks each request once, in flight or later, and counts where the answers came from", () => {
    const { attempts, layer } = behind(() => null)
    return Effect.gen(function*() {
      const together = yield* Effect.fork(
        Effect.forEach(["a", "b", "a", "a"], generate, { concurrency: "unbounded" })
      )
      yield* TestClock.adjust("1 second")
      const texts = (yield* Fiber.join(together)).map(({ text }) => text)
      expect(texts[0]).toBe(texts[2])
      expect(texts[0]).not.toBe(texts[1])
      yield* generate("b")
      expect([...attempts.values()]).toEqual([1, 1])
      expect(yield* counts).toEqual({ requested: 5, cached: 1, coalesced: 2, sent: 2, retried: 0, failed: 0 })
    }).pipe(Effect.provide(layer))
  })

  it.effect("gets through transient failures, and counts a request once however often it was tried", () => {
    const { attempts, layer } = behind((_, attempt) => attempt < 3 ? overloaded(null) : null)
    return Effect.gen(function*() {
      const fiber = yield* Effect.fork(generate("a"))
      yield* TestClock.adjust("1 minute")
      yield* Fiber.join(fiber)
      expect([...attempts.values()]).toEqual([3])
      expect(yield* counts).toEqual({ requested: 1, cached: 0, coalesced: 0, sent: 1, retried: 2, failed: 0 })
    }).pipe(Effect.provide(layer))
  })

  it.effect("stores no failure, and counts it", () => {
    const { layer } = behind(() => overflow)
    return Effect.gen(function*() {
      const fiber = yield* Effect.fork(Effect.flip(generate("a")))
      yield* TestClock.adjust("1 minute")
      expect(yield* Fiber.join(fiber)).toBe(overflow)
      const cache = yield* GenerationCache
      expect(yield* cache.get(requestOf("a").digest)).toBeNull()
      expect(yield* counts).toEqual({ requested: 1, cached: 0, coalesced: 0, sent: 1, retried: 0, failed: 1 })
    }).pipe(Effect.provide(layer))
  })

  it.effect("holds no slot through a pause", () => {
    const { layer } = behind(
      (request, attempt) => request.digest === requestOf("slow").digest && attempt < 4 ? reset : null,
      { maxWorkers: 1 }
    )
    return Effect.gen(function*() {
      yield* Effect.fork(generate("slow"))
      yield* TestClock.adjust("11 millis")
      const { count } = yield* InFlight
      expect(count()).toBe(0)
      const other = yield* Effect.fork(generate("other"))
      yield* TestClock.adjust("10 millis")
      expect((yield* Fiber.join(other)).text).toContain("answer to")
    }).pipe(Effect.provide(layer))
  })

  it.effect("never has more requests in flight than workers are allowed", () => {
    const { layer, most } = behind(() => null, { maxWorkers: 4 })
    return Effect.gen(function*() {
      const names = Array.from({ length: 30 }, (_, i) => `${i}`)
      const fiber = yield* Effect.fork(Effect.forEach(names, generate, { concurrency: "unbounded" }))
      yield* TestClock.adjust("1 minute")
      expect(yield* Fiber.join(fiber)).toHaveLength(30)
      expect(most()).toBe(4)
    }).pipe(Effect.provide(layer))
  })

  it.effect("costs one request when the key is wrong", () => {
    const { attempts, layer } = behind(() => unauthorized)
    return Effect.gen(function*() {
      const names = Array.from({ length: 30 }, (_, i) => `${i}`)
      const fiber = yield* Effect.fork(
        Effect.flip(Effect.forEach(names, generate, { concurrency: "unbounded" }))
      )
      yield* TestClock.adjust("1 minute")
      expect(yield* Fiber.join(fiber)).toBe(unauthorized)
      expect(attempts.size).toBe(1)
    }).pipe(Effect.provide(layer))
  })

  it.effect("fails a poisonous prompt alone, and lets the others pass", () => {
    const { attempts, layer } = behind((request) =>
      request.digest === requestOf("poison").digest ? failed : null
    )
    return Effect.gen(function*() {
      const names = ["poison", ...Array.from({ length: 30 }, (_, i) => `${i}`)]
      const fiber = yield* Effect.fork(
        Effect.forEach(names, (name) => Effect.either(generate(name)), { concurrency: "unbounded" })
      )
      yield* TestClock.adjust("1 hour")
      const answers = yield* Fiber.join(fiber)
      expect(answers.map(({ _tag }) => _tag)).toEqual(["Left", ...Array.from({ length: 30 }, () => "Right")])
      expect(attempts.get(requestOf("poison").digest)).toBe(21)
      expect(yield* counts).toMatchObject({ sent: 31, retried: 20, failed: 1 })
    }).pipe(Effect.provide(layer))
  })

  it.effect("stops at its budget of generations, when what is in flight is stored", () => {
    const { attempts, layer } = behind(() => null, { maxGenerations: 3 })
    return Effect.gen(function*() {
      const names = ["a", "b", "c", "d", "e", "a"]
      const fiber = yield* Effect.fork(
        Effect.forEach(names, (name) => Effect.either(generate(name)), { concurrency: "unbounded" })
      )
      yield* TestClock.adjust("1 minute")
      const answers = yield* Fiber.join(fiber)
      expect(answers.map(({ _tag }) => _tag)).toEqual(["Right", "Right", "Right", "Left", "Left", "Right"])
      expect(answers[3]).toMatchObject({ left: { class: "setup", reason: { _tag: "BudgetReached" } } })
      expect((yield* generate("b")).text).toContain("answer to")
      expect(attempts.size).toBe(3)
      expect(yield* counts).toMatchObject({ requested: 7, cached: 1, coalesced: 1, sent: 3, failed: 0 })
    }).pipe(Effect.provide(layer))
  })

  it.effect("gives up after the connect timeout", () => {
    const { layer } = behind(() => unreachable, { connectTimeout: "2 minutes" })
    return Effect.gen(function*() {
      const fiber = yield* Effect.fork(Effect.flip(generate("a")))
      yield* TestClock.adjust("3 minutes")
      expect(yield* Fiber.join(fiber)).toMatchObject({ class: "setup", reason: { _tag: "GaveUp" } })
    }).pipe(Effect.provide(layer))
  })

  it.effect("has the paper's 50 workers and an hour of patience unless told otherwise", () => {
    const { layer, most } = behind(() => null)
    const { layer: away } = behind(() => unreachable)
    return Effect.gen(function*() {
      const names = Array.from({ length: 120 }, (_, i) => `${i}`)
      const fiber = yield* Effect.fork(Effect.forEach(names, generate, { concurrency: "unbounded" }))
      yield* TestClock.adjust("1 minute")
      yield* Fiber.join(fiber)
      expect(most()).toBe(50)
      const lost = yield* Effect.fork(Effect.provide(generate("x"), away))
      yield* TestClock.adjust("59 minutes")
      expect(lost.unsafePoll()).toBeNull()
      yield* TestClock.adjust("2 minutes")
      expect(lost.unsafePoll()).not.toBeNull()
    }).pipe(Effect.provide(layer))
  })
})
