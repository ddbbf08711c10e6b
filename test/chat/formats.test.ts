import { describe, expect, it } from "@effect/vitest"
import { Either } from "effect"
import { chatFormats, systemMessage } from "../../src/chat/formats.ts"
import { chatFormatContract } from "../contracts/chatFormat.ts"
import { formatOf } from "../support/templates.ts"

const { Chat, Falcon, Llama2, Mistral } = chatFormats

for (const [name, format] of Object.entries(chatFormats)) chatFormatContract(name, format)
for (const style of ["dated", "strict", "merging", "thinking", "several"] as const) {
  chatFormatContract(`the template "${style}"`, formatOf(style))
}

describe("chatFormats", () => {
  it("has every format under its own name", () => {
    for (const [name, format] of Object.entries(chatFormats)) expect(format.name).toBe(name)
  })
})

describe("systemMessage", () => {
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
    for (const format of [Mistral, Chat, formatOf("dated"), formatOf("strict")]) {
      expect(systemMessage(format, "default")).toEqual(Either.right(undefined))
    }
  })

  it("sends a text as it is", () => {
    for (const format of [Llama2, Falcon, Chat, formatOf("dated"), formatOf("merging")]) {
      expect(systemMessage(format, "Be brief.")).toEqual(Either.right("Be brief."))
    }
  })

  it("refuses a text where there is no system role, and says what is possible", () => {
    const problem = (format: typeof Mistral) => {
      const outcome = systemMessage(format, "Be brief.")
      return Either.isLeft(outcome) && outcome.left.message
    }
    expect(problem(Mistral))
      .toBe("the Mistral format has no system role: use --system-message none or default")
    expect(problem(formatOf("strict"))).toBe(
      "the Template format has no system role (the chat template of strict: it says: Roles must take turns: user, "
        + "assistant, user, …): use --system-message none or default"
    )
  })
})
