import { describe, expect, it } from "@effect/vitest"
import { Either } from "effect"
import { makeChatTemplate, templateDigest } from "../../src/chat/ChatTemplate.ts"
import { templateFiles, templateOf } from "../support/templates.ts"

const problemOf = (config: string): string => {
  const outcome = makeChatTemplate({ jinja: null, config }, "x/y")
  return Either.isLeft(outcome) ? outcome.left.message : expect.fail("the files must be refused")
}

describe("makeChatTemplate", () => {
  it("takes the file of its own before the one in the configuration, and tokens in either form", () => {
    const { text, tokens } = templateOf("dated")
    expect(text).toContain("macro header")
    expect(tokens).toEqual({ bos_token: "<|text|>", eos_token: "<|turn|>" })
    expect(templateOf("strict").tokens).toEqual({ bos_token: "<s>", eos_token: "</s>" })
  })

  it("knows whether the tokenizer adds the first token", () => {
    expect(templateOf("strict").addsBos).toBe(true)
    expect(templateOf("dated").addsBos).toBe(true)
    expect(templateOf("several").addsBos).toBe(false)
  })

  it("takes the default of several", () => {
    expect(templateOf("several").text).not.toContain("the wrong one")
    expect(problemOf("{\"chat_template\": [{\"name\": \"rag\", \"template\": \"\"}]}"))
      .toBe("x/y: none of the chat templates is called default (there are: rag)")
  })

  it("says when there is none, and what to do", () => {
    for (const config of ["{}", "{\"chat_template\": null}"]) {
      expect(problemOf(config)).toMatch(/^x\/y has no chat template.*--template.*--model-type Chat/)
    }
  })

  it("says what is wrong with the configuration", () => {
    expect(problemOf("{")).toMatch(/^x\/y: tokenizer_config.json cannot be read: .*JSON/)
    expect(problemOf("{\"chat_template\": 3}")).toMatch(/tokenizer_config.json cannot be read: chat_template/)
  })

  it("needs no configuration beside a template", () => {
    const { jinja } = templateFiles("merging")
    expect(Either.getOrThrow(makeChatTemplate({ jinja, config: null }, "x")).tokens).toEqual({})
  })
})

describe("templateDigest", () => {
  it("depends on text and tokens, and not on where they were found", () => {
    const template = templateOf("strict")
    const digests = [
      templateDigest(template),
      templateDigest({ ...template, text: `${template.text} ` }),
      templateDigest({ ...template, tokens: { ...template.tokens, eos_token: "<end>" } })
    ]
    expect(new Set(digests).size).toBe(3)
    expect(templateDigest({ ...template, origin: "elsewhere" })).toBe(digests[0])
  })
})
