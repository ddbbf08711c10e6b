import { describe, expect, it } from "@effect/vitest"
import { Deferred, Effect, Exit, Fiber, Scope } from "effect"
import { makeGroupWriter } from "../../../layers/storage/GroupWriter.ts"
import { StorageError } from "../../../src/storage/StorageError.ts"

const full = new StorageError({ reason: "Full", location: "/tmp/x", message: "the disk is full" })

/** A writer of numbers, whose results are their tenfold; it notes its batches, and asks `mayWrite` before each. */
const setUp = Effect.fnUntraced(
  function*(mayWrite: (batch: readonly number[]) => Effect.Effect<void, StorageError> = () => Effect.void) {
    const batches: (readonly number[])[] = []
    const scope = yield* Scope.make()
    const writer = yield* Scope.extend(
      makeGroupWriter((batch: readonly number[]) =>
        Effect.map(mayWrite(batch), () => {
          batches.push(batch)
          return batch.map((item) => item * 10)
        })
      ),
      scope
    )
    const close = Scope.close(scope, Exit.void)
    yield* Effect.addFinalizer(() => close)
    return { batches, close, writer }
  }
)

const together = { concurrency: "unbounded" } as const

describe("GroupWriter", () => {
  it.scoped("writes what comes together in one batch, and gives each its own result", () =>
    Effect.gen(function*() {
      const { batches, writer } = yield* setUp()
      expect(yield* Effect.forEach([1, 2, 3], writer.write, together)).toEqual([10, 20, 30])
      expect(batches).toEqual([[1, 2, 3]])
    }))

  it.scoped("returns when an item is written, and not before", () =>
    Effect.gen(function*() {
      const { batches, writer } = yield* setUp()
      for (const item of [1, 2, 3]) {
        yield* writer.write(item)
        expect(batches).toHaveLength(item)
      }
    }))

  it.scoped("writes in the next batch whatever comes while one is being written", () =>
    Effect.gen(function*() {
      const isWriting = yield* Deferred.make<void>()
      const mayEnd = yield* Deferred.make<void>()
      const { batches, writer } = yield* setUp((batch) =>
        batch.includes(1)
          ? Effect.zipRight(Deferred.succeed(isWriting, undefined), Deferred.await(mayEnd))
          : Effect.void
      )
      const first = yield* Effect.fork(writer.write(1))
      yield* Deferred.await(isWriting)
      const others = yield* Effect.fork(Effect.forEach([2, 3, 4], writer.write, together))
      yield* Effect.yieldNow()
      yield* Deferred.succeed(mayEnd, undefined)
      yield* Fiber.join(first)
      yield* Fiber.join(others)
      expect(batches).toEqual([[1], [2, 3, 4]])
    }))

  it.scoped("tells everyone in a batch that it failed, and writes on", () =>
    Effect.gen(function*() {
      const { batches, writer } = yield* setUp((batch) => batch.includes(2) ? Effect.fail(full) : Effect.void)
      const outcomes = yield* Effect.forEach([1, 2], (item) => Effect.either(writer.write(item)), together)
      expect(outcomes).toMatchObject([{ _tag: "Left", left: full }, { _tag: "Left", left: full }])
      expect(yield* writer.write(3)).toBe(30)
      expect(batches).toEqual([[3]])
    }))

  it.scoped("tells of a defect too, and leaves nobody waiting", () =>
    Effect.gen(function*() {
      const { writer } = yield* setUp((batch) => batch.includes(1) ? Effect.dieMessage("a bug") : Effect.void)
      expect(Exit.isFailure(yield* Effect.exit(writer.write(1)))).toBe(true)
      expect(yield* writer.write(2)).toBe(20)
    }))

  it.scoped("writes an item although its writer is interrupted, at the latest when the scope closes", () =>
    Effect.gen(function*() {
      const { batches, close, writer } = yield* setUp()
      const writing = yield* Effect.fork(writer.write(1))
      yield* Effect.yieldNow()
      yield* Fiber.interrupt(writing)
      expect(batches).toEqual([])
      yield* close
      expect(batches).toEqual([[1]])
    }))
})
