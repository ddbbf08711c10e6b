import { describe, expect, it } from "@effect/vitest"
import { Effect, Either, Schema } from "effect"
import { categoryOf } from "../../src/category/categories.ts"
import { templateDigest } from "../../src/chat/ChatTemplate.ts"
import { Llama2 } from "../../src/chat/Llama2.ts"
import { digestText } from "../../src/domain/Digest.ts"
import { ExperimentSpec } from "../../src/domain/ExperimentSpec.ts"
import {
  asSimulated,
  type ExperimentDefinition,
  guideOf,
  makeExperiment,
  specOf
} from "../../src/experiment/Experiment.ts"
import { renderTemplate } from "../../src/prompts/Template.ts"
import { bare, templateOf } from "../support/templates.ts"

const usual: ExperimentDefinition = { model: { name: "llama2-7b" }, dataset: "IMDB", task: "redacted" }
const made = (change: Partial<ExperimentDefinition> = {}) =>
  Either.getOrThrow(makeExperiment({ ...usual, ...change }))
const complaint = (change: Partial<ExperimentDefinition>): string =>
  Either.match(makeExperiment({ ...usual, ...change }), {
    onLeft: ({ message }) => message,
    onRight: () => expect.fail("this experiment must be refused")
  })

describe("makeExperiment", () => {
  it("fills in what a known model implies", () => {
    expect(made()).toMatchObject({
      model: { name: "llama2-7b", id: "meta-llama/Llama-2-7b-chat-hf", revision: null, type: "Llama2" },
      system: "none",
      systemText: undefined,
      split: "test",
      flags: [],
      seed: 0,
      params: { temperature: 0.1, stop: Llama2.stop, seed: 0 },
      pack: { name: "default" }
    })
    expect(made({ model: { name: "falcon-7b" } }).systemText).toMatch(/^The following is a conversation/)
  })

  it("seeds the sampling with the experiment's seed", () => {
    expect(made({ seed: 9 }).params.seed).toBe(9)
  })

  it("takes any model whose chat format is told", () => {
    expect(made({ model: { name: "new", type: "Mistral" } }).model)
      .toEqual({ name: "new", id: "new", revision: null, type: "Mistral" })
    expect(made({ model: { name: "new", id: "me/new", type: "Chat", revision: "v2" } }).model)
      .toEqual({ name: "new", id: "me/new", revision: "v2", type: "Chat" })
  })

  it("names the nearest models where one is unknown, and how to use any other", () => {
    expect(complaint({ model: { name: "lama2-7b" } })).toMatch(
      /^unknown model lama2-7b \(did you mean llama2-7b or .*\); introspect models lists .* --model-id/
    )
    expect(complaint({ model: { name: "x" } })).toMatch(/^unknown model x; introspect models lists/)
  })

  it("finds a known model in any case, and any other by its id or type", () => {
    expect(made({ model: { name: "Llama2-7B" } }).model.name).toBe("llama2-7b")
    expect(made({ model: { name: "mine", id: "x/y" } }).model)
      .toEqual({ name: "mine", id: "x/y", revision: null, type: "Chat" })
    expect(made({ model: { name: "mine", type: "Falcon" } }).model).toMatchObject({
      id: "mine",
      type: "Falcon"
    })
    const registry = { mine: { id: "x/z", type: "Mistral", system: "none" } } as const
    expect(made({ model: { name: "MINE", registry } }).model).toMatchObject({ name: "mine", id: "x/z" })
    expect(complaint({ model: { name: "llama2-7b", registry } })).toMatch(/^unknown model llama2-7b/)
  })

  it("asks by the model's own template, which stands in the specification", () => {
    const template = templateOf("dated")
    const model = { name: "mine", id: "x/y", type: "Template", template } as const
    const experiment = made({ model, system: "S" })
    expect(experiment.model.template).toBe(templateDigest(template))
    expect(experiment.params.stop).toEqual(["<|turn|>"])
    expect(guideOf(experiment, categoryOf("sentiment")).request("U").prompt).toMatchObject({
      bos: "<|text|>",
      text: expect.stringContaining("S<|turn|>")
    })
    expect(complaint({ model: { ...model, template: undefined } }))
      .toBe("the type Template needs the chat template of x/y")
    expect(complaint({ model: { ...model, template: bare("{% if %}") } })).toMatch(
      /template of x\/y cannot be used/
    )
  })

  it("refuses a system message that the format cannot have", () => {
    expect(complaint({ model: { name: "mistral-v1-7b" }, system: "Be brief." })).toContain("no system role")
  })

  it("refuses flags that the task does not know", () => {
    expect(complaint({ flags: ["i-options"] })).toContain(
      "the task redacted does not know the flag i-options"
    )
  })
})

