import { describe, expect, it } from "@effect/vitest"
import { Chat } from "../../src/chat/Chat.ts"

describe("Chat", () => {
  it("sends one turn as one message", () => {
    expect(Chat.render({ turns: [{ user: "U" }] }))
      .toEqual({ _tag: "Chat", messages: [{ role: "user", content: "U" }] })
  })

  it("sends the system message first, and the turns by speaker", () => {
    expect(Chat.render({ system: "S", turns: [{ user: "U1", assistant: "A1" }, { user: "U2" }] })).toEqual({
      _tag: "Chat",
      messages: [
        { role: "system", content: "S" },
        { role: "user", content: "U1" },
        { role: "assistant", content: "A1" },
        { role: "user", content: "U2" }
      ]
    })
  })

  it("ends with the opening of the answer where there is one", () => {
    expect(Chat.render({ turns: [{ user: "U", assistant: "Par" }] })).toEqual({
      _tag: "Chat",
      messages: [{ role: "user", content: "U" }, { role: "assistant", content: "Par" }]
    })
  })

  it("leaves the stop strings to the server", () => {
    expect(Chat.stop).toEqual([])
  })
})
