import { describe, expect, it } from "@effect/vitest"
import { showPrompt } from "../../src/domain/Prompt.ts"

describe("showPrompt", () => {
  it("shows a text as it is, and messages with their speakers", () => {
    expect(showPrompt({ _tag: "Text", text: "<s>[INST] U [/INST]" })).toBe("<s>[INST] U [/INST]")
    const messages = [{ role: "system", content: "S" }, { role: "user", content: "U" }] as const
    expect(showPrompt({ _tag: "Chat", messages })).toBe("system: S\n\nuser: U")
  })
})
