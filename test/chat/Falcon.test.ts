import { describe, expect, it } from "@effect/vitest"
import { Falcon } from "../../src/chat/Falcon.ts"
import { digestText } from "../../src/domain/Digest.ts"

const text = (history: Parameters<typeof Falcon.render>[0]) => {
  const prompt = Falcon.render(history)
  return prompt._tag === "Text" ? prompt.text : expect.fail("the prompt must be a text")
}

/** SHA-256 of `_default_system_message` in introspect/model/falcon.py, computed in Python. */
const digestInPython = "ee1d6ee79744458449121045db5051ac63089b4e0b7e3778b9e803bffbcbbad6"

describe("Falcon", () => {
  it("renders one turn, without a space at the end", () => {
    expect(text({ turns: [{ user: "U" }] })).toBe("User: U\nFalcon:")
  })

  it("gives every message a line", () => {
    expect(
      text({ turns: [{ user: "U1", assistant: "A1" }, { user: "U2", assistant: "A2" }, { user: "U3" }] })
    )
      .toBe("User: U1\nFalcon: A1\nUser: U2\nFalcon: A2\nUser: U3\nFalcon:")
  })

  it("puts the system message on a line before the first turn", () => {
    expect(text({ system: "S", turns: [{ user: "U1", assistant: "A1" }, { user: "U2" }] }))
      .toBe("S\nUser: U1\nFalcon: A1\nUser: U2\nFalcon:")
  })

  it("sets the opening of an answer off by a space", () => {
    expect(text({ turns: [{ user: "U", assistant: "Par" }] })).toBe("User: U\nFalcon: Par")
  })

  it("stops at the next speaker and at its token", () => {
    expect(Falcon.stop).toEqual(["User:", "Falcon:", "</s>"])
  })

  it("has the system message of the paper's code, letter for letter", () => {
    expect(Falcon.hasSystem).toBe(true)
    expect(digestText(Falcon.defaultSystem ?? "")).toBe(digestInPython)
  })
})
