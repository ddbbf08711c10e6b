import { describe, expect, it } from "@effect/vitest"
import { Effect, Either, Fiber, TestClock } from "effect"
import { Inference } from "../../../src/inference/Inference.ts"
import { unreachable } from "../../support/errors.ts"
import { ask, askMany, infoOf, over, serverOf } from "../../support/routed.ts"

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
