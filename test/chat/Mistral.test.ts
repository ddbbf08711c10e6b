import { describe, expect, it } from "@effect/vitest"
import { Mistral } from "../../src/chat/Mistral.ts"

const text = (history: Parameters<typeof Mistral.render>[0]) => {
  const prompt = Mistral.render(history)
  return prompt._tag === "Text" ? prompt.text : expect.fail("the prompt must be a text")
}

describe("Mistral", () => {
  it("renders one turn", () => {
    expect(text({ turns: [{ user: "U" }] })).toBe("<s>[INST] U [/INST]")
  })

  it("opens the conversation once, and follows each finished turn by its token and a space", () => {
    expect(
      text({ turns: [{ user: "U1", assistant: "A1" }, { user: "U2", assistant: "A2" }, { user: "U3" }] })
    )
      .toBe("<s>[INST] U1 [/INST]A1</s> [INST] U2 [/INST]A2</s> [INST] U3 [/INST]")
  })

  it("does not set the opening of an answer off", () => {
    expect(text({ turns: [{ user: "U", assistant: "Par" }] })).toBe("<s>[INST] U [/INST]Par")
  })

  it("stops at its own tokens", () => {
    expect(Mistral.stop).toEqual(["[INST]", "[/INST]", "</s>"])
  })

  it("has no system role", () => {
    expect(Mistral.hasSystem).toBe(false)
    expect(Mistral.defaultSystem).toBeNull()
  })
})
