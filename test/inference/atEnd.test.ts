import { expect, it } from "@effect/vitest"
import { Effect, Exit, Fiber } from "effect"
import { between } from "../../src/inference/atEnd.ts"

/** Notes what happens around an effect. */
const watched = () => {
  const notes: unknown[] = []
  const around = <A, E>(effect: Effect.Effect<A, E>) =>
    between(() => notes.push("begin"), effect, (exit) => notes.push(Exit.isSuccess(exit)))
  return { around, notes }
}

it.effect("cleans up after a success, a failure and a defect, each time that it runs", () =>
  Effect.gen(function*() {
    const { around, notes } = watched()
    const one = around(Effect.sync(() => notes.push("run")))
    expect(notes).toEqual([])
    yield* one
    yield* one
    expect(yield* Effect.exit(around(Effect.fail("no")))).toEqual(Exit.fail("no"))
    expect(yield* Effect.exit(around(Effect.die("bug")))).toEqual(Exit.die("bug"))
    expect(notes).toEqual(["begin", "run", true, "begin", "run", true, "begin", false, "begin", false])
  }))

it.effect("cleans up after an interruption", () =>
  Effect.gen(function*() {
    const { around, notes } = watched()
    const fiber = yield* Effect.fork(around(Effect.never))
    yield* Effect.yieldNow()
    expect(Exit.isInterrupted(yield* Fiber.interrupt(fiber))).toBe(true)
    expect(notes).toEqual(["begin", false])
  }))

it.effect("is as interruptible as what it stands in", () =>
  Effect.gen(function*() {
    const { around, notes } = watched()
    const fiber = yield* Effect.fork(Effect.uninterruptible(around(Effect.yieldNow())))
    yield* Effect.yieldNow()
    yield* Fiber.interrupt(fiber)
    expect(notes).toEqual(["begin", true])
  }))
