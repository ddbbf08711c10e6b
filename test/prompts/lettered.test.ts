import { describe, expect, it } from "@effect/vitest"
import { letteredItems, letteredList } from "../../src/prompts/lettered.ts"

describe("letteredList", () => {
  it("gives each item a letter and a line", () => {
    expect(letteredList(["kitchen", "office", "unknown"])).toBe("a) kitchen\nb) office\nc) unknown")
  })

  it("has a letter for the most choices that there can be, and for unknown", () => {
    expect(letteredList(Array.from({ length: 26 }, () => "x")).split("\n").at(-1)).toBe("z) x")
  })
})

describe("letteredItems", () => {
  it("takes a list apart again, also where an item looks lettered itself", () => {
    const items = ["a) first", "b", "c) d) e", "2) two"]
    expect(letteredItems(letteredList(items))).toEqual(items)
  })
})
