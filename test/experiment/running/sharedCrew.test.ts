import { describe, expect, it } from "@effect/vitest"
import { Deferred, Effect, Exit, Fiber } from "effect"
import { makeSharedCrew } from "../../../src/experiment/running/sharedCrew.ts"
import { fakeInFlight } from "../../support/fakes.ts"

/** Lets the other fibers run until they wait. */
const settle = Effect.repeatN(Effect.yieldNow(), 30)

/** A crew for so many open items at once, and items that end when the test says so. */
const setUp = (start: number) =>
  Effect.gen(function*() {
    let room = start
    let more = yield* Deferred.make<void>()
    const crew = yield* Effect.provide(
      makeSharedCrew,
      fakeInFlight({ room: () => room, moreRoom: Effect.suspend(() => Deferred.await(more)) })
    )
    const begun: string[] = []
    const open = new Map<string, Deferred.Deferred<boolean, string>>()
    const each = (item: string) =>
      Effect.gen(function*() {
        begun.push(item)
        const end = yield* Deferred.make<boolean, string>()
        open.set(item, end)
        return yield* Effect.ensuring(Deferred.await(end), Effect.sync(() => open.delete(item)))
      })
    const work = (...items: readonly string[]) =>
      Effect.tap(Effect.fork(crew.workThrough({ items, each })), settle)
    const end = (item: string, exit: Exit.Exit<boolean, string> = Exit.succeed(true)) =>
      Effect.zipRight(Deferred.done(open.get(item)!, exit), settle)
    const grow = (to: number) =>
      Effect.gen(function*() {
        room = to
        const waiting = more
        more = yield* Deferred.make<void>()
        yield* Deferred.succeed(waiting, undefined)
        yield* settle
      })
    return { begun, crew, end, grow, open, work }
  })

describe("a shared crew", () => {
  it.scoped("opens no more items than there is room for, those of all lists together, in turns", () =>
    Effect.gen(function*() {
      const { begun, end, open, work } = yield* setUp(2)
      yield* work("a1", "a2", "a3")
      yield* work("b1", "b2")
      expect(begun).toEqual(["a1", "a2"])
      yield* end("a1")
      yield* end("a2")
      expect(begun).toEqual(["a1", "a2", "a3", "b1"])
      expect(open.size).toBe(2)
      yield* end("a3")
      expect(begun.at(-1)).toBe("b2")
    }))

  it.scoped("opens more as soon as there is more room", () =>
    Effect.gen(function*() {
      const { begun, grow, work } = yield* setUp(1)
      yield* work("a1", "a2", "a3")
      yield* work("b1")
      expect(begun).toEqual(["a1"])
      yield* grow(3)
      expect(begun).toEqual(["a1", "a2", "b1"])
    }))

  it.scoped("ends a list with its last item, and an empty one at once", () =>
    Effect.gen(function*() {
      const { end, work } = yield* setUp(4)
      const list = yield* work("a1", "a2")
      const empty = yield* work()
      expect(yield* Fiber.poll(empty)).toMatchObject({ value: Exit.void })
      yield* end("a1")
      expect(yield* Fiber.poll(list)).toMatchObject({ _tag: "None" })
      yield* end("a2")
      expect(yield* Fiber.poll(list)).toMatchObject({ value: Exit.void })
    }))

  it.scoped("lets a list fail when its open items have ended, and the others go on", () =>
    Effect.gen(function*() {
      const { begun, end, work } = yield* setUp(3)
      const failing = yield* work("a1", "a2", "a3", "a4")
      const other = yield* work("b1", "b2")
      yield* end("a1", Exit.fail("broken"))
      expect(begun).toEqual(["a1", "a2", "a3", "b1"])
      expect(yield* Fiber.poll(failing)).toMatchObject({ _tag: "None" })
      yield* end("a2")
      yield* end("a3")
      expect(yield* Fiber.poll(failing)).toMatchObject({ value: Exit.fail("broken") })
      yield* end("b1")
      yield* end("b2")
      expect(yield* Fiber.poll(other)).toMatchObject({ value: Exit.void })
      expect(begun).not.toContain("a4")
    }))

  it.scoped("begins nothing more of a list that has had enough", () =>
    Effect.gen(function*() {
      const { begun, end, work } = yield* setUp(1)
      const list = yield* work("a1", "a2")
      yield* end("a1", Exit.succeed(false))
      expect(yield* Fiber.poll(list)).toMatchObject({ value: Exit.void })
      expect(begun).toEqual(["a1"])
    }))

  it.scoped("interrupts the open items of a list that is interrupted, and gives their room to others", () =>
    Effect.gen(function*() {
      const { begun, open, work } = yield* setUp(2)
      const list = yield* work("a1", "a2", "a3")
      yield* work("b1", "b2")
      yield* Fiber.interrupt(list)
      yield* settle
      expect([...open.keys()]).toEqual(["b1", "b2"])
      expect(begun).not.toContain("a3")
    }))

  it.scoped("works through items that need no waiting, however many", () =>
    Effect.gen(function*() {
      const { crew } = yield* setUp(3)
      let count = 0
      const each = () => Effect.sync(() => ++count > 0)
      const items = Array.from({ length: 10_000 }, (_, i) => i)
      yield* Effect.all([crew.workThrough({ items, each }), crew.workThrough({ items, each })], {
        concurrency: 2
      })
      expect(count).toBe(20_000)
    }))
})
