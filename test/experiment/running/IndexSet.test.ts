import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { IndexSet } from "../../../src/experiment/running/IndexSet.ts"
import { seededOrder, sharedOrders } from "../../../src/experiment/running/order.ts"

describe("IndexSet", () => {
  it("has what it was given, and nothing else", () => {
    const places = [0, 7, 8, 31, 99]
    const set = new IndexSet(100, places)
    const found = Array.from({ length: 110 }, (_, place) => place).filter((place) => set.has(place))
    expect(found).toEqual(places)
    expect(new IndexSet(0, []).has(0)).toBe(false)
  })
})

describe("sharedOrders", () => {
  it.effect("makes each order once, and makes the same ones", () =>
    Effect.gen(function*() {
      const order = sharedOrders()
      const one = yield* order(50, 3)
      expect(yield* order(50, 3)).toBe(one)
      expect(one).toEqual(yield* seededOrder(50, 3))
      expect(yield* order(50, 4)).not.toEqual(one)
      expect(yield* order(51, 3)).toHaveLength(51)
    }))
})
