import { describe, expect, it } from "@effect/vitest"
import { Either } from "effect"
import { templateFormat } from "../../src/chat/Template.ts"
import { bare, formatOf, templateOf } from "../support/templates.ts"

const one = { turns: [{ user: "U" }] } as const
const several = {
  system: "S",
  turns: [{ user: "U1", assistant: "A1" }, { user: "U2" }]
} as const

const problemOf = (text: string): string => {
  const outcome = templateFormat(bare(text))
  return Either.isLeft(outcome) ? outcome.left.message : expect.fail("the template must be refused")
}

describe("Template", () => {
  it("renders headers, macros and the day that stands still", () => {
    const format = formatOf("dated")
    expect(format.render(one)).toEqual({
      _tag: "Text",
      text: "<|text|><|head|>system<|/head|>\n\nDay: 26 Jul 2024\n<|turn|>"
        + "<|head|>user<|/head|>\n\nU<|turn|><|head|>assistant<|/head|>\n\n",
      bos: "<|text|>"
    })
    expect(format.render(several)).toMatchObject({
      text:
        "<|text|><|head|>system<|/head|>\n\nDay: 26 Jul 2024\nS<|turn|><|head|>user<|/head|>\n\nU1<|turn|>"
        + "<|head|>assistant<|/head|>\n\nA1<|turn|><|head|>user<|/head|>\n\nU2<|turn|>"
        + "<|head|>assistant<|/head|>\n\n"
    })
  })

  it("renders turns that must alternate, without a system role", () => {
    const format = formatOf("strict")
    expect(format.render({ turns: several.turns }))
      .toEqual({ _tag: "Text", text: "<s>[ASK] U1 [/ASK]A1</s>[ASK] U2 [/ASK]", bos: "<s>" })
    expect(format.hasSystem).toBe(false)
  })

  it("renders a system message that is merged into the first turn, without a token at the beginning", () => {
    expect(formatOf("merging").render(several)).toEqual({
      _tag: "Text",
      text:
        "<turn of=\"user\">\nS\n\nU1\n</turn>\n<turn of=\"model\">\nA1\n</turn>\n<turn of=\"user\">\nU2\n</turn>\n"
        + "<turn of=\"model\">\n",
      bos: ""
    })
  })

  it("says which token a tokenizer would add again, if it is of that kind", () => {
    const template = { ...templateOf("strict"), addsBos: false }
    expect(Either.getOrThrow(templateFormat(template)).render(one))
      .toEqual({ _tag: "Text", text: "<s>[ASK] U [/ASK]", bos: "" })
  })

  it("may open a thought", () => {
    expect(formatOf("thinking").render(one)).toMatchObject({
      text: "<|user|>U<|end|>\n<|assistant|><think>\n"
    })
  })

  it("goes on where the answer was opened", () => {
    expect(formatOf("several").render({ turns: [{ user: "U", assistant: "Par" }] }))
      .toMatchObject({ text: "<|user|>U<|end|><|assistant|>Par" })
  })

  it("stops at the model's own token, if it has one", () => {
    expect(formatOf("dated").stop).toEqual(["<|turn|>"])
    expect(formatOf("strict").stop).toEqual(["</s>"])
    expect(formatOf("merging").stop).toEqual([])
  })

  it("is refused with what is wrong, before anything is asked", () => {
    expect(problemOf("{% for m in messages %}{{ m.content }}")).toMatch(
      /^the chat template of x\/y cannot be used: .+/
    )
    expect(problemOf("{{ raise_exception('only for images') }}"))
      .toBe("the chat template of x/y cannot be used: it says: only for images")
    expect(problemOf("{{ bos_token }}")).toContain("it leaves the user's message out")
    expect(problemOf("{{ messages[0].content }}{{ strftime_now('%Q') }}")).toContain("does not know %Q")
    expect(problemOf("{{ messages[0].content | nonsense }}")).toContain("nonsense")
  })

  it("has no system role where the message is left out without a word", () => {
    const format = Either.getOrThrow(
      templateFormat(
        bare("{% for m in messages %}{% if m.role == 'user' %}{{ m.content }}{% endif %}{% endfor %}")
      )
    )
    expect(format.hasSystem).toBe(false)
    expect(format.noSystem).toContain("it leaves the message out")
  })

  it.each([
    ["%d %b %Y", "26 Jul 2024"],
    ["%B %-d, %Y", "July 26, 2024"],
    ["%Y-%m-%d %H:%M:%S", "2024-07-26 00:00:00"],
    ["%A, %j, 100%%", "Friday, 208, 100%"]
  ])("writes %s as %s, today and ever after", (format, written) => {
    const made = Either.getOrThrow(
      templateFormat(bare(`{{ messages[0].content }}|{{ strftime_now("${format}") }}`))
    )
    expect(made.render(one)).toMatchObject({ text: `U|${written}` })
  })
})
