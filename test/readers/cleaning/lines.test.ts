/** What begins with the end of a line is found in short and in long texts alike. */
import { describe, expect, it } from "vitest"
import { atLines } from "../../../src/readers/cleaning/lines.ts"

const words = (matches: Iterable<RegExpExecArray>): readonly string[] => [...matches].map(([found]) => found)

/** Longer than what is searched line by line. */
const long = "x".repeat(30_000)

describe("atLines", () => {
  const labels = atLines(/(?:^|\n)(?:option|version) \d(?::|\n)/i, true)
  const later = atLines(/\n(?:option|version) \d(?::|\n)/i)

  it("finds each match once, in its place", () => {
    const text = "Option 1: a\nno option 2: b\nVersion 3: c\n"
    expect([...labels(text)].map(({ index }) => index)).toEqual([0, text.indexOf("\nVersion")])
    expect([...later(text)].map(({ index }) => index)).toEqual([text.indexOf("\nVersion")])
  })

  it("uses the end of a line for one match only", () => {
    expect(words(labels("Option 1\nOption 2\n\nOption 3\n"))).toEqual(["Option 1\n", "\nOption 3\n"])
  })

  it("finds the same in a long text", () => {
    for (const text of ["Option 1: a\nOption 2: b\n", "a\nOption 1\nOption 2\n", "\n\n", ""]) {
      expect(words(labels(`${text}${long}`))).toEqual(words(labels(text)))
      expect(words(later(`${text}${long}`))).toEqual(words(later(text)))
    }
  })
})
