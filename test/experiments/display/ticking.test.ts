import { describe, expect, it } from "@effect/vitest"
import { Effect, Logger, TestClock } from "effect"
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
})
