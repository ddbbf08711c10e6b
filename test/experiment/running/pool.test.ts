import { describe, expect, it } from "@effect/vitest"
import { Deferred, Effect, Exit, Fiber, TestClock } from "effect"
import { runPool } from "../../../src/experiment/running/pool.ts"

/** Jobs of 10 ms each that are done one by one, with what was noticed. */
const setUp = (jobs: number) => {
  const seen = { left: jobs, running: 0, most: 0, interrupted: 0 }
  const worker = Effect.gen(function*() {
    while (seen.left > 0) {
      seen.left--
      yield* Effect.sleep("10 millis")
    }
  }).pipe(
    Effect.onInterrupt(() => Effect.sync(() => seen.interrupted++)),
    Effect.ensuring(Effect.sync(() => seen.running--))
  )
  const counted = Effect.suspend(() => {
    seen.most = Math.max(seen.most, ++seen.running)
    return worker
  })
  return { seen, worker: counted }
}

describe("a pool", () => {
  it.effect("runs as many workers as are wanted, and ends when the last has nothing left to do", () =>
    Effect.gen(function*() {
      const { seen, worker } = setUp(10)
      const pool = yield* Effect.fork(runPool({ worker, wanted: () => 3, more: Effect.never }))
      yield* TestClock.adjust("39 millis")
      expect(pool.unsafePoll()).toBeNull()
      yield* TestClock.adjust("1 millis")
      yield* Fiber.join(pool)
      expect(seen).toEqual({ left: 0, running: 0, most: 3, interrupted: 0 })
    }))

  it.effect("ends at once when none is wanted", () =>
    Effect.gen(function*() {
      const { seen, worker } = setUp(1)
      yield* runPool({ worker, wanted: () => 0, more: Effect.never })
      expect(seen.most).toBe(0)
    }))

  it.effect("grows when more are wanted, and never shrinks", () =>
    Effect.gen(function*() {
      const { seen, worker } = setUp(100)
      const grown = yield* Effect.makeLatch(false)
      let wanted = 2
      const more = Effect.zipRight(grown.await, grown.close)
      const pool = yield* Effect.fork(runPool({ worker, wanted: () => wanted, more }))
      yield* TestClock.adjust("50 millis")
      expect(seen.running).toBe(2)
      wanted = 5
      yield* grown.open
      yield* TestClock.adjust("10 millis")
      expect(seen.running).toBe(5)
      wanted = 1
      yield* grown.open
      yield* TestClock.adjust("10 millis")
      expect(seen.running).toBe(5)
      yield* TestClock.adjust("1 second")
      yield* Fiber.join(pool)
      expect(seen).toMatchObject({ left: 0, most: 5 })
    }))

  it.effect("fails with the first failure, and interrupts the others", () =>
    Effect.gen(function*() {
      const fail = yield* Deferred.make<never, string>()
      const { seen, worker } = setUp(100)
      let started = 0
      const mixed = Effect.suspend(() => ++started === 2 ? Deferred.await(fail) : worker)
      const pool = yield* Effect.fork(runPool({ worker: mixed, wanted: () => 3, more: Effect.never }))
      yield* TestClock.adjust("20 millis")
      yield* Deferred.fail(fail, "the disk is full")
      expect(yield* Fiber.await(pool)).toEqual(Exit.fail("the disk is full"))
      expect(seen).toMatchObject({ running: 0, interrupted: 2 })
    }))

  it.effect("interrupts its workers when it is interrupted", () =>
    Effect.gen(function*() {
      const { seen, worker } = setUp(100)
      const pool = yield* Effect.fork(runPool({ worker, wanted: () => 4, more: Effect.never }))
      yield* TestClock.adjust("20 millis")
      yield* Fiber.interrupt(pool)
      expect(seen).toMatchObject({ running: 0, interrupted: 4 })
    }))
})
