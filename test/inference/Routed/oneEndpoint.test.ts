import { describe, expect, it } from "@effect/vitest"
import { Effect, Either, Fiber, TestClock } from "effect"
import { InFlight } from "../../../src/inference/InFlight.ts"
import { overflow, unauthorized } from "../../support/errors.ts"
import { askMany, inFlight, over, serverOf } from "../../support/routed.ts"

describe("one endpoint", () => {
  it.effect("gets one request until the first answer, and then as many as allowed", () =>
    Effect.gen(function*() {
      const fiber = yield* askMany(8)
      yield* TestClock.adjust("9 millis")
      expect(yield* inFlight).toBe(1)
      yield* TestClock.adjust("1 millis")
      expect(yield* inFlight).toBe(3)
      yield* TestClock.adjust("1 second")
      expect(yield* Fiber.join(fiber)).toHaveLength(8)
      expect(yield* inFlight).toBe(0)
    }).pipe(Effect.provide(over([serverOf()]))))

  it.effect("may refuse one request, which shows that the set-up is right", () =>
    Effect.gen(function*() {
      yield* askMany(8)
      yield* TestClock.adjust("10 millis")
      expect(yield* inFlight).toBe(3)
    }).pipe(Effect.provide(over([serverOf({ outcome: () => overflow })]))))

  it.effect("gets nothing after a first request that tells that the set-up is wrong", () => {
    const server = serverOf({ outcome: () => unauthorized })
    return Effect.gen(function*() {
      const fiber = yield* askMany(8)
      yield* TestClock.adjust("1 second")
      expect(yield* Fiber.join(fiber)).toEqual(Array.from({ length: 8 }, () => Either.left(unauthorized)))
      expect(server.at()).toHaveLength(1)
    }).pipe(Effect.provide(over([server])))
  })

  it.effect("gets more after a set-up error that comes when others were answered", () => {
    const server = serverOf({ outcome: (number) => number === 2 ? unauthorized : null })
    return Effect.gen(function*() {
      const fiber = yield* askMany(5)
      yield* TestClock.adjust("1 second")
      yield* Fiber.join(fiber)
      expect(server.at()).toHaveLength(5)
    }).pipe(Effect.provide(over([server])))
  })

  it.effect("gets nothing new once it drains, which waits for what is in flight", () => {
    const server = serverOf()
    return Effect.gen(function*() {
      yield* askMany(8)
      yield* TestClock.adjust("15 millis")
      const { drain } = yield* InFlight
      const draining = yield* Effect.fork(drain)
      yield* TestClock.adjust("4 millis")
      expect(draining.unsafePoll()).toBeNull()
      yield* TestClock.adjust("1 millis")
      yield* Fiber.join(draining)
      yield* TestClock.adjust("1 second")
      expect(server.at()).toHaveLength(4)
    }).pipe(Effect.provide(over([server])))
  })
})
