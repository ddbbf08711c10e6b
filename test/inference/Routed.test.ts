import { describe, expect, it } from "@effect/vitest"
import { Duration, Effect, Either, Fiber, Layer, Logger, TestClock } from "effect"
import type { GenerateError } from "../../src/domain/GenerateError.ts"
import type { ServerInfo } from "../../src/domain/Generation.ts"
import type { WorkerLimit } from "../../src/inference/adaptiveLimit.ts"
import { GenerationCounters } from "../../src/inference/GenerationCounters.ts"
import { Inference } from "../../src/inference/Inference.ts"
import { InFlight } from "../../src/inference/InFlight.ts"
import * as Routed from "../../src/inference/Routed.ts"
import { generationOf, requestOf } from "../support/answers.ts"
import { failed, overflow, overloaded, reset, unauthorized, unreachable } from "../support/errors.ts"
import { fakeInference } from "../support/fakes.ts"
import { yieldingAt } from "../support/yielding.ts"

const infoOf = (change: Partial<ServerInfo> = {}): ServerInfo => ({
  model: "m",
  sha: "1",
  version: "1",
  maxConcurrentRequests: null,
  ...change
})

interface Script {
  /** What the request with a number ends in; null for an answer. */
  readonly outcome?: (number: number) => GenerateError | null
  readonly info?: () => GenerateError | ServerInfo
  /** Milliseconds that an answer takes, with so many in flight. */
  readonly latency?: (inFlight: number) => number
}

/** A server whose requests take 10 ms, with what it saw. */
const serverOf = ({ info = () => infoOf(), latency = () => 10, outcome = () => null }: Script = {}) => {
  const at: number[] = []
  let probes = 0
  let running = 0
  let most = 0
  const client = fakeInference({
    info: Effect.suspend(() => {
      probes++
      const answer = info()
      return "_tag" in answer ? Effect.fail(answer) : Effect.succeed(answer)
    }),
    generate: () =>
      Effect.gen(function*() {
        at.push(yield* TestClock.currentTimeMillis)
        const number = at.length
        most = Math.max(most, ++running)
        yield* Effect.sleep(latency(running))
        const error = outcome(number)
        return yield* error === null ? Effect.succeed(generationOf("A")) : error
      }).pipe(Effect.ensuring(Effect.sync(() => running--)))
  })
  return { client, at: () => at, probes: () => probes, most: () => most }
}

const over = (
  servers: readonly ReturnType<typeof serverOf>[],
  options: Partial<Routed.RoutedOptions> = {}
) =>
  Layer.provide(
    Routed.layer(servers.map(({ client }, i) => ({ name: `server ${i}`, client })), {
      maxWorkers: 3,
      connectTimeout: Duration.minutes(10),
      rateLimit: null,
      ...options
    }),
    GenerationCounters.layer
  )

const ask = (number: number) =>
  Effect.flatMap(Inference, (inference) => Effect.either(inference.generate(requestOf(`${number}`))))
const askMany = (number: number) =>
  Effect.fork(Effect.forEach(Array.from({ length: number }, (_, i) => i), ask, { concurrency: "unbounded" }))
const inFlight = Effect.map(InFlight, (flights) => flights.count())
const statuses = Effect.map(InFlight, (flights) => flights.endpoints())
const auto: WorkerLimit = { auto: 1024 }

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

  it.effect("loses no slot to an interruption at any step of a request", () =>
    Effect.gen(function*() {
      for (let step = 1; step < 60; step++) {
        const fiber = yield* Effect.fork(Effect.withScheduler(ask(step), yieldingAt(step)))
        yield* Effect.repeatN(Effect.yieldNow(), step % 4)
        yield* Fiber.interrupt(fiber)
        expect(yield* inFlight).toBe(0)
      }
    }).pipe(
      Effect.provide(over([{ ...serverOf(), client: fakeInference({ generate: () => Effect.never }) }]))
    ))

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

