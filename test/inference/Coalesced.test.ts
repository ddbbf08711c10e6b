import { describe, expect, it } from "@effect/vitest"
import { Deferred, Effect, Exit, Fiber, Layer, Scope } from "effect"
import { defaultScheduler, type Scheduler } from "effect/Scheduler"
import type { GenerateError } from "../../src/domain/GenerateError.ts"
import type { Generation } from "../../src/domain/Generation.ts"
import * as Coalesced from "../../src/inference/Coalesced.ts"
import { GenerationCounters } from "../../src/inference/GenerationCounters.ts"
import { Inference } from "../../src/inference/Inference.ts"
import { InFlight } from "../../src/inference/InFlight.ts"
import { generationOf, requestOf } from "../support/answers.ts"
import { unreachable } from "../support/errors.ts"
import { fakeInference, fakeInFlight } from "../support/fakes.ts"

/** Lets the other fibers run until they wait. */
const settle = Effect.repeatN(Effect.yieldNow(), 20)

/** Lets other fibers run after every 50 steps of one. */
const hasty: Scheduler = {
  shouldYield: ({ currentOpCount }) => currentOpCount > 50 ? 0 : false,
  scheduleTask: (task, priority) => defaultScheduler.scheduleTask(task, priority)
}

/** A server that answers when the test says so, behind the middleware. */
const setUp = Effect.gen(function*() {
  const answer = yield* Deferred.make<Generation, GenerateError>()
  const sent: string[] = []
  const aborted: string[] = []
  /** An abort can take its time: the server closes its side. */
  const mayAbort = yield* Effect.makeLatch(true)
  const server = fakeInference({
    generate: ({ digest }) =>
      Effect.suspend(() => {
        sent.push(digest)
        return Effect.onInterrupt(Deferred.await(answer), () =>
          Effect.zipRight(mayAbort.await, Effect.sync(() => aborted.push(digest))))
      })
  })
  const scope = yield* Scope.make()
  yield* Effect.addFinalizer(() => Scope.close(scope, Exit.void))
  const services = yield* Coalesced.layer.pipe(
    Layer.provide(server),
    Layer.provide(fakeInFlight({ room: () => 2, moreRoom: Effect.never })),
    Layer.provideMerge(GenerationCounters.layer),
    Layer.buildWithScope(scope)
  )
  const { generate } = yield* Effect.provide(Inference, services)
  const { counts } = yield* Effect.provide(GenerationCounters, services)
  const ask = (text: string) => Effect.tap(Effect.fork(generate(requestOf(text))), settle)
  const inFlight = yield* Effect.provide(InFlight, services)
  return { aborted, answer, ask, counts, generate, inFlight, mayAbort, scope, sent }
})

