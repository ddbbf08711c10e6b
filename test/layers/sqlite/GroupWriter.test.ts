import { describe, expect, it } from "@effect/vitest"
import { Effect, Exit, Fiber, Scope, TestClock } from "effect"
import { makeGroupWriter } from "../../../layers/sqlite/GroupWriter.ts"
import { StorageError } from "../../../src/storage/StorageError.ts"

const full = new StorageError({ reason: "Full", location: "/tmp/x", message: "the disk is full" })

/** A writer of numbers that notes its batches; `failures` batches fail first. */
const setUp = Effect.fnUntraced(
  function*(options: { readonly failures?: number; readonly millis?: number } = {}) {
    const { failures = 0, millis = 0 } = options
    const batches: (readonly number[])[] = []
    let tries = 0
    const scope = yield* Scope.make()
    const writer = yield* Scope.extend(
      makeGroupWriter((batch: readonly number[]) =>
        Effect.zipRight(
          millis === 0 ? Effect.void : Effect.sleep(millis),
          Effect.suspend(() => {
            if (++tries <= failures) return Effect.fail(full)
            batches.push(batch)
            return Effect.void
          })
        )
      ),
      scope
    )
    const close = Scope.close(scope, Exit.void)
    yield* Effect.addFinalizer(() => close)
    yield* settle
    return { batches, close, writer, tries: () => tries }
  }
)

const settle = Effect.repeatN(Effect.yieldNow(), 20)

describe("GroupWriter", () => {
  it.scoped("writes what is offered within 50 ms, and in one batch", () =>
    Effect.gen(function*() {
      const { batches, writer } = yield* setUp()
      yield* Effect.forEach([1, 2, 3], writer.offer)
      expect(batches).toEqual([])
      yield* TestClock.adjust("50 millis")
      expect(batches).toEqual([[1, 2, 3]])
    }))

  it.scoped("writes each item within 50 ms of its own offer, whenever that is", () =>
    Effect.gen(function*() {
      const { batches, writer } = yield* setUp()
      for (let item = 0; item < 40; item++) {
        yield* writer.offer(item)
        yield* TestClock.adjust("7 millis")
        yield* settle
        // 50 ms are eight offers of 7 ms
        const oldest = item - 8
        if (oldest >= 0) expect(batches.flat()).toContain(oldest)
      }
      yield* TestClock.adjust("50 millis")
      expect(batches.flat()).toEqual(Array.from({ length: 40 }, (_, i) => i))
      expect(batches.length).toBeLessThan(20)
    }))

  it.scoped("writes on when an item comes while a batch is being written", () =>
    Effect.gen(function*() {
      const { batches, writer } = yield* setUp({ millis: 10 })
      yield* writer.offer(1)
      yield* TestClock.adjust("30 millis")
      yield* writer.offer(2)
      yield* TestClock.adjust("60 millis")
      expect(batches).toEqual([[1], [2]])
    }))

  it.scoped("flushes at once, and nothing where there is nothing", () =>
    Effect.gen(function*() {
      const { batches, writer } = yield* setUp()
      yield* writer.flush
      yield* Effect.forEach([1, 2], writer.offer)
      yield* writer.flush
      yield* writer.flush
      expect(batches).toEqual([[1, 2]])
      yield* TestClock.adjust("1 second")
      expect(batches).toEqual([[1, 2]])
    }))

  it.scoped("waits in a flush for the batch that is being written", () =>
    Effect.gen(function*() {
      const { batches, writer } = yield* setUp({ millis: 10 })
      yield* writer.offer(1)
      yield* TestClock.adjust("26 millis")
      const flushing = yield* Effect.fork(writer.flush)
      yield* settle
      expect(flushing.unsafePoll()).toBeNull()
      yield* TestClock.adjust("10 millis")
      yield* Fiber.join(flushing)
      expect(batches).toEqual([[1]])
    }))

  it.scoped("keeps a batch that failed, tells the next to offer, and writes all in order with the next flush", () =>
    Effect.gen(function*() {
      const { batches, writer } = yield* setUp({ failures: 1 })
      yield* Effect.forEach([1, 2], writer.offer)
      yield* TestClock.adjust("50 millis")
      expect(batches).toEqual([])
      expect(yield* Effect.flip(writer.offer(3))).toBe(full)
      yield* writer.flush
      expect(batches).toEqual([[1, 2, 3]])
      yield* writer.offer(4)
      yield* TestClock.adjust("50 millis")
      expect(batches).toEqual([[1, 2, 3], [4]])
    }))

  it.scoped("fails a flush that cannot write, as often as it is tried", () =>
    Effect.gen(function*() {
      const { batches, writer } = yield* setUp({ failures: 2 })
      yield* writer.offer(1)
      expect(yield* Effect.flip(writer.flush)).toBe(full)
      expect(yield* Effect.flip(writer.flush)).toBe(full)
      yield* writer.flush
      expect(batches).toEqual([[1]])
    }))

  it.scoped("writes the rest when its scope closes, also what had failed before", () =>
    Effect.gen(function*() {
      const { batches, close, writer } = yield* setUp({ failures: 1 })
      yield* writer.offer(1)
      yield* TestClock.adjust("50 millis")
      yield* Effect.ignore(writer.offer(2))
      yield* close
      expect(batches).toEqual([[1, 2]])
    }))

  it.scoped("writes a batch to its end when its scope closes meanwhile", () =>
    Effect.gen(function*() {
      const { batches, close, tries, writer } = yield* setUp({ millis: 10 })
      yield* writer.offer(1)
      yield* TestClock.adjust("30 millis")
      const closing = yield* Effect.fork(close)
      yield* TestClock.adjust("1 second")
      yield* Fiber.join(closing)
      expect(batches).toEqual([[1]])
      expect(tries()).toBe(1)
    }))
})
