import { describe, expect, it } from "@effect/vitest"
import { Either } from "effect"
import { chatFormats } from "../../src/chat/formats.ts"
import { decodeModels, extendModels } from "../../src/chat/ModelEntry.ts"
import { defaultParams, modelEntry, models } from "../../src/chat/models.ts"
import { formatOf } from "../support/templates.ts"

const paper = {
  temperature: 0.1,
  top_p: 0.95,
  top_k: 50,
  repetition_penalty: 1.2,
  max_new_tokens: 1024,
  seed: 7
}

describe("models", () => {
  it("begin with the seven of the paper, which need nothing but their format", () => {
    expect(Object.fromEntries(Object.entries(models).slice(0, 7))).toEqual({
      "llama2-70b": {
        family: "Llama 2",
        size: 70,
        id: "meta-llama/Llama-2-70b-chat-hf",
        type: "Llama2",
        system: "none"
      },
      "llama2-13b": {
        family: "Llama 2",
        size: 13,
        id: "meta-llama/Llama-2-13b-chat-hf",
        type: "Llama2",
        system: "none"
      },
      "llama2-7b": {
        family: "Llama 2",
        size: 7,
        id: "meta-llama/Llama-2-7b-chat-hf",
        type: "Llama2",
        system: "none"
      },
      "falcon-40b": {
        family: "Falcon",
        size: 40,
        id: "tiiuae/falcon-40b-instruct",
        type: "Falcon",
        system: "default"
      },
      "falcon-7b": {
        family: "Falcon",
        size: 7,
        id: "tiiuae/falcon-7b-instruct",
        type: "Falcon",
        system: "default"
      },
      "mistral-v1-7b": {
        family: "Mistral v0.1",
        size: 7,
        id: "mistralai/Mistral-7B-Instruct-v0.1",
        type: "Mistral",
        system: "none"
      },
      "mistral-v2-7b": {
        family: "Mistral v0.2",
        size: 7,
        id: "mistralai/Mistral-7B-Instruct-v0.2",
        type: "Mistral",
        system: "none"
      }
    })
  })

  it("have names that stand in an id as they are, and no system message but the paper's", () => {
    for (const [name, { system, type }] of Object.entries(models).slice(7)) {
      expect(name).toMatch(/^[a-z0-9][a-z0-9.-]*$/)
      expect([type, system], name).toEqual(["Chat", "none"])
    }
  })

  it("have a family each, and in it a size of its own where the publisher tells", () => {
    const places = Object.entries(models).map(([name, { family, size = name }]) => `${family} ${size}`)
    for (const [name, { family }] of Object.entries(models)) expect(family, name).toBeDefined()
    expect(new Set(places).size).toBe(places.length)
  })

  it("have no price, which changes too often to be known here", () => {
    for (const entry of Object.values(models)) expect(entry).not.toHaveProperty("price")
  })
})

describe("modelEntry", () => {
  it("finds a model by its short name in any case, under the name that the list has", () => {
    expect(modelEntry("falcon-7b")?.entry.id).toBe("tiiuae/falcon-7b-instruct")
    expect(modelEntry("Falcon-7B")).toEqual(modelEntry("falcon-7b"))
  })

  it("knows every profile of the simulated model", () => {
    expect(modelEntry("simulated/mixed:0.6")).toEqual({
      name: "simulated/mixed:0.6",
      entry: { id: "simulated/mixed:0.6", type: "Chat", system: "none" }
    })
  })

  it("knows no other name, not even those that every object has", () => {
    expect(modelEntry("gpt-2")).toBeUndefined()
    expect(modelEntry("constructor")).toBeUndefined()
  })
})

describe("defaultParams", () => {
  it("are the paper's with the format's stop strings and the seed", () => {
    expect(defaultParams(chatFormats.Falcon, undefined, 7)).toEqual({
      ...paper,
      stop: ["User:", "Falcon:", "</s>"]
    })
  })

  it("have the model's own stop strings where the prompt goes out as a text, each once", () => {
    const entry = { id: "x/y", type: "Chat", system: "none", stop: ["<|turn|>", "<|stop|>"] } as const
    expect(defaultParams(formatOf("dated"), entry, 7).stop).toEqual(["<|turn|>", "<|stop|>"])
    expect(defaultParams(chatFormats.Chat, entry, 7).stop).toEqual([])
  })

  it("have what the model needs otherwise", () => {
    const entry = {
      id: "x",
      type: "Chat",
      system: "none",
      params: { top_k: null, max_new_tokens: 4096 }
    } as const
    const { top_k, ...others } = paper
    expect(top_k).toBe(50)
    expect(defaultParams(chatFormats.Chat, entry, 7)).toEqual({ ...others, max_new_tokens: 4096, stop: [] })
  })
})

describe("a list of a user's own", () => {
  const problems = (data: unknown): string => {
    const outcome = decodeModels(data)
    return Either.isLeft(outcome) ? outcome.left.message : expect.fail("the list must be refused")
  }

  it("needs no more than ids", () => {
    expect(Either.getOrThrow(decodeModels({ mine: { id: "x/y" } })))
      .toEqual({ mine: { id: "x/y", type: "Chat", system: "none" } })
  })

  it("is refused with entry and field, all problems at once", () => {
    const text = problems({
      a: {},
      b: { id: "x/y", type: "Lama", params: { top_p: 2 } },
      c: { id: "x/y", typ: "Chat", price: { input: -1, output: 1 } }
    })
    for (const where of ["a.id", "b.type", "b.params.top_p", "c.typ", "c.price.input"]) {
      expect(text).toMatch(new RegExp(`^${where.replaceAll(".", "\\.")}: `, "m"))
    }
    expect(problems(["x/y"])).toMatch(/^the list of models: /)
    expect(problems({ Mine: { id: "x/y" }, mine: { id: "x/z" } }))
      .toBe("mine: there is another model of this name")
  })

  it("is taken before the package's", () => {
    const mine = Either.getOrThrow(decodeModels({ "LLAMA2-7b": { id: "x/y" }, mine: { id: "x/z" } }))
    const all = extendModels(models, mine)
    expect(modelEntry("llama2-7b", all)?.entry.id).toBe("x/y")
    expect(modelEntry("mine", all)?.entry.id).toBe("x/z")
    expect(modelEntry("falcon-7b", all)).toEqual(modelEntry("falcon-7b"))
    expect(Object.keys(all)).toHaveLength(Object.keys(models).length + 1)
  })
})
