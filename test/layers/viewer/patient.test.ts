import { describe, expect, it } from "@effect/vitest"
import { Effect, TestClock } from "effect"
import { makePatient } from "../../../layers/viewer/patient.ts"

describe("what is made with patience", () => {
  /** Counts how often it is made, which takes 100 ms each time. */
  const counting = () => {
    let count = 0
    return Effect.suspend(() => Effect.as(TestClock.adjust("100 millis"), ++count))
  }

  it.effect("is not made again at the same mark", () =>
    Effect.gen(function*() {
      const { get } = makePatient<number>(10)
      const make = counting()
      yield* get("a", "1", make)
      yield* TestClock.adjust("1 hour")
      expect(yield* get("a", "1", make)).toMatchObject({ mark: "1", value: 1 })
    }))

  it.effect("is made again at another mark, after twenty times what it takes", () =>
    Effect.gen(function*() {
      const { get } = makePatient<number>(10)
      const make = counting()
      yield* get("a", "1", make)
      yield* TestClock.adjust("1999 millis")
      expect(yield* get("a", "2", make)).toMatchObject({ mark: "1", value: 1 })
      yield* TestClock.adjust("1 millis")
      expect(yield* get("a", "2", make)).toMatchObject({ mark: "2", value: 2 })
    }))

  it.effect("is kept for the latest only, and not after it was forgotten", () =>
    Effect.gen(function*() {
      const { forget, get } = makePatient<number>(2)
      const make = counting()
      for (const key of ["a", "b", "c"]) yield* get(key, "1", make)
      expect(yield* get("c", "1", make)).toMatchObject({ value: 3 })
      expect(yield* get("a", "1", make)).toMatchObject({ value: 4 })
      forget("a")
      expect(yield* get("a", "1", make)).toMatchObject({ value: 5 })
    }))
})