describe("asSimulated", () => {
  it("makes another experiment, whose id and requests say what answers", () => {
    const simulated = asSimulated(made(), "simulated/faithful")
    expect(simulated.model).toEqual({
      name: "simulated/faithful",
      id: "simulated/faithful",
      revision: null,
      type: "Llama2"
    })
    expect(simulated.id).toMatch(/^analysis_m-simulated-faithful_/)
    expect(simulated.id).not.toBe(made().id)
    const requestOf = (experiment: typeof simulated) =>
      guideOf(experiment, categoryOf("sentiment")).request("U")
    expect(requestOf(simulated).model).toBe("simulated/faithful")
    expect(requestOf(simulated).digest).not.toBe(requestOf(made()).digest)
  })

  it("changes nothing where the user asked for it already", () => {
    const wanted = made({ model: { name: "simulated/faithful" } })
    expect(asSimulated(wanted, "simulated/faithful")).toEqual(wanted)
  })
})

describe("specOf", () => {
  const dataset = {
    name: "mine.jsonl",
    category: "sentiment",
    sha256: digestText("x"),
    size: 1,
    row: () => Effect.dieMessage("no row is needed")
  } as const

  it("survives being written and read", () => {
    const spec = specOf(made({ flags: ["m-removed"], seed: 4 }), dataset)
    const text = JSON.stringify(Schema.encodeSync(ExperimentSpec)(spec))
    expect(Schema.decodeUnknownSync(ExperimentSpec)(JSON.parse(text))).toEqual(spec)
  })

  it("says what determines the prompts, the answers and the readings", () => {
    expect(specOf(made({ flags: ["m-removed"] }), dataset)).toMatchObject({
      format: "introspect-experiment/1",
      model: { name: "llama2-7b", id: "meta-llama/Llama-2-7b-chat-hf", revision: null, type: "Llama2" },
      system: "none",
      dataset: { name: "mine.jsonl", category: "sentiment", sha256: digestText("x") },
      split: "test",
      task: "redacted",
      flags: ["m-removed"],
      seed: 0,
      pack: { name: "default", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }
    })
  })
})

describe("guideOf", () => {
  it("asks in the model's format, with the model's id and the experiment's parameters", () => {
    const experiment = made({ model: { name: "llama2-7b", revision: "v1" }, system: "S", seed: 5 })
    const request = guideOf(experiment, categoryOf("sentiment")).request("U")
    expect(request).toMatchObject({
      model: "meta-llama/Llama-2-7b-chat-hf",
      revision: "v1",
      prompt: { _tag: "Text", text: "<s>[INST] <<SYS>>\nS\n<</SYS>>\n\nU [/INST]" },
      params: { seed: 5, max_new_tokens: 1024, stop: ["[INST]", "[/INST]", "<s>", "</s>"] },
      repeat: 0
    })
  })

  it("has the mask token and both prompts in the wording of the flags", () => {
    const experiment = made({ flags: ["m-removed", "e-short", "c-persona-you"] })
    const { maskToken, question, taskPrompt } = guideOf(experiment, categoryOf("sentiment"))
    expect(maskToken).toBe("[REMOVED]")
    expect(renderTemplate(question.template, { paragraph: "P" })).toMatch(
      /^What would you say .*\[REMOVED\].*Paragraph: P$/s
    )
    expect(renderTemplate(taskPrompt.template, { paragraph: "P" }))
      .toMatch(/^Replace words of the paragraph below with \[REMOVED\] such that .*Paragraph: P$/s)
  })
})
