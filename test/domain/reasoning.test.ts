import { describe, expect, it } from "@effect/vitest"
import { opensThought, splitReasoning } from "../../src/domain/reasoning.ts"

describe("splitReasoning", () => {
  it("leaves an answer without thoughts as it is, white space included", () => {
    for (
      const text of ["", " Positive.\n", "a < b > c", "<b>bold</b>", "the analysis is final", "I think so"]
    ) {
      expect(splitReasoning(text)).toEqual({ reasoning: null, text })
    }
  })

  it.each(["think", "thinking", "reasoning", "THINK"])("takes out a <%s> block", (name) => {
    expect(splitReasoning(`<${name}>\nNice words.\n</${name}>\n\nPositive`)).toEqual({
      reasoning: "Nice words.",
      text: "Positive"
    })
  })

  it("takes out other spellings of the tags", () => {
    expect(splitReasoning("[THINK]Hm.[/THINK]Yes")).toEqual({ reasoning: "Hm.", text: "Yes" })
    expect(splitReasoning("\u25C1think\u25B7Hm.\u25C1/think\u25B7Yes")).toEqual({
      reasoning: "Hm.",
      text: "Yes"
    })
    expect(
      splitReasoning(
        "<|begin_of_thought|>Hm.<|end_of_thought|><|begin_of_solution|>Yes<|end_of_solution|>"
      )
    ).toEqual({ reasoning: "Hm.", text: "Yes" })
  })

  it("takes what stands before a lone closing tag for thought", () => {
    expect(splitReasoning("Okay, nice words.\n</think>\n\nPositive")).toEqual({
      reasoning: "Okay, nice words.",
      text: "Positive"
    })
  })

  it("joins several thoughts, and what is nested", () => {
    expect(splitReasoning("<think>a</think>One <think>b<think>c</think>d</think>two")).toEqual({
      reasoning: "a\n\nb\n\nc\n\nd",
      text: "One two"
    })
  })

  it("has no reasoning where the block is empty", () => {
    expect(splitReasoning("<think>\n\n</think>\n\nPositive")).toEqual({ reasoning: null, text: "Positive" })
  })

  it("has no answer where the thought is cut off", () => {
    expect(splitReasoning("<think>Nice words, but the last")).toEqual({
      reasoning: "Nice words, but the last",
      text: ""
    })
    expect(splitReasoning("Nice words, but", true)).toEqual({ reasoning: "Nice words, but", text: "" })
    expect(splitReasoning("<|channel|>analysis<|message|>Nice words, but")).toEqual({
      reasoning: "Nice words, but",
      text: ""
    })
  })

  it("takes a text that begins inside a thought as the prompt left it", () => {
    expect(splitReasoning("Nice words.</think>Positive", true)).toEqual({
      reasoning: "Nice words.",
      text: "Positive"
    })
  })

  it("answers by the last final channel", () => {
    expect(
      splitReasoning(
        "<|channel|>analysis<|message|>Nice words.<|end|><|start|>assistant<|channel|>final<|message|>Positive"
      )
    ).toEqual({ reasoning: "Nice words.", text: "Positive" })
    expect(splitReasoning("<|channel|>final <|constrain|>json<|message|>{}")).toEqual({
      reasoning: null,
      text: "{}"
    })
  })

  it("knows channels whose special tokens the server left out", () => {
    expect(splitReasoning("analysisNice words.assistantfinalPositive")).toEqual({
      reasoning: "Nice words.",
      text: "Positive"
    })
  })
})

describe("opensThought", () => {
  it("looks at the very end of a prompt", () => {
    for (const end of ["<think>", "<think>\n", "<think>\n\n", "<Thinking>\n"]) {
      expect(opensThought(`<|assistant|>${end}`), end).toBe(true)
    }
    for (
      const prompt of ["", "[/INST]", "<think> no", "<think>\n\n</think>\n\n", "<|im_start|>assistant\n"]
    ) {
      expect(opensThought(prompt), prompt).toBe(false)
    }
  })
})
