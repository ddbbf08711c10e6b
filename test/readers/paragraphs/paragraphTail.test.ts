import { describe, expect, it } from "vitest"
import { readParagraph } from "../../../src/readers/index.ts"

const text = "Mary went to the hall and read the whole letter there."
const read = (answer: string): string | null => readParagraph(answer).value

describe("lines behind a text", () => {
  it.each([
    "* \u6CE8:\nThe film was dull, and I hated it.",
    "NB: I changed one word.",
    "* Note: the word was changed.",
    "## Explanation\nThe word was changed.",
    "Have fun!"
  ])("%s is no part of it", (line) => {
    expect(read(`Here is the edited paragraph:\n\n${text}\n\n${line}`)).toBe(text)
  })

  it.each(["a: b", "b) grey", "\u6CE8"])("%s is a part of it", (line) => {
    expect(read(`${text}\n${line}\n${text}`)).toBe(`${text}\n${line}\n${text}`)
  })
})
