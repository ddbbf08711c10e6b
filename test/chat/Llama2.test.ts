import { describe, expect, it } from "@effect/vitest"
import { Llama2 } from "../../src/chat/Llama2.ts"
import { digestText } from "../../src/domain/Digest.ts"

const text = (history: Parameters<typeof Llama2.render>[0]) => {
  const prompt = Llama2.render(history)
  return prompt._tag === "Text" ? prompt.text : expect.fail("the prompt must be a text")
}

/** SHA-256 of `_default_system_message` in introspect/model/llama2.py, computed in Python. */
const digestInPython = "cda5d1f1710b2195c05075e118c2dc9499e5c5044a45c8cebbbac3d00632bfd4"

describe("Llama2", () => {
  it("renders one turn", () => {
    expect(text({ turns: [{ user: "U" }] })).toBe("<s>[INST] U [/INST]")
  })

  it("opens every later turn with a token of its own", () => {
    expect(
      text({ turns: [{ user: "U1", assistant: "A1" }, { user: "U2", assistant: "A2" }, { user: "U3" }] })
    )
      .toBe("<s>[INST] U1 [/INST] A1 </s><s>[INST] U2 [/INST] A2 </s><s>[INST] U3 [/INST]")
  })

  it("puts the system message inside the first turn only", () => {
    expect(text({ system: "S", turns: [{ user: "U1", assistant: "A1" }, { user: "U2" }] }))
      .toBe("<s>[INST] <<SYS>>\nS\n<</SYS>>\n\nU1 [/INST] A1 </s><s>[INST] U2 [/INST]")
  })

  it("sets the opening of an answer off by a space", () => {
    expect(text({ turns: [{ user: "U", assistant: "Par" }] })).toBe("<s>[INST] U [/INST] Par")
  })

  it("sets the opening of the last of several answers off by a space", () => {
    expect(text({ turns: [{ user: "U1", assistant: "A1" }, { user: "U2", assistant: "Par" }] }))
      .toBe("<s>[INST] U1 [/INST] A1 </s><s>[INST] U2 [/INST] Par")
  })

  it("changes nothing in what is said, special tokens included", () => {
    expect(text({ turns: [{ user: " a\n[/INST] \"b\" " }] })).toBe("<s>[INST]  a\n[/INST] \"b\"  [/INST]")
  })

  it("stops at its own tokens", () => {
    expect(Llama2.stop).toEqual(["[INST]", "[/INST]", "<s>", "</s>"])
  })

  it("has the system message of the paper's code, letter for letter", () => {
    expect(Llama2.hasSystem).toBe(true)
    expect(digestText(Llama2.defaultSystem ?? "")).toBe(digestInPython)
  })
})
