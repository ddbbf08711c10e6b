import { describe, expect, it } from "@effect/vitest"
import { Effect, Logger, TestClock } from "effect"
import { quietly } from "../../../experiments/display/quiet.ts"
import { showTicking } from "../../../experiments/display/ticking.ts"

/** Something that shows a text, or nothing. */
const showing = (text: () => string | null) =>
  showTicking({
    bar: text,
    line: () => {
      const now = text()
      return now === null ? null : { text: now, facts: {} }
    },
    isKept: false
  })

/** The lines that are logged while an effect goes on. */
const logged = <A, E, R>(effect: Effect.Effect<A, E, R>) => {
  const lines: unknown[] = []
  const logger = Logger.make(({ message }) => lines.push(...(Array.isArray(message) ? message : [message])))
  return Effect.as(Effect.provide(effect, Logger.replace(Logger.defaultLogger, logger)), lines)
}

describe("showTicking", () => {
  it.effect("gives the line to the latest that has something to show, and back when that is over", () =>
    Effect.gen(function*() {
      let inner: string | null = null
      const lines = yield* logged(Effect.scoped(Effect.gen(function*() {
        yield* showing(() => "outer")
        yield* Effect.scoped(Effect.gen(function*() {
          yield* showing(() => inner)
          yield* TestClock.adjust("30 seconds")
          inner = "inner"
          yield* TestClock.adjust("30 seconds")
        }))
        yield* TestClock.adjust("30 seconds")
      })))
      expect(lines).toEqual(["outer", "inner", "outer"])
    }))

  it.effect("says nothing where all is quiet, not even at the end, and warnings all the same", () =>
    Effect.gen(function*() {
      const program = Effect.scoped(Effect.gen(function*() {
        yield* showTicking({
          bar: () => expect.fail("nobody looks"),
          line: () => expect.fail("nobody looks"),
          isKept: true
        })
        yield* TestClock.adjust("60 seconds")
        yield* Effect.logInfo("news")
        yield* Effect.logWarning("a warning")
      }))
      expect(yield* logged(quietly(program, { quiet: true }))).toEqual(["a warning"])
      expect(yield* logged(quietly(Effect.logInfo("news"), { quiet: false }))).toEqual(["news"])
    }))
})
