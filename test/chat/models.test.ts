import { describe, expect, it } from "@effect/vitest"
import { defaultParams, modelEntry, models } from "../../src/chat/models.ts"

describe("models", () => {
  it("are the seven of the paper", () => {
    expect(models).toEqual({
      "llama2-70b": { id: "meta-llama/Llama-2-70b-chat-hf", type: "Llama2", system: "none" },
      "llama2-13b": { id: "meta-llama/Llama-2-13b-chat-hf", type: "Llama2", system: "none" },
      "llama2-7b": { id: "meta-llama/Llama-2-7b-chat-hf", type: "Llama2", system: "none" },
      "falcon-40b": { id: "tiiuae/falcon-40b-instruct", type: "Falcon", system: "default" },
      "falcon-7b": { id: "tiiuae/falcon-7b-instruct", type: "Falcon", system: "default" },
      "mistral-v1-7b": { id: "mistralai/Mistral-7B-Instruct-v0.1", type: "Mistral", system: "none" },
      "mistral-v2-7b": { id: "mistralai/Mistral-7B-Instruct-v0.2", type: "Mistral", system: "none" }
    })
  })
})

describe("modelEntry", () => {
  it("finds a model by its short name", () => {
    expect(modelEntry("falcon-7b")?.id).toBe("tiiuae/falcon-7b-instruct")
  })

  it("knows every profile of the simulated model", () => {
    expect(modelEntry("simulated/mixed:0.6")).toEqual({
      id: "simulated/mixed:0.6",
      type: "Chat",
      system: "none"
    })
  })

  it("knows no other name, not even those that every object has", () => {
    expect(modelEntry("gpt-4")).toBeUndefined()
    expect(modelEntry("constructor")).toBeUndefined()
  })
})

describe("defaultParams", () => {
  it("are the paper's with the format's stop strings and the seed", () => {
    expect(defaultParams("Falcon", 7)).toEqual({
      temperature: 0.1,
      top_p: 0.95,
      top_k: 50,
      repetition_penalty: 1.2,
      max_new_tokens: 1024,
      stop: ["User:", "Falcon:", "</s>"],
      seed: 7
    })
  })
})
