import { describe, expect, it } from "@effect/vitest"
import { didYouMean, nearest } from "../../src/domain/nearest.ts"

const known = ["IMDB", "SST2", "RTE", "bAbI-1", "bAbI-2", "bAbI-3", "MCTest"]

describe("nearest", () => {
  it("gives the closest first", () => {
    expect(nearest("babi-2", known)[0]).toBe("bAbI-2")
    expect(nearest("MCTets", known)).toEqual(["MCTest"])
  })

  it("gives three at most, whatever the capitals", () => {
    expect(nearest("BABI", known)).toEqual(["bAbI-1", "bAbI-2", "bAbI-3"])
    expect(nearest("x", ["a", "b", "c", "d"])).toEqual([])
  })

  it("gives none that shares less than half", () => {
    expect(nearest("HellaSwag", known)).toEqual([])
  })
})

describe("didYouMean", () => {
  it("asks", () => {
    expect(didYouMean("imbd", known)).toBe(" (did you mean IMDB?)")
    expect(didYouMean("bAbI", known)).toBe(" (did you mean bAbI-1 or bAbI-2 or bAbI-3?)")
  })

  it("says nothing where nothing is near", () => {
    expect(didYouMean("HellaSwag", known)).toBe("")
  })
})