describe("an adaptive limit", () => {
  it.effect("grows with the throughput, which tells the runner, and is halved by a refusal", () => {
    let isBusy = false
    const server = serverOf({ latency: () => 100, outcome: () => isBusy ? overloaded(null) : null })
    return Effect.gen(function*() {
      const { moreRoom, room } = yield* InFlight
      expect(room()).toBe(2)
      yield* moreRoom
      const growing = yield* Effect.fork(moreRoom)
      yield* askMany(1500)
      yield* TestClock.adjust("1300 millis")
      expect(growing.unsafePoll()).not.toBeNull()
      const [before] = yield* statuses
      expect(before?.history.slice(0, 3).map(({ limit }) => limit)).toEqual([8, 16, 32])
      expect(room()).toBe(Math.ceil(1.25 * (before?.limit ?? 0)))
      isBusy = true
      yield* TestClock.adjust("100 millis")
      const [after] = yield* statuses
      const change = after?.history.findLast(({ why }) => why.includes("refused"))
      expect(change?.limit).toBe(Math.floor((before?.limit ?? 0) / 2))
    }).pipe(Effect.provide(over([server], { maxWorkers: auto })))
  })

  it.effect("never exceeds what the server announced", () => {
    const server = serverOf({ info: () => infoOf({ maxConcurrentRequests: 5 }), latency: () => 100 })
    return Effect.gen(function*() {
      const { info } = yield* Inference
      yield* info
      yield* askMany(100)
      yield* TestClock.adjust("3 seconds")
      expect(server.most()).toBe(5)
    }).pipe(Effect.provide(over([server], { maxWorkers: auto })))
  })

  it.effect("is lowered while more wait in the server's own queue than it works on, only where it may adapt", () => {
    const server = serverOf({ latency: () => 1000 })
    const load = Effect.succeed(Effect.succeed({ running: 4, waiting: 5, memory: null }))
    const queueing = (maxWorkers: WorkerLimit) =>
      Effect.gen(function*() {
        yield* askMany(300)
        yield* TestClock.adjust("16 seconds")
        const [status] = yield* statuses
        return status!
      }).pipe(
        Effect.provide(
          Layer.provide(
            Routed.layer(
              [{ name: "server", client: server.client, load }],
              { maxWorkers, connectTimeout: Duration.minutes(10), rateLimit: null }
            ),
            GenerationCounters.layer
          )
        )
      )
    return Effect.gen(function*() {
      const { history, limit } = yield* queueing({ auto: 64 })
      expect(history.map(({ limit }) => limit)).toEqual([8, 16, 14, 12, 10])
      expect(limit).toBe(10)
      expect(history.at(-1)?.why).toBe("5 requests wait in the server's queue, while it works on 4")
      expect((yield* queueing(8)).limit).toBe(8)
    })
  })
})

describe("several endpoints", () => {
  it.effect("share the requests by how loaded they are", () => {
    const [fast, slow] = [serverOf(), serverOf({ latency: () => 100 })]
    return Effect.gen(function*() {
      yield* askMany(200)
      yield* TestClock.adjust("1 second")
      expect(fast.at().length).toBeGreaterThan(150)
      expect(slow.at().length).toBeGreaterThan(15)
      expect(fast.at().length + slow.at().length).toBe(200)
    }).pipe(Effect.provide(over([fast, slow])))
  })

  it.effect("serve while one of them is away, which gets requests again when it is back", () => {
    let isAway = true
    const here = serverOf()
    const other = serverOf({
      outcome: () => isAway ? unreachable : null,
      info: () => isAway ? unreachable : infoOf()
    })
    return Effect.gen(function*() {
      const { info } = yield* Inference
      expect(yield* info).toEqual(infoOf())
      const fiber = yield* askMany(100)
      yield* TestClock.adjust("1 second")
      expect((yield* Fiber.join(fiber)).every(Either.isRight)).toBe(true)
      expect([here.at().length, other.at().length]).toEqual([100, 0])
      isAway = false
      yield* TestClock.adjust("31 seconds")
      yield* askMany(100)
      yield* TestClock.adjust("1 second")
      expect(other.at().length).toBeGreaterThan(30)
    }).pipe(Effect.provide(over([here, other])))
  })

  it.effect("must agree on the model, and nothing is asked of those that do not", () => {
    const servers = [serverOf(), serverOf({ info: () => infoOf({ sha: "2" }) })]
    return Effect.gen(function*() {
      const { info } = yield* Inference
      const error = yield* Effect.flip(info)
      expect(error.class).toBe("setup")
      expect(error.message).toContain("server 0 serves m (1)")
      expect(error.message).toContain("server 1 serves m (2)")
      expect(yield* ask(0)).toEqual(Either.left(error))
      expect(servers.map(({ at }) => at().length)).toEqual([0, 0])
    }).pipe(Effect.provide(over(servers)))
  })

  it.effect("are compared before the first request, also when nobody asks who they are", () => {
    const servers = [serverOf(), serverOf({ info: () => infoOf({ model: "n" }) })]
    return Effect.gen(function*() {
      expect(yield* ask(0)).toMatchObject({ left: { reason: { _tag: "WrongServer" } } })
      expect(servers.map(({ at }) => at().length)).toEqual([0, 0])
    }).pipe(Effect.provide(over(servers)))
  })

  it.effect("are given up when all are away for too long", () => {
    const away = { outcome: () => unreachable, info: () => unreachable }
    return Effect.gen(function*() {
      const { info } = yield* Inference
      const fiber = yield* Effect.fork(Effect.flip(info))
      yield* TestClock.adjust("11 minutes")
      expect(yield* Fiber.join(fiber)).toMatchObject({ reason: { _tag: "GaveUp" } })
    }).pipe(Effect.provide(over([serverOf(away), serverOf(away)])))
  })
})

describe("a rate limit", () => {
  it.effect("spaces the requests evenly, at all endpoints together", () => {
    const [one, other] = [serverOf(), serverOf()]
    return Effect.gen(function*() {
      const fiber = yield* askMany(20)
      yield* TestClock.adjust("1 minute")
      yield* Fiber.join(fiber)
      const at = [...one.at(), ...other.at()].toSorted((a, b) => a - b)
      expect(at).toEqual(Array.from({ length: 20 }, (_, i) => 1000 * i))
    }).pipe(Effect.provide(over([one, other], { rateLimit: { requests: 60, per: "1 minute" } })))
  })
})
