/** What was found out about a stretch is remembered, and forgotten when much has come since. */
import { expect, it } from "vitest"
import { recalling } from "../../../src/readers/paragraphs/recent.ts"

it("remembers the last few, and what is asked for again and again", () => {
  const asked: string[] = []
  const lengthOf = recalling((text) => {
    asked.push(text)
    return { length: text.length }
  })
  expect([lengthOf("ab"), lengthOf("abc"), lengthOf("ab")]).toEqual([{ length: 2 }, { length: 3 }, {
    length: 2
  }])
  expect(asked).toEqual(["ab", "abc"])
  for (let i = 0; i < 100; i++) {
    lengthOf(`other ${i}`)
    lengthOf("ab")
  }
  expect(asked.filter((text) => text === "ab")).toHaveLength(1)
  lengthOf("abc")
  expect(asked.filter((text) => text === "abc")).toHaveLength(2)
})
