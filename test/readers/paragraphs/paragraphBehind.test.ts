import { describe, expect, it } from "vitest"
import { readParagraph } from "../../../src/readers/index.ts"

const text = "Mary went to the hall and read the whole letter there."
const read = (answer: string): string | null => readParagraph(answer).value

describe("lines before a text", () => {
  it.each([
    "New:",
    "New \u2192",
    "**Edited**",
    "[Revised version]",
    "That was wrong. Corrected version:**",
    "Here's the edit:",
    "Edited paragraph (a: b):"
  ])("%s leads to it", (line) => {
    expect(read(`Hmm, wait: I think about it.\n\n${line}\n${text}`)).toBe(text)
  })
})
