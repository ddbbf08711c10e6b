import { describe, expect, it } from "@effect/vitest"
import { Effect, Either, Fiber, Layer, TestClock } from "effect"
import type { GenerateError } from "../../src/domain/GenerateError.ts"
import type { Generation } from "../../src/domain/Generation.ts"
import { Inference } from "../../src/inference/Inference.ts"
import * as Limited from "../../src/inference/Limited.ts"
import { generationOf, requestOf } from "../support/answers.ts"
import { overflow, unauthorized, unreachable } from "../support/errors.ts"
import { fakeInference } from "../support/fakes.ts"

/** A server that takes 10 ms, behind a limit of three; `outcome` tells what the request with a number ends in. */
const behind = (outcome: (number: number) => Effect.Effect<Generation, GenerateError>) => {
  let asked = 0
  const generate = () => Effect.suspend(() => Effect.zipRight(Effect.sleep(10), outcome(++asked)))
  const count = () => asked
  return { count, layer: Layer.provide(Limited.layer({ maxWorkers: 3 }), fakeInference({ generate })) }
}

const ask = (number: number) =>
  Effect.flatMap(Inference, (inference) => Effect.either(inference.generate(requestOf(`${number}`))))
const askMany = (number: number) =>
  Effect.fork(Effect.forEach(Array.from({ length: number }, (_, i) => i), ask, { concurrency: "unbounded" }))
const inFlight = Effect.map(Limited.InFlight, (flights) => flights.count())

const answers = () => Effect.succeed(generationOf("A"))

describe("Limited", () => {
  it.effect("sends one request until the first answer, and then as many as allowed", () =>
    Effect.gen(function*() {
      const fiber = yield* askMany(8)
      yield* TestClock.adjust("9 millis")
      expect(yield* inFlight).toBe(1)
      yield* TestClock.adjust("1 millis")
      expect(yield* inFlight).toBe(3)
      yield* TestClock.adjust("1 second")
      expect(yield* Fiber.join(fiber)).toHaveLength(8)
      expect(yield* inFlight).toBe(0)
    }).pipe(Effect.provide(behind(answers).layer)))

  it.effect("stays with one request while the server is away", () =>
    Effect.gen(function*() {
      yield* askMany(8)
      yield* TestClock.adjust("10 millis")
      expect(yield* inFlight).toBe(1)
      yield* TestClock.adjust("10 millis")
      expect(yield* inFlight).toBe(1)
      yield* TestClock.adjust("10 millis")
      expect(yield* inFlight).toBe(3)
    }).pipe(Effect.provide(
      behind((number) => number < 3 ? Effect.fail(unreachable) : answers())
        .layer
    )))

  it.effect("takes the refusal of one request for a sign that the set-up is right", () =>
    Effect.gen(function*() {
      yield* askMany(8)
      yield* TestClock.adjust("10 millis")
      expect(yield* inFlight).toBe(3)
    }).pipe(Effect.provide(behind(() => Effect.fail(overflow)).layer)))

  it.effect("sends nothing after a first request that tells that the set-up is wrong", () => {
    const { count, layer } = behind(() => Effect.fail(unauthorized))
    return Effect.gen(function*() {
      const fiber = yield* askMany(8)
      yield* TestClock.adjust("1 second")
      expect(yield* Fiber.join(fiber)).toEqual(Array.from({ length: 8 }, () => Either.left(unauthorized)))
      expect(count()).toBe(1)
    }).pipe(Effect.provide(layer))
  })

  it.effect("goes on after a set-up error that comes when others were answered", () => {
    const { count, layer } = behind((number) => number === 2 ? Effect.fail(unauthorized) : answers())
    return Effect.gen(function*() {
      const fiber = yield* askMany(5)
      yield* TestClock.adjust("1 second")
      yield* Fiber.join(fiber)
      expect(count()).toBe(5)
    }).pipe(Effect.provide(layer))
  })

  it.effect("stays at its limit when later requests fail", () =>
    Effect.gen(function*() {
      yield* askMany(9)
      yield* TestClock.adjust("20 millis")
      expect(yield* inFlight).toBe(3)
    }).pipe(Effect.provide(behind((number) => number === 1 ? answers() : Effect.fail(unreachable)).layer)))

  it.effect("sends nothing new once it drains, and waits for what is in flight", () => {
    const { count, layer } = behind(answers)
    return Effect.gen(function*() {
      yield* askMany(8)
      yield* TestClock.adjust("15 millis")
      const { drain } = yield* Limited.InFlight
      const draining = yield* Effect.fork(drain)
      yield* TestClock.adjust("4 millis")
      expect(draining.unsafePoll()).toBeNull()
      yield* TestClock.adjust("1 millis")
      yield* Fiber.join(draining)
      yield* TestClock.adjust("1 second")
      expect(count()).toBe(4)
    }).pipe(Effect.provide(layer))
  })

  it.effect("drains also before the first answer, which must not raise the limit again", () => {
    const { count, layer } = behind(answers)
    return Effect.gen(function*() {
      yield* askMany(8)
      yield* TestClock.adjust("5 millis")
      const { drain } = yield* Limited.InFlight
      const draining = yield* Effect.fork(drain)
      yield* TestClock.adjust("1 second")
      yield* Fiber.join(draining)
      expect(count()).toBe(1)
    }).pipe(Effect.provide(layer))
  })
})
