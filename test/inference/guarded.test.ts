import { describe, expect, it } from "@effect/vitest"
import { Effect, Exit, Fiber } from "effect"
import type { Generation } from "../../src/domain/Generation.ts"
import { guard, insideOf } from "../../src/inference/guarded.ts"
import { generationOf, requestOf } from "../support/answers.ts"

const request = requestOf("x")

/** Interrupts an effect that waits, and tells how it ended. */
const interrupted = (effect: Effect.Effect<Generation, unknown>) =>
  Effect.gen(function*() {
    const fiber = yield* Effect.fork(effect)
    yield* Effect.yieldNow()
    return yield* Fiber.interrupt(fiber)
  })

/** Middleware that puts something away, around what waits for a turn of the other fibers. */
const setUp = () => {
  const notes: string[] = []
  const wait = Effect.as(Effect.zipRight(Effect.yieldNow(), Effect.yieldNow()), generationOf("A"))
  const client = () => Effect.onInterrupt(wait, () => Effect.sync(() => notes.push("aborted")))
  const around = (name: string, inner: ReturnType<typeof guard>) => {
    const ask = insideOf(inner)
    return guard((request, restore) =>
      Effect.matchCauseEffect(ask(request, restore), {
        onFailure: (cause) => {
          notes.push(name)
          return Effect.failCause(cause)
        },
        onSuccess: Effect.succeed
      })
    )
  }
  return { generate: around("outer", around("inner", client)), notes }
}

describe("guarded middleware", () => {
  it.effect("is interrupted where something waits, and each puts away what is its own", () =>
    Effect.gen(function*() {
      const { generate, notes } = setUp()
      expect(Exit.isInterrupted(yield* interrupted(generate(request)))).toBe(true)
      expect(notes).toEqual(["aborted", "inner", "outer"])
    }))

  it.effect("is as interruptible as what it stands in", () =>
    Effect.gen(function*() {
      const { generate, notes } = setUp()
      const ended = yield* interrupted(Effect.uninterruptible(generate(request)))
      expect(Exit.isSuccess(ended) || Exit.isInterrupted(ended)).toBe(true)
      expect(notes).toEqual([])
    }))
})
