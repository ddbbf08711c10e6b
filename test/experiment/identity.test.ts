import { describe, expect, it } from "@effect/vitest"
import { Either } from "effect"
import type { ChatTemplate } from "../../src/chat/ChatTemplate.ts"
import { parseColumnMap } from "../../src/domain/ColumnMap.ts"
import { type ExperimentDefinition, makeExperiment } from "../../src/experiment/Experiment.ts"
import { datasetStem, experimentId } from "../../src/experiment/identity.ts"
import { defaultPack } from "../../src/prompts/defaultPack.ts"
import { templateOf } from "../support/templates.ts"

const usual: ExperimentDefinition = { model: { name: "llama2-7b" }, dataset: "IMDB", task: "counterfactual" }
const idOf = (change: Partial<ExperimentDefinition> = {}) =>
  Either.getOrThrow(makeExperiment({ ...usual, ...change })).id

describe("experimentId", () => {
  it("is the original's string when all else is default", () => {
    expect(idOf()).toBe("analysis_m-llama2-7b_y-none_d-imdb_p-test_t-counterfactual_c-_s-0")
    expect(
      idOf({ model: { name: "falcon-40b" }, dataset: "bAbI-1", task: "classify", split: "train", seed: 3 })
    )
      .toBe("analysis_m-falcon-40b_y-default_d-babi-1_p-train_t-classify_c-_s-3")
    expect(idOf({ model: { name: "mistral-v1-7b" }, dataset: "MCTest", task: "answerable", split: "valid" }))
      .toBe("analysis_m-mistral-v1-7b_y-none_d-mctest_p-valid_t-answerable_c-_s-0")
  })

  it("has sorted flags, in the original's spelling", () => {
    expect(idOf({ flags: ["m-removed", "e-implicit-target", "c-persona-you", "e-persona-human"] })).toBe(
      "analysis_m-llama2-7b_y-none_d-imdb_p-test_t-counterfactual_"
        + "c-c-persona-you-e-implcit-target-e-persona-human-m-removed_s-0"
    )
    expect(idOf({ flags: ["e-implcit-target"] })).toBe(idOf({ flags: ["e-implicit-target"] }))
  })

  it("says which of the two system messages was chosen", () => {
    expect(idOf({ system: "default" })).toBe(
      "analysis_m-llama2-7b_y-default_d-imdb_p-test_t-counterfactual_c-_s-0"
    )
    expect(idOf({ model: { name: "falcon-7b" }, system: "none" }))
      .toBe("analysis_m-falcon-7b_y-none_d-imdb_p-test_t-counterfactual_c-_s-0")
  })

  it("names a file by its stem", () => {
    expect(idOf({ dataset: "./data/My Reviews.v2.jsonl" }))
      .toBe("analysis_m-llama2-7b_y-none_d-my-reviews.v2_p-test_t-counterfactual_c-_s-0")
  })

  it("names a data set of the Hub by its name and configuration, and adds digits for its map", () => {
    const map = Either.getOrThrow(parseColumnMap("text=s, label=l:{1:positive,0:negative}"))
    expect(idOf({ dataset: "hub:us/Film_Reviews@refs/pr/3", reading: { config: "Plain" } }))
      .toBe("analysis_m-llama2-7b_y-none_d-film-reviews-plain_p-test_t-counterfactual_c-_s-0")
    expect(idOf({ dataset: "hub:films", reading: { map } }))
      .toBe("analysis_m-llama2-7b_y-none_d-films_p-test_t-counterfactual_c-_s-0_x-548885fe")
    expect(idOf({ dataset: "films.csv", reading: { map } })).toBe(
      idOf({ dataset: "hub:films", reading: { map } })
    )
  })

  it("adds digits of a digest, computed here by sha256sum, for what the original's id cannot say", () => {
    const plain = (model: string) => `analysis_m-${model}_y-none_d-imdb_p-test_t-counterfactual_c-_s-0`
    expect(idOf({ model: { name: "my/Model", id: "my/model", type: "Falcon" } })).toBe(
      `${plain("my-model")}_x-8d44a1e6`
    )
    expect(idOf({ model: { name: "llama2-7b", revision: "main" } })).toBe(`${plain("llama2-7b")}_x-54cadcbd`)
    expect(idOf({ model: { name: "llama2-7b", type: "Chat" } })).toBe(`${plain("llama2-7b")}_x-025cecfc`)
    expect(idOf({ model: { name: "llama2-7b", id: "meta-llama/other" } })).toBe(
      `${plain("llama2-7b")}_x-1c279f2c`
    )
    expect(idOf({ system: "Be brief." }))
      .toBe("analysis_m-llama2-7b_y-custom_d-imdb_p-test_t-counterfactual_c-_s-0_x-f90796d9")
  })

  it("differs for another template of the same model, wherever a template was read", () => {
    const withTemplate = (template: ChatTemplate) =>
      idOf({ model: { name: "llama2-7b", type: "Template", template } })
    const [dated, strict] = [templateOf("dated"), templateOf("strict")]
    expect(withTemplate(dated)).not.toBe(withTemplate(strict))
    expect(withTemplate(dated)).toBe(withTemplate({ ...dated, origin: "elsewhere" }))
    expect(withTemplate(dated)).toMatch(/^analysis_m-llama2-7b_.*_x-[0-9a-f]{8}$/)
  })

  it("tells models of users' own lists apart, whatever they are called", () => {
    const listed = (id: string) =>
      idOf({ model: { name: "llama2-7b", registry: { "llama2-7b": entry(id) } } })
    const entry = (id: string) => ({ id, type: "Llama2", system: "none" }) as const
    expect(listed("meta-llama/Llama-2-7b-chat-hf")).toBe(idOf())
    expect(new Set([idOf(), listed("x/y"), listed("x/z")]).size).toBe(3)
    const mine = idOf({
      model: { name: "mine", registry: { mine: { ...entry("x/y"), params: { top_k: null } } } }
    })
    expect(mine).toMatch(/_x-/)
    expect(mine).not.toBe(idOf({ model: { name: "mine", id: "x/y", type: "Llama2" } }))
  })

  it("differs for another pack, other parameters and other system texts", () => {
    const experiment = Either.getOrThrow(makeExperiment(usual))
    const ids = [
      experiment.id,
      idOf({
        pack: { ...defaultPack, masks: { ...defaultPack.masks, removed: { token: "[GONE]", word: "gone" } } }
      }),
      idOf({ pack: { ...defaultPack, name: "mine" } }),
      experimentId({ ...experiment, params: { ...experiment.params, temperature: 0 } }),
      idOf({ system: "Be brief." }),
      idOf({ system: "Be long." })
    ]
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids.slice(1)) expect(id).toMatch(/_x-[0-9a-f]{8}$/)
  })

  it("has parameters of the user's own, and those that are left out, among what it cannot say", () => {
    const plain = idOf()
    const ids = [
      plain,
      idOf({ params: { temperature: 0.5 } }),
      idOf({ params: { temperature: null } }),
      idOf({ params: { top_k: null } })
    ]
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids.slice(1)) expect(id.replace(/_x-[0-9a-f]{8}$/, "")).toBe(plain)
    expect(idOf({ params: { temperature: 0.1, top_k: 50 } })).toBe(plain)
    const wrong = makeExperiment({ ...usual, params: { top_p: 2 } })
    expect(Either.isLeft(wrong) && wrong.left.message).toMatch(/^top_p must be a number from 0 to 1/)
  })

  it("is the same for the default pack read from a file, and for what is named explicitly", () => {
    expect(idOf({ pack: structuredClone(defaultPack) })).toBe(idOf())
    expect(idOf({
      model: { name: "llama2-7b", id: "meta-llama/Llama-2-7b-chat-hf", type: "Llama2" },
      system: "none",
      split: "test",
      flags: [],
      seed: 0
    })).toBe(idOf())
  })

  it("is fit for a file's name, whatever a user writes", () => {
    expect(idOf({ model: { name: "a/b\\c:d *?\"<>|é", type: "Chat" }, dataset: "x/..\\y z.jsonl" }))
      .toMatch(/^[a-z0-9.+_-]+$/)
  })
})

describe("datasetStem", () => {
  it("drops folders and the endings of data", () => {
    expect(datasetStem("/a/b.c/mine.jsonl")).toBe("mine")
    expect(datasetStem("C:\\data\\mine.JSONL")).toBe("mine")
    expect(datasetStem("mine.csv")).toBe("mine")
    expect(datasetStem("mine.parquet")).toBe("mine")
  })

  it("leaves names alone", () => {
    expect(datasetStem("IMDB")).toBe("IMDB")
    expect(datasetStem("simulated-babi-1:20")).toBe("simulated-babi-1:20")
    expect(datasetStem(".jsonl")).toBe(".jsonl")
  })
})
