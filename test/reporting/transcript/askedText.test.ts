import { describe, expect, it } from "@effect/vitest"
import { frameOf, textIn } from "../../../src/reporting/transcript/askedText.ts"

const asked = (text: string) => `<s>[INST] What is it? Paragraph: ${text} [/INST]`

describe("frameOf", () => {
  it("finds the text of the first prompt by that of the second", () => {
    const frame = frameOf(asked("A dull film."), asked("A fine film."), "A fine film.")!
    expect(textIn(frame, asked("A dull film."))).toBe("A dull film.")
    expect(textIn(frame, asked("Another."))).toBe("Another.")
    expect(textIn(frame, "[INST] Another question [/INST]")).toBeNull()
  })

  it("is not misled by a changed text that also stands in the question", () => {
    const frame = frameOf(asked("A dull film."), asked("What"), "What")!
    expect(textIn(frame, asked("A dull film."))).toBe("A dull film.")
  })

  it("holds for a text that was emptied", () => {
    const frame = frameOf("Q: dull", "Q: ", "")!
    expect(textIn(frame, "Q: dull")).toBe("dull")
  })

  it("is none where the words of the question differ", () => {
    expect(frameOf("One question? dull", "Another question? fine", "fine")).toBeNull()
    expect(frameOf("Q: dull", "Q: fine", "grand")).toBeNull()
  })
})
