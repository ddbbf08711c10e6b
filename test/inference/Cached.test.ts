import { describe, expect, it } from "@effect/vitest"
import { Deferred, Effect, Exit, Fiber, Layer } from "effect"
import * as Memory from "../../layers/cache/Memory.ts"
import { type GenerateError, generateError } from "../../src/domain/GenerateError.ts"
import type { Generation, ServerInfo, TokenLimits } from "../../src/domain/Generation.ts"
import * as Cached from "../../src/inference/Cached.ts"
import { GenerationCounters } from "../../src/inference/GenerationCounters.ts"
import { Inference } from "../../src/inference/Inference.ts"
import { GenerationCache } from "../../src/storage/GenerationCache.ts"
import { StorageError } from "../../src/storage/StorageError.ts"
import { generationOf, requestOf } from "../support/answers.ts"
import { overflow, unauthorized, unreachable } from "../support/errors.ts"
import { fakeCache, fakeInference } from "../support/fakes.ts"

const request = requestOf("Hello")
const broken = new StorageError({ reason: "Full", location: "/tmp/x", message: "the disk is full" })

const behind = (
  cache: Layer.Layer<GenerationCache>,
  answer: () => Effect.Effect<Generation, GenerateError>,
  { info, ...options }: Cached.CachedOptions & { readonly info?: () => ServerInfo | null } = {}
) =>
  Layer.provideMerge(
    Cached.layer(options),
    Layer.mergeAll(
      cache,
      GenerationCounters.layer,
      fakeInference({ generate: answer, ...(info === undefined ? {} : { info: Effect.sync(info) }) })
    )
  )

const empty = { get: () => Effect.succeed(null), getFailure: () => Effect.succeed(null) }
const serverWith = (limits: TokenLimits): ServerInfo => ({
  model: "m",
  sha: null,
  version: "1",
  maxConcurrentRequests: null,
  ...limits
})

const generate = Effect.flatMap(Inference, (inference) => inference.generate(request))
const counts = Effect.map(GenerationCounters, (counters) => counters.counts())

