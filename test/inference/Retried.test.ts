import { describe, expect, it } from "@effect/vitest"
import { Duration, Effect, Fiber, Layer, Random, TestClock } from "effect"
import { type GenerateError, generateError } from "../../src/domain/GenerateError.ts"
import type { GenerateRequest } from "../../src/domain/GenerateRequest.ts"
import type { Generation } from "../../src/domain/Generation.ts"
import { GenerationCounters } from "../../src/inference/GenerationCounters.ts"
import { Inference } from "../../src/inference/Inference.ts"
import { Alone } from "../../src/inference/InFlight.ts"
import * as Retried from "../../src/inference/Retried.ts"
import { generationOf, requestOf } from "../support/answers.ts"
import { overflow, overloaded, reset, unauthorized } from "../support/errors.ts"
import { fakeInference } from "../support/fakes.ts"

const limits = { connectTimeout: Duration.minutes(10), maxAttempts: 4 }

const behind = (
  generate: (request: GenerateRequest) => Effect.Effect<Generation, GenerateError>,
  generateAlone: typeof generate = () => Effect.dieMessage("nothing is to be tried alone")
) =>
  Layer.provideMerge(
    Retried.layer(limits),
    Layer.mergeAll(
      GenerationCounters.layer,
      fakeInference({ generate, info: Effect.fail(reset) }),
      Layer.succeed(Alone, { generate: generateAlone })
    )
  )

/** Pauses without chance: three quarters of the longest. */
const halfway = Effect.withRandom(Random.fixed([0.5]))

const generate = (text: string) =>
  Effect.flatMap(Inference, (inference) => inference.generate(requestOf(text)))
const counts = Effect.map(GenerationCounters, (counters) => counters.counts())
const retried = Effect.map(counts, ({ retried }) => retried)

/** A server that fails so often before it answers, with the times at which it was asked. */
const failing = (error: GenerateError, times: number) => {
  const at: number[] = []
  const answer = () =>
    Effect.flatMap(TestClock.currentTimeMillis, (now) => {
      at.push(now)
      return at.length <= times ? Effect.fail(error) : Effect.succeed(generationOf("A"))
    })
  return { at, answer }
}

