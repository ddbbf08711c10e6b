import { describe, expect, it } from "@effect/vitest"
import { Either } from "effect"
import { identifyOriginal } from "../../../src/experiment/original/identify.ts"

const identified = (id: string, document: unknown = null) => Either.getOrThrow(identifyOriginal(id, document))
const problem = (id: string, document: unknown = null) =>
  Either.getOrThrow(Either.flip(identifyOriginal(id, document))).message

describe("identifyOriginal", () => {
  it("reads everything from the id, and keeps our id apart", () => {
    const { dataset, durationBy, experiment, millis } = identified(
      "analysis_m-llama2-70b_y-none_d-babi-1_p-test_t-counterfactual_c-c-persona-you-e-implcit-target-e-persona-you_s-3"
    )
    expect(dataset).toEqual({ name: "bAbI-1", category: "multi-choice", sha256: null })
    expect(experiment.model).toMatchObject({
      name: "llama2-70b",
      id: "meta-llama/Llama-2-70b-chat-hf",
      revision: null
    })
    expect(experiment).toMatchObject({
      split: "test",
      flags: ["c-persona-you", "e-implicit-target", "e-persona-you"],
      seed: 3,
      params: { seed: 3, temperature: 0.1, stop: ["[INST]", "[/INST]", "<s>", "</s>"] }
    })
    expect(experiment.id).toMatch(/_c-c-persona-you-e-implcit-target-e-persona-you_s-3_x-[0-9a-f]{8}$/)
    expect({ durationBy, millis }).toEqual({ durationBy: "server", millis: 1 })
  })

  it("takes the document's word before the id's, which is all lower case", () => {
    const args = {
      model_name: "Mine-7B",
      model_id: "me/Mine-7B",
      model_type: "Mistral",
      client: "VLLM",
      endpoint: "http://127.0.0.1:20002"
    }
    const { durationBy, experiment, millis } = identified("analysis_m-mine-7b_d-mctest_t-classify_c-_s-0", {
      args
    })
    expect(experiment.model).toMatchObject({ name: "Mine-7B", id: "me/Mine-7B", type: "Mistral" })
    expect(experiment).toMatchObject({ dataset: "MCTest", split: "train" })
    expect({ durationBy, millis }).toEqual({ durationBy: "client", millis: 1000 })
  })

  it("says what it does not know", () => {
    expect(problem("analysis_m-llama2-7b_y-none_d-mine_p-test_t-classify_c-_s-0")).toContain(
      "unknown data set mine"
    )
    expect(problem("analysis_m-mine_y-none_d-rte_p-test_t-classify_c-_s-0")).toContain("unknown model mine")
    expect(problem("analysis_m-llama2-7b_y-none_d-rte_p-test_t-classify_c-e-short_s-0")).toContain("e-short")
    expect(problem("else")).toContain("unknown data set")
  })
})
