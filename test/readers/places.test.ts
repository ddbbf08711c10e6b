import { describe, expect, it } from "@effect/vitest"
import { isAt, nextPlace, tableOf, unitAt } from "../../src/readers/places.ts"

describe("places of a text", () => {
  it("have a unit inside, and none outside", () => {
    expect([-2, -1, 0, 1, 2, 3].map((at) => unitAt("a\u2588", at))).toEqual([0, 0, 97, 0x2588, 0, 0])
  })

  it("are looked up in a table of signs", () => {
    const marks = tableOf("*\u2192")
    expect([-1, 0, 1, 2, 3].map((at) => isAt(marks, "*a\u2192", at))).toEqual([
      false,
      true,
      false,
      true,
      false
    ])
  })

  it("are found one after the other, in a row and apart, and no more behind the end", () => {
    const found: number[] = []
    for (let at = nextPlace("((a(", "(", 0); at >= 0; at = nextPlace("((a(", "(", at + 1)) found.push(at)
    expect(found).toEqual([0, 1, 3])
    expect(nextPlace("abab", "ab", 1)).toBe(2)
  })
})
