import { describe, expect, it } from "@effect/vitest"
import { Either } from "effect"
import { ChatFormatName } from "../../src/chat/ChatFormat.ts"
import { chatFormats, systemMessage } from "../../src/chat/formats.ts"

describe("chatFormats", () => {
  it("has every format under its own name", () => {
    for (const name of ChatFormatName.literals) expect(chatFormats[name].name).toBe(name)
  })
})

describe("systemMessage", () => {
  const { Chat, Falcon, Llama2, Mistral } = chatFormats

  it("sends none where none is wanted", () => {
    for (const format of [Llama2, Falcon, Mistral, Chat]) {
      expect(systemMessage(format, "none")).toEqual(Either.right(undefined))
    }
  })

  it("sends the publisher's message for default", () => {
    expect(systemMessage(Llama2, "default")).toEqual(Either.right(Llama2.defaultSystem))
    expect(systemMessage(Falcon, "default")).toEqual(Either.right(Falcon.defaultSystem))
    expect(Llama2.defaultSystem).not.toEqual(Falcon.defaultSystem)
  })

  it("sends none for default where the publisher has none", () => {
    expect(systemMessage(Mistral, "default")).toEqual(Either.right(undefined))
    expect(systemMessage(Chat, "default")).toEqual(Either.right(undefined))
  })

  it("sends a text as it is", () => {
    for (const format of [Llama2, Falcon, Chat]) {
      expect(systemMessage(format, "Be brief.")).toEqual(Either.right("Be brief."))
    }
  })

  it("refuses a text for Mistral and says what is possible", () => {
    const outcome = systemMessage(Mistral, "Be brief.")
    expect(Either.isLeft(outcome) && outcome.left.message)
      .toBe("the Mistral format has no system role: use --system-message none or default")
  })
})
