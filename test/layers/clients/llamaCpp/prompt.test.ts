import { describe, expect, it } from "@effect/vitest"
import { Either } from "effect"
import type { Model } from "../../../../layers/clients/llamaCpp/api.ts"
import { promptReader } from "../../../../layers/clients/llamaCpp/prompt.ts"
import type { ChatMessage, Prompt } from "../../../../src/domain/Prompt.ts"

const unexpected = () => {
  throw new Error("not to be called")
}

/** A model of this chat template, whose tokens are characters. */
const readerOf = (template: string | undefined, shouldPrependBosToken = true) => {
  const model: Model = {
    tokens: { bos: 1, bosString: "<s>", eosString: "</s>", shouldPrependBosToken },
    fileInfo: {
      metadata: { tokenizer: template === undefined ? {} : { chat_template: template } }
    },
    tokenize: (text, specialTokens) => {
      expect(specialTokens).toBe(true)
      return [...text].map((letter) => letter.codePointAt(0)!)
    },
    detokenize: unexpected,
    isEogToken: unexpected,
    createContext: unexpected,
    dispose: unexpected
  }
  return promptReader(model)
}

const inst = "{{ bos_token }}{% for m in messages %}{% if m.role == 'user' %}[{{ m.content }}]"
  + "{% elif m.role == 'assistant' %}{{ m.content }}{{ eos_token }}{% endif %}{% endfor %}"

const user = (content: string): ChatMessage => ({ role: "user", content })
const assistant = (content: string): ChatMessage => ({ role: "assistant", content })
const chat = (first: ChatMessage, ...rest: ChatMessage[]): Prompt => ({
  _tag: "Chat",
  messages: [first, ...rest]
})

describe("promptReader", () => {
  it("puts the token of the beginning before every text, where the model wants one", () => {
    expect(readerOf(inst).tokensOf("ab")).toEqual([1, 97, 98])
    expect(readerOf(inst, false).tokensOf("ab")).toEqual([97, 98])
  })

  it("takes it out of a complete prompt, and leaves a paper's format as it is", () => {
    const textOf = (prompt: Prompt) => Either.getOrThrow(readerOf(inst).textOf(prompt))
    expect(textOf({ _tag: "Text", text: "<s>ab", bos: "<s>" })).toBe("ab")
    expect(textOf({ _tag: "Text", text: "ab", bos: "" })).toBe("ab")
    expect(textOf({ _tag: "Text", text: "<s>ab" })).toBe("<s>ab")
  })

  it("writes messages by the file's template as one text, with an opened answer at its end", () => {
    const text = (...messages: Parameters<typeof chat>) =>
      Either.getOrThrow(readerOf(inst).textOf(chat(...messages)))
    expect(text(user("Q"))).toBe("[Q]")
    expect(text(user("Q"), assistant("A"), user("R"))).toBe("[Q]A</s>[R]")
    expect(text(user("Q"), assistant(" A"))).toBe("[Q] A")
    const without = readerOf(inst, false).textOf(chat(user("Q")))
    expect(Either.getOrThrow(without)).toBe("<s>[Q]")
  })

  it("says why a template cannot be used, only to who asks for it", () => {
    const problem = (template: string | undefined, ...messages: Parameters<typeof chat>) => {
      const reader = readerOf(template)
      expect(Either.isRight(reader.textOf({ _tag: "Text", text: "ab" }))).toBe(true)
      const { class: kind, message } = Either.getOrThrow(Either.flip(reader.textOf(chat(...messages))))
      expect(kind).toBe("setup")
      return message.replace("; choose a chat format with --model-type", "")
    }
    expect(problem(undefined, user("Q"))).toBe("the model's file has no chat template")
    expect(problem("{% if %}", user("Q"))).toMatch(/^the chat template of the model's file cannot be used: ./)
    expect(problem(inst, { role: "system", content: "S" }, user("Q")))
      .toBe("the chat template of the model's file has no system role (it leaves the message out)")
    const single =
      "{% if messages|length > 1 %}{{ raise_exception('one only') }}{% endif %}{{ messages[0].content }}"
    expect(problem(single, user("Q"), user("R")))
      .toBe("the chat template of the model's file cannot be used: one only")
  })
})
