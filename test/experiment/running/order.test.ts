import { describe, expect, it } from "@effect/vitest"
import { Effect, Random } from "effect"
import fc from "fast-check"
import { seededOrder } from "../../../src/experiment/running/order.ts"

const orderOf = (size: number, seed: number) => Array.from(Effect.runSync(seededOrder(size, seed)))

describe("seededOrder", () => {
  it("is a permutation", () => {
    fc.assert(fc.property(fc.nat(300), fc.nat(), (size, seed) => {
      expect(orderOf(size, seed).toSorted((a, b) => a - b)).toEqual(Array.from({ length: size }, (_, i) => i))
    }))
  })

  it("has no place for nothing", () => {
    expect(orderOf(0, 0)).toEqual([])
    expect(orderOf(1, 0)).toEqual([0])
  })

  it("is what it always was: --limit must choose the same observations on every machine and in every version", () => {
    expect(orderOf(10, 0)).toEqual([9, 7, 4, 1, 2, 3, 6, 0, 5, 8])
    expect(orderOf(10, 1)).toEqual([0, 4, 9, 2, 3, 6, 7, 5, 8, 1])
    expect(orderOf(25_000, 0).slice(0, 5)).toEqual([16256, 14745, 12763, 16241, 20476])
  })

  it("differs by seed", () => {
    const orders = Array.from({ length: 50 }, (_, seed) => orderOf(20, seed).join())
    expect(new Set(orders).size).toBe(50)
  })

  it("depends on no other source of chance", () =>
    expect(Array.from(Effect.runSync(Effect.withRandom(seededOrder(10, 0), Random.make("other"))))).toEqual(
      orderOf(10, 0)
    ))

  it("puts each row first about equally often", () => {
    const first = Array.from({ length: 2000 }, (_, seed) => orderOf(4, seed)[0])
    // five standard deviations around 500
    for (const row of [0, 1, 2, 3]) {
      const times = first.filter((chosen) => chosen === row).length
      expect(Math.abs(times - 500)).toBeLessThan(5 * Math.sqrt(2000 * 0.25 * 0.75))
    }
  })
})