describe("Cached", () => {
  it.effect("asks for what it does not have, and stores the answer", () =>
    Effect.gen(function*() {
      expect((yield* generate).text).toBe("A")
      const cache = yield* GenerationCache
      expect(yield* cache.get(request.digest)).toEqual(generationOf("A"))
      expect(yield* counts).toMatchObject({ cached: 0 })
    }).pipe(Effect.provide(behind(Memory.layer, () => Effect.succeed(generationOf("A"))))))

  it.effect("does not ask twice", () => {
    let asked = 0
    const server = () => Effect.sync(() => generationOf(`answer ${++asked}`))
    return Effect.gen(function*() {
      yield* generate
      expect((yield* generate).text).toBe("answer 1")
      expect(asked).toBe(1)
      expect(yield* counts).toMatchObject({ cached: 1 })
    }).pipe(Effect.provide(behind(Memory.layer, server)))
  })

  it.effect("asks nothing where the answer is stored", () =>
    Effect.gen(function*() {
      expect((yield* generate).text).toBe("stored")
      expect(yield* counts).toMatchObject({ cached: 1 })
    }).pipe(Effect.provide(behind(
      fakeCache({ get: () => Effect.succeed(generationOf("stored")) }),
      () => Effect.dieMessage("the server must not be asked")
    ))))

  it.effect("stores no transient failure, and asks again after one", () => {
    let asked = 0
    const server = () =>
      Effect.suspend(() => ++asked === 1 ? Effect.fail(unreachable) : Effect.succeed(generationOf("A")))
    return Effect.gen(function*() {
      expect(yield* Effect.flip(generate)).toBe(unreachable)
      const cache = yield* GenerationCache
      expect(yield* cache.get(request.digest)).toBeNull()
      expect((yield* generate).text).toBe("A")
      expect(yield* counts).toMatchObject({ cached: 0 })
    }).pipe(Effect.provide(behind(Memory.layer, server)))
  })

  it.effect("gives the answer that counts, where another process has stored one meanwhile", () =>
    Effect.gen(function*() {
      expect((yield* generate).text).toBe("another's")
    }).pipe(Effect.provide(behind(
      fakeCache({ ...empty, put: () => Effect.succeed(generationOf("another's")) }),
      () => Effect.succeed(generationOf("A"))
    ))))

  it.effect("does not ask again what the server refused, also where there is no server", () => {
    let asked = 0
    const server = () => Effect.suspend(() => (asked++, Effect.fail(overflow)))
    return Effect.gen(function*() {
      expect(yield* Effect.flip(generate)).toBe(overflow)
      expect(yield* Effect.flip(generate)).toEqual(overflow)
      expect(asked).toBe(1)
      expect(yield* counts).toMatchObject({ cached: 1 })
    }).pipe(Effect.provide(behind(Memory.layer, server, { info: () => null })))
  })

  it.effect("asks again what the server refused once it states another limit, and keeps the new answer", () => {
    let limit = 2048
    let asked = 0
    const server = () =>
      Effect.suspend(() => {
        asked++
        return limit === 8192 ? Effect.succeed(generationOf("A")) : Effect.fail(overflow)
      })
    const info = () => serverWith({ maxTotalTokens: limit })
    return Effect.gen(function*() {
      const inference = yield* Inference
      const meet = (stated: number) => Effect.zipRight(Effect.sync(() => limit = stated), inference.info)
      yield* meet(2048)
      yield* Effect.flip(generate)
      yield* Effect.flip(generate)
      expect(asked).toBe(1)
      yield* meet(4096)
      yield* Effect.flip(generate)
      yield* Effect.flip(generate)
      expect(asked).toBe(2)
      yield* meet(8192)
      expect((yield* generate).text).toBe("A")
      yield* meet(2048)
      expect((yield* generate).text).toBe("A")
    }).pipe(Effect.provide(behind(Memory.layer, server, { info })))
  })

  it.effect("asks who the server is before it answers with an old refusal, if nobody has", () =>
    Effect.gen(function*() {
      const cache = yield* GenerationCache
      yield* cache.putFailure(request, {
        reason: { _tag: "InvalidRequest", message: "413" },
        limits: { maxInputTokens: 1000 }
      })
      expect((yield* generate).text).toBe("A")
    }).pipe(Effect.provide(behind(
      Memory.layer,
      () => Effect.succeed(generationOf("A")),
      { info: () => serverWith({ maxInputTokens: 2000 }) }
    ))))

  it.effect("asks again what the server refused where the user wants it", () => {
    let asked = 0
    const server = () => Effect.suspend(() => (asked++, Effect.fail(overflow)))
    return Effect.gen(function*() {
      yield* Effect.flip(generate)
      yield* Effect.flip(generate)
      expect(asked).toBe(2)
    }).pipe(Effect.provide(behind(Memory.layer, server, { retryFailed: true })))
  })

  it.effect("keeps no error of the set-up, and no missing answer", () => {
    const notCached = generateError({ _tag: "NotCached", message: "not there" })
    const errors = [unauthorized, notCached]
    let asked = 0
    return Effect.gen(function*() {
      for (const error of errors) expect(yield* Effect.flip(generate)).toBe(error)
    }).pipe(
      Effect.provide(behind(fakeCache(empty), () => Effect.suspend(() => Effect.fail(errors[asked++]!))))
    )
  })

  it.effect("stops the run when the cache cannot be read, and sends nothing", () =>
    Effect.gen(function*() {
      const error = yield* Effect.flip(generate)
      expect(error).toMatchObject({
        class: "setup",
        reason: { _tag: "CacheFailed", message: "the disk is full" }
      })
      expect(yield* counts).toMatchObject({ cached: 0 })
    }).pipe(Effect.provide(behind(
      fakeCache({ get: () => Effect.fail(broken) }),
      () => Effect.dieMessage("the server must not be asked")
    ))))

  it.effect("stops the run when the cache cannot be written", () =>
    Effect.gen(function*() {
      const error = yield* Effect.flip(generate)
      expect(error).toMatchObject({
        class: "setup",
        reason: { _tag: "CacheFailed", message: "the disk is full" }
      })
    }).pipe(Effect.provide(behind(
      fakeCache({ ...empty, put: () => Effect.fail(broken) }),
      () => Effect.succeed(generationOf("A"))
    ))))

  it.effect("aborts the request when it is interrupted", () => {
    let isAborted = false
    const server = () => Effect.onInterrupt(Effect.never, () => Effect.sync(() => isAborted = true))
    return Effect.gen(function*() {
      const fiber = yield* Effect.fork(generate)
      yield* Effect.yieldNow()
      yield* Fiber.interrupt(fiber)
      expect(isAborted).toBe(true)
    }).pipe(Effect.provide(behind(Memory.layer, server)))
  })

  it.effect("stores an answer that is already here, interrupted or not", () =>
    Effect.gen(function*() {
      const isStoring = yield* Deferred.make<void>()
      const mayStore = yield* Deferred.make<void>()
      const stored: string[] = []
      const cache = fakeCache({
        ...empty,
        put: (_, generation) =>
          Deferred.succeed(isStoring, undefined).pipe(
            Effect.zipRight(Deferred.await(mayStore)),
            Effect.zipRight(Effect.sync(() => void stored.push(generation.text))),
            Effect.as(generation)
          )
      })
      const server = behind(cache, () => Effect.succeed(generationOf("A")))
      const fiber = yield* Effect.fork(Effect.provide(generate, server))
      yield* Deferred.await(isStoring)
      const interrupting = yield* Effect.fork(Fiber.interrupt(fiber))
      yield* Effect.yieldNow()
      yield* Deferred.succeed(mayStore, undefined)
      expect(Exit.isInterrupted(yield* Fiber.join(interrupting))).toBe(true)
      expect(stored).toEqual(["A"])
    }))
})