describe("Coalesced", () => {
  it.scoped("leaves nothing in flight where the inner service throws", () =>
    Effect.gen(function*() {
      const thrower = fakeInference({
        generate: () => {
          throw new Error("a defect")
        }
      })
      const { generate } = yield* Inference.pipe(
        Effect.provide(Coalesced.layer.pipe(
          Layer.provide(thrower),
          Layer.provide(fakeInFlight({ room: () => 2, moreRoom: Effect.never })),
          Layer.provide(GenerationCounters.layer)
        ))
      )
      for (let time = 0; time < 2; time++) {
        expect(Exit.isFailure(yield* Effect.exit(generate(requestOf("same"))))).toBe(true)
      }
    }))

  it.scoped("sends identical requests in flight once, and gives each waiter the answer", () =>
    Effect.gen(function*() {
      const { answer, ask, counts, sent } = yield* setUp
      const fibers = yield* Effect.replicateEffect(ask("same"), 3)
      expect(sent).toHaveLength(1)
      yield* Deferred.succeed(answer, generationOf("A"))
      const texts = yield* Effect.forEach(
        fibers,
        (fiber) => Effect.map(Fiber.join(fiber), ({ text }) => text)
      )
      expect(texts).toEqual(["A", "A", "A"])
      expect(counts()).toMatchObject({ requested: 3, coalesced: 2 })
    }))

  it.scoped("sends them once wherever a fiber lets the others run", () =>
    Effect.forEach(Array.from({ length: 50 }, (_, steps) => steps), (steps) =>
      Effect.gen(function*() {
        const { answer, counts, generate, sent } = yield* setUp
        // After so many steps of its own, the fiber stops somewhere in `generate`.
        const before = Effect.reduce(Array.from({ length: steps }), 0, (sum) => Effect.sync(() => sum))
        const asking = Effect.fork(Effect.zipRight(before, generate(requestOf("same"))))
        const fibers = yield* Effect.replicateEffect(asking, 3).pipe(Effect.withScheduler(hasty))
        yield* Effect.repeatN(settle, 10)
        yield* Deferred.succeed(answer, generationOf("A"))
        for (const fiber of fibers) expect((yield* Fiber.join(fiber)).text).toBe("A")
        expect(sent).toHaveLength(1)
        expect(counts()).toMatchObject({ requested: 3, coalesced: 2 })
      })))

  it.scoped("does not join different requests", () =>
    Effect.gen(function*() {
      const { ask, counts, sent } = yield* setUp
      yield* ask("one")
      yield* ask("other")
      expect(sent).toEqual([requestOf("one").digest, requestOf("other").digest])
      expect(counts()).toMatchObject({ requested: 2, coalesced: 0 })
    }))

  it.scoped("sends a request again when its earlier flight is over", () =>
    Effect.gen(function*() {
      const { answer, generate, sent } = yield* setUp
      yield* Deferred.succeed(answer, generationOf("A"))
      yield* generate(requestOf("same"))
      yield* generate(requestOf("same"))
      expect(sent).toHaveLength(2)
    }))

  it.scoped("goes on when one of two waiters is interrupted", () =>
    Effect.gen(function*() {
      const { aborted, answer, ask, sent } = yield* setUp
      const first = yield* ask("same")
      const second = yield* ask("same")
      yield* Fiber.interrupt(first)
      expect(aborted).toEqual([])
      yield* Deferred.succeed(answer, generationOf("A"))
      expect((yield* Fiber.join(second)).text).toBe("A")
      expect(sent).toHaveLength(1)
    }))

  it.scoped("goes on whichever waiter is interrupted, as long as one is left", () =>
    Effect.gen(function*() {
      const { aborted, answer, ask } = yield* setUp
      const first = yield* ask("same")
      const others = yield* Effect.replicateEffect(ask("same"), 3)
      yield* Fiber.interruptAll(others)
      expect(aborted).toEqual([])
      yield* Deferred.succeed(answer, generationOf("A"))
      expect((yield* Fiber.join(first)).text).toBe("A")
    }))

  it.scoped("aborts the request when the last waiter is interrupted", () =>
    Effect.gen(function*() {
      const { aborted, ask } = yield* setUp
      const fibers = yield* Effect.replicateEffect(ask("same"), 2)
      yield* Fiber.interruptAll(fibers)
      expect(aborted).toEqual([requestOf("same").digest])
    }))

  it.scoped("sends anew what was aborted", () =>
    Effect.gen(function*() {
      const { answer, ask, sent } = yield* setUp
      yield* Fiber.interrupt(yield* ask("same"))
      const again = yield* ask("same")
      expect(sent).toHaveLength(2)
      yield* Deferred.succeed(answer, generationOf("A"))
      expect((yield* Fiber.join(again)).text).toBe("A")
    }))

  it.scoped("does not let a new request join one that is being aborted", () =>
    Effect.gen(function*() {
      const { ask, mayAbort, sent } = yield* setUp
      yield* mayAbort.close
      const first = yield* ask("same")
      const leaving = yield* Effect.fork(Fiber.interrupt(first))
      yield* settle
      yield* ask("same")
      expect(sent).toHaveLength(2)
      yield* mayAbort.open
      yield* Fiber.join(leaving)
    }))

  it.scoped("gives every waiter the error", () =>
    Effect.gen(function*() {
      const { answer, ask } = yield* setUp
      const fibers = yield* Effect.replicateEffect(ask("same"), 3)
      yield* Deferred.fail(answer, unreachable)
      for (const fiber of fibers) expect(yield* Effect.flip(Fiber.join(fiber))).toBe(unreachable)
    }))

  it.scoped("gives every waiter a defect", () =>
    Effect.gen(function*() {
      const { answer, ask } = yield* setUp
      const fibers = yield* Effect.replicateEffect(ask("same"), 2)
      const bug = new Error("a bug")
      yield* Deferred.die(answer, bug)
      for (const fiber of fibers) expect(yield* Fiber.await(fiber)).toEqual(Exit.die(bug))
    }))

  it.scoped("aborts what is in flight when its scope closes", () =>
    Effect.gen(function*() {
      const { aborted, ask, scope } = yield* setUp
      yield* ask("one")
      yield* ask("other")
      yield* Scope.close(scope, Exit.void)
      expect(aborted).toHaveLength(2)
    }))
})

describe("the room for observations", () => {
  it.scoped("is one more for each that waits for another's request", () =>
    Effect.gen(function*() {
      const { answer, ask, inFlight } = yield* setUp
      expect(inFlight.room()).toBe(2)
      const more = yield* Effect.fork(inFlight.moreRoom)
      yield* ask("same")
      expect(inFlight.room()).toBe(2)
      expect(yield* Fiber.poll(more)).toMatchObject({ _tag: "None" })
      const joined = yield* ask("same")
      yield* Fiber.join(more)
      expect(inFlight.room()).toBe(3)
      const other = yield* ask("same")
      // What was told of already is not told again.
      yield* inFlight.moreRoom
      expect(inFlight.room()).toBe(4)
      yield* Fiber.interrupt(other)
      expect(inFlight.room()).toBe(3)
      yield* Deferred.succeed(answer, generationOf("A"))
      yield* Fiber.join(joined)
      expect(inFlight.room()).toBe(2)
    }))
})
