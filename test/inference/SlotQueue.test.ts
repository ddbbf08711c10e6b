import { describe, expect, it } from "@effect/vitest"
import { Deferred, Effect, Exit, Fiber, TestClock, TestContext } from "effect"
import fc from "fast-check"
import { makeSlotQueue } from "../../src/inference/SlotQueue.ts"
import { yieldingAt } from "../support/yielding.ts"

/** Lets the other fibers run until they wait. */
const settle = Effect.repeatN(Effect.yieldNow(), 20)

/** Work that takes a time and notes when it starts. */
const setUp = (slots: number) => {
  const queue = makeSlotQueue(slots)
  const started: number[] = []
  const work = (name: number, millis = 10) =>
    queue.withSlot(Effect.zipRight(Effect.sync(() => started.push(name)), Effect.sleep(millis)))
  const fork = (name: number, millis?: number) => Effect.zipLeft(Effect.fork(work(name, millis)), settle)
  return { fork, queue, started, work }
}

describe("SlotQueue", () => {
  it.effect("hands slots over in the order of asking", () =>
    Effect.gen(function*() {
      const { fork, queue, started } = setUp(2)
      yield* Effect.forEach([0, 1, 2, 3, 4], (name) => fork(name))
      expect(started).toEqual([0, 1])
      expect(queue.held()).toBe(2)
      yield* TestClock.adjust("10 millis")
      expect(started).toEqual([0, 1, 2, 3])
      yield* TestClock.adjust("10 millis")
      expect(started).toEqual([0, 1, 2, 3, 4])
      yield* TestClock.adjust("10 millis")
      expect(queue.held()).toBe(0)
    }))

  it.effect("gives what the effect gives, and a slot back whatever happens", () =>
    Effect.gen(function*() {
      const queue = makeSlotQueue(1)
      expect(yield* queue.withSlot(Effect.succeed(7))).toBe(7)
      expect(yield* Effect.flip(queue.withSlot(Effect.fail("no")))).toBe("no")
      expect(Exit.isFailure(yield* Effect.exit(queue.withSlot(Effect.die("bug"))))).toBe(true)
      expect(queue.held()).toBe(0)
    }))

  it.effect("forgets a waiter that is interrupted, and keeps the order of the others", () =>
    Effect.gen(function*() {
      const { fork, queue, started } = setUp(1)
      yield* fork(0)
      const second = yield* fork(1)
      yield* fork(2)
      yield* Fiber.interrupt(second)
      expect(queue.held()).toBe(1)
      yield* TestClock.adjust("20 millis")
      expect(started).toEqual([0, 2])
      expect(queue.held()).toBe(0)
    }))

  it.effect("hands on the slot of a holder that is interrupted", () =>
    Effect.gen(function*() {
      const { fork, started } = setUp(1)
      const first = yield* fork(0)
      yield* fork(1)
      yield* Fiber.interrupt(first)
      yield* settle
      expect(started).toEqual([0, 1])
    }))

  it.effect("starts those who wait when it grows", () =>
    Effect.gen(function*() {
      const { fork, queue, started } = setUp(1)
      yield* Effect.forEach([0, 1, 2, 3], (name) => fork(name))
      yield* queue.resize(3)
      yield* settle
      expect(started).toEqual([0, 1, 2])
    }))

  it.effect("takes no slot back when it shrinks, and hands out fewer", () =>
    Effect.gen(function*() {
      const { fork, queue, started } = setUp(3)
      yield* Effect.forEach([10, 20, 30], (millis, i) => fork(i, millis))
      yield* fork(3)
      yield* queue.resize(1)
      expect(queue.held()).toBe(3)
      yield* TestClock.adjust("29 millis")
      expect(started).toEqual([0, 1, 2])
      yield* TestClock.adjust("1 millis")
      expect(started).toEqual([0, 1, 2, 3])
    }))

  it.effect("drains: starts nothing more, and waits for the last slot", () =>
    Effect.gen(function*() {
      const { fork, queue, started } = setUp(2)
      yield* Effect.forEach([0, 1, 2], (name) => fork(name))
      const draining = yield* Effect.fork(queue.drain)
      yield* TestClock.adjust("9 millis")
      expect(draining.unsafePoll()).toBeNull()
      yield* fork(3)
      yield* TestClock.adjust("1 millis")
      yield* Fiber.join(draining)
      yield* queue.resize(5)
      yield* TestClock.adjust("1 second")
      expect(started).toEqual([0, 1])
      expect(queue.held()).toBe(0)
    }))

  it.effect("is drained at once when nothing is held, as often as one asks", () =>
    Effect.gen(function*() {
      const queue = makeSlotQueue(2)
      yield* queue.drain
      yield* queue.drain
    }))

  it.effect("never holds more than its slots, loses none, and starts everything once", () =>
    Effect.promise(() =>
      fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 1, max: 4 }),
          fc.array(fc.record({ asks: fc.nat(20), works: fc.nat(10), leaves: fc.option(fc.nat(30)) }), {
            maxLength: 25
          }),
          (slots, plans) =>
            Effect.runPromise(
              Effect.gen(function*() {
                const queue = makeSlotQueue(slots)
                let running = 0
                let most = 0
                let started = 0
                const body = (millis: number) =>
                  Effect.acquireUseRelease(
                    Effect.sync(() => {
                      started++
                      most = Math.max(most, ++running)
                    }),
                    () => Effect.sleep(millis),
                    () => Effect.sync(() => running--)
                  )
                const one = ({ asks, leaves, works }: typeof plans[number]) =>
                  Effect.gen(function*() {
                    yield* Effect.sleep(asks)
                    const fiber = yield* Effect.fork(queue.withSlot(body(works)))
                    if (leaves === null) return yield* Fiber.join(fiber)
                    yield* Effect.sleep(leaves)
                    yield* Fiber.interrupt(fiber)
                  })
                const all = yield* Effect.fork(Effect.all(plans.map(one), { concurrency: "unbounded" }))
                yield* TestClock.adjust("10 seconds")
                yield* Fiber.join(all)
                const patient = plans.filter(({ leaves }) => leaves === null).length
                expect(most).toBeLessThanOrEqual(slots)
                expect(started).toBeGreaterThanOrEqual(patient)
                expect(running).toBe(0)
                expect(queue.held()).toBe(0)
              }).pipe(Effect.provide(TestContext.TestContext))
            )
        ),
        { numRuns: 30 }
      )
    ))

  it.effect.each([{ isBusy: false }, { isBusy: true }])(
    "loses no slot to an interruption at any step of asking, busy: $isBusy",
    ({ isBusy }) =>
      Effect.gen(function*() {
        for (let step = 1; step < 60; step++) {
          const queue = makeSlotQueue(1)
          const gate = yield* Deferred.make<void>()
          if (isBusy) yield* Effect.fork(queue.withSlot(Deferred.await(gate)))
          yield* Effect.yieldNow()
          const asking = yield* Effect.fork(
            Effect.withScheduler(queue.withSlot(Effect.never), yieldingAt(step))
          )
          yield* Effect.yieldNow()
          yield* Deferred.succeed(gate, undefined)
          yield* Effect.repeatN(Effect.yieldNow(), step % 4)
          yield* Fiber.interrupt(asking)
          yield* settle
          expect(queue.held()).toBe(0)
        }
      })
  )
})
