import { describe, expect, it } from "@effect/vitest"
import { Effect, Either, Fiber, Logger, TestClock } from "effect"
import { Inference } from "../../../src/inference/Inference.ts"
import { failed, overloaded, reset, unreachable } from "../../support/errors.ts"
import { ask, askMany, infoOf, over, serverOf, statuses } from "../../support/routed.ts"

describe("one endpoint that is away or failing", () => {
  it.effect("is looked for by one prober while it is away, and everybody waits", () => {
    let isAway = false
    const server = serverOf({
      outcome: () => isAway ? unreachable : null,
      info: () => isAway ? unreachable : infoOf()
    })
    return Effect.gen(function*() {
      yield* Effect.flatMap(ask(0), () => Effect.void).pipe(Effect.fork)
      yield* TestClock.adjust("10 millis")
      isAway = true
      const fiber = yield* askMany(40)
      yield* TestClock.adjust("5 minutes")
      expect(server.at()).toHaveLength(4)
      expect(server.probes()).toBeLessThan(30)
      expect((yield* statuses)[0]?.away).toEqual({ since: 20, why: "refused" })
      isAway = false
      yield* TestClock.adjust("30 seconds")
      const answers = yield* Fiber.join(fiber)
      expect(answers.every(Either.isRight)).toBe(true)
      expect((yield* statuses)[0]?.away).toBeNull()
      expect(server.at()).toHaveLength(44)
    }).pipe(Effect.provide(over([server])))
  })

  it.effect("is given up when it is away for too long, and nobody is sent to it then", () => {
    const server = serverOf({ outcome: () => unreachable, info: () => unreachable })
    return Effect.gen(function*() {
      const fiber = yield* askMany(5)
      yield* TestClock.adjust("599 seconds")
      expect(fiber.unsafePoll()).toBeNull()
      yield* TestClock.adjust("2 seconds")
      for (const answer of yield* Fiber.join(fiber)) {
        expect(answer).toMatchObject({ left: { class: "setup", reason: { _tag: "GaveUp" } } })
      }
      expect(yield* ask(6)).toMatchObject({ left: { reason: { _tag: "GaveUp" } } })
      expect(server.at()).toHaveLength(1)
    }).pipe(Effect.provide(over([server])))
  })

  it.effect("must not come back with another model", () => {
    let probes = 0
    let isAway = false
    const server = serverOf({
      outcome: () => isAway ? unreachable : null,
      info: () => probes++ === 0 ? infoOf() : infoOf({ sha: "2" })
    })
    return Effect.gen(function*() {
      const { info } = yield* Inference
      yield* info
      isAway = true
      const fiber = yield* askMany(3)
      yield* TestClock.adjust("1 minute")
      for (const answer of yield* Fiber.join(fiber)) {
        expect(answer).toMatchObject({ left: { class: "setup", reason: { _tag: "WrongServer" } } })
      }
    }).pipe(Effect.provide(over([server])))
  })

  it.effect("is waited for while it loads, before the first request", () => {
    let isLoading = true
    const server = serverOf({ info: () => isLoading ? overloaded(null) : infoOf() })
    return Effect.gen(function*() {
      const { info } = yield* Inference
      const fiber = yield* Effect.fork(info)
      yield* TestClock.adjust("2 minutes")
      expect(fiber.unsafePoll()).toBeNull()
      isLoading = false
      yield* TestClock.adjust("31 seconds")
      expect(yield* Fiber.join(fiber)).toEqual(infoOf())
    }).pipe(Effect.provide(over([server])))
  })

  it.effect("gets nothing before the time that it asks for", () => {
    const server = serverOf({ outcome: (number) => number === 2 ? overloaded(20_000) : null })
    return Effect.gen(function*() {
      yield* askMany(1)
      yield* TestClock.adjust("10 millis")
      yield* askMany(1)
      yield* TestClock.adjust("10 millis")
      yield* askMany(5)
      yield* TestClock.adjust("19999 millis")
      expect(server.at()).toHaveLength(2)
      yield* TestClock.adjust("1 millis")
      expect(server.at().slice(2)).toEqual([20_020, 20_020, 20_020])
    }).pipe(Effect.provide(over([server])))
  })

  it.effect("is asked again after ten minutes, whatever longer time it asks for, which is said once", () => {
    const server = serverOf({ outcome: (number) => number > 1 && number < 4 ? overloaded(7_200_000) : null })
    const said: string[] = []
    const logger = Logger.make(({ message }) => said.push(String(message)))
    return Effect.gen(function*() {
      yield* askMany(1)
      yield* TestClock.adjust("10 millis")
      yield* askMany(3)
      yield* TestClock.adjust("10 minutes")
      expect(server.at()).toHaveLength(4)
      yield* askMany(1)
      yield* TestClock.adjust("10 millis")
      expect(server.at()).toHaveLength(5)
      expect(said).toEqual(["busy; it asks for a pause of 2h, of which 10m are kept"])
    }).pipe(
      Effect.provide(over([server])),
      Effect.provide(Logger.replace(Logger.defaultLogger, logger))
    )
  })

  it.effect("that fails again and again gets single requests with growing pauses", () => {
    const server = serverOf({ outcome: (number) => number === 1 ? null : failed })
    return Effect.gen(function*() {
      yield* askMany(200)
      yield* TestClock.adjust("5 minutes")
      expect(server.at().length).toBeLessThan(30)
      expect(server.at().length).toBeGreaterThan(10)
      expect((yield* statuses)[0]?.limit).toBe(1)
    }).pipe(Effect.provide(over([server])))
  })

  it.effect("goes on with all its slots when one request in several is cut off", () => {
    const server = serverOf({ outcome: (number) => number % 4 === 0 ? reset : null })
    return Effect.gen(function*() {
      yield* askMany(200)
      yield* TestClock.adjust("2 seconds")
      expect(server.at()).toHaveLength(200)
    }).pipe(Effect.provide(over([server])))
  })
})
