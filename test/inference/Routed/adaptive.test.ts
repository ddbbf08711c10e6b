import { describe, expect, it } from "@effect/vitest"
import { Duration, Effect, Layer, TestClock } from "effect"
import type { WorkerLimit } from "../../../src/inference/adaptiveLimit.ts"
import { GenerationCounters } from "../../../src/inference/GenerationCounters.ts"
import { Inference } from "../../../src/inference/Inference.ts"
import { InFlight } from "../../../src/inference/InFlight.ts"
import * as Routed from "../../../src/inference/Routed.ts"
import { overloaded } from "../../support/errors.ts"
import { askMany, infoOf, over, serverOf, statuses } from "../../support/routed.ts"

const auto: WorkerLimit = { auto: 1024 }

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
      expect((yield* statuses)[0]?.history.map(({ why }) => why)).toEqual([
        "the server's announced maximum",
        "the first answer"
      ])
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