describe("Retried", () => {
  it.effect("counts the tokens of each answer once, however often it was tried", () => {
    const { answer } = failing(reset, 2)
    const counted = () =>
      Effect.map(answer(), (generation) => ({ ...generation, promptTokens: 5, completionTokens: null }))
    return Effect.gen(function*() {
      const { spent } = yield* GenerationCounters
      const fiber = yield* Effect.fork(Effect.zipRight(generate("x"), generate("y")))
      yield* TestClock.adjust("1 minute")
      yield* Fiber.join(fiber)
      expect(spent()).toEqual({
        prompt: { sessions: 2, tokens: 10 },
        completion: { sessions: 0, tokens: 0 }
      })
    }).pipe(halfway, Effect.provide(behind(counted)))
  })

  it.effect("tries a transient failure again after pauses that double", () => {
    const { answer, at } = failing(reset, 4)
    return Effect.gen(function*() {
      const fiber = yield* Effect.fork(generate("x"))
      yield* TestClock.adjust("1 minute")
      expect((yield* Fiber.join(fiber)).text).toBe("A")
      // three quarters of 250, 500, 1000 and 2000 ms after one another
      expect(at).toEqual([0, 187.5, 562.5, 1312.5, 2812.5])
      expect(yield* retried).toBe(4)
    }).pipe(halfway, Effect.provide(behind(answer)))
  })

  it.effect("waits as long as the server asks", () => {
    const { answer, at } = failing(overloaded(20_000), 1)
    return Effect.gen(function*() {
      const fiber = yield* Effect.fork(generate("x"))
      yield* TestClock.adjust("19999 millis")
      expect(at).toEqual([0])
      yield* TestClock.adjust("1 millis")
      expect(at).toEqual([0, 20_000])
      yield* Fiber.join(fiber)
    }).pipe(halfway, Effect.provide(behind(answer)))
  })

  it.effect("gives up when nothing has succeeded for the connect timeout", () => {
    const { answer, at } = failing(reset, Number.POSITIVE_INFINITY)
    return Effect.gen(function*() {
      const fiber = yield* Effect.fork(Effect.flip(generate("x")))
      yield* TestClock.adjust("599 seconds")
      expect(fiber.unsafePoll()).toBeNull()
      yield* TestClock.adjust("31 seconds")
      expect(yield* Fiber.join(fiber)).toMatchObject({
        class: "setup",
        reason: { _tag: "GaveUp", message: expect.stringMatching(/^reset\b/) }
      })
      expect(at.at(-1)).toBeGreaterThanOrEqual(600_000)
      expect(at.length).toBeGreaterThan(20)
    }).pipe(Effect.provide(behind(answer)))
  })

  for (const isPoisonous of [true, false]) {
    it.effect(`tries what fails while others succeed once alone, poisonous: ${isPoisonous}`, () => {
      let attempts = 0
      let attemptsAlone = 0
      const server = ({ digest }: GenerateRequest) =>
        Effect.suspend(() => {
          if (digest !== requestOf("bad").digest) return Effect.succeed(generationOf("A"))
          attempts++
          return Effect.fail(reset)
        })
      const alone = () =>
        Effect.suspend(() => {
          attemptsAlone++
          return isPoisonous ? Effect.fail(reset) : Effect.succeed(generationOf("B"))
        })
      return Effect.gen(function*() {
        const fiber = yield* Effect.fork(Effect.merge(generate("bad")))
        yield* TestClock.adjust("1 millis")
        yield* generate("good")
        yield* TestClock.adjust("1 minute")
        expect(yield* Fiber.join(fiber)).toEqual(
          isPoisonous ? reset : generationOf("B", { attempts: 5 })
        )
        expect([attempts, attemptsAlone]).toEqual([4, 1])
        expect(yield* counts).toMatchObject({ sent: 2, retried: 4, failed: isPoisonous ? 1 : 0 })
      }).pipe(Effect.provide(behind(server, alone)))
    })
  }

  it.effect("does not wait for a success of others when the last request of all fails", () => {
    const server = ({ digest }: GenerateRequest) =>
      digest === requestOf("bad").digest ? Effect.fail(reset) : Effect.succeed(generationOf("A"))
    return Effect.gen(function*() {
      yield* generate("good")
      yield* TestClock.adjust("1 second")
      const fiber = yield* Effect.fork(Effect.flip(generate("bad")))
      yield* TestClock.adjust("1 minute")
      expect(yield* Fiber.join(fiber)).toBe(reset)
    }).pipe(Effect.provide(behind(server, server)))
  })

  it.effect("is patient with all requests while none succeeds", () => {
    const { answer, at } = failing(reset, 30)
    return Effect.gen(function*() {
      const fiber = yield* Effect.fork(Effect.all([generate("one"), generate("other")], { concurrency: 2 }))
      yield* TestClock.adjust("9 minutes")
      expect(yield* Fiber.join(fiber)).toHaveLength(2)
      expect(at.length).toBe(32)
    }).pipe(Effect.provide(behind(answer)))
  })

  it.effect.each([overflow, unauthorized, generateError({ _tag: "NotCached", message: "none" })])(
    "does not try again what cannot succeed: $reason._tag",
    (error) => {
      const { answer, at } = failing(error, 1)
      return Effect.gen(function*() {
        expect(yield* Effect.flip(generate("x"))).toBe(error)
        expect(at).toHaveLength(1)
        expect(yield* retried).toBe(0)
      }).pipe(Effect.provide(behind(answer)))
    }
  )

  it.effect("asks a server that starts slowly who it is until it answers or the time is up", () =>
    Effect.gen(function*() {
      const { info } = yield* Inference
      const fiber = yield* Effect.fork(Effect.flip(info))
      yield* TestClock.adjust("11 minutes")
      expect(yield* Fiber.join(fiber)).toMatchObject({ reason: { _tag: "GaveUp" } })
    }).pipe(Effect.provide(behind(() => Effect.dieMessage("nothing is to be generated")))))

  it.effect("sends nothing more when it is interrupted in a pause", () => {
    const { answer, at } = failing(reset, Number.POSITIVE_INFINITY)
    return Effect.gen(function*() {
      const fiber = yield* Effect.fork(generate("x"))
      yield* TestClock.adjust("1 millis")
      yield* Fiber.interrupt(fiber)
      yield* TestClock.adjust("1 minute")
      expect(at).toHaveLength(1)
    }).pipe(Effect.provide(behind(answer)))
  })
})
