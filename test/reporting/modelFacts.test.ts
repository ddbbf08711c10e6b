import { describe, expect, it } from "vitest"
import { models } from "../../src/chat/models.ts"
import { modelFacts } from "../../src/reporting/modelFacts.ts"

describe("modelFacts", () => {
  it("takes family and size from the registry", () => {
    expect(modelFacts("llama2-70b", models)).toMatchObject({
      family: "Llama 2",
      size: 70,
      sizeLabel: "70B",
      isSimulated: false,
      familyRank: 0
    })
    expect(modelFacts("gpt-4o-mini", models)).toMatchObject({
      family: "GPT-4o",
      size: null,
      sizeLabel: "gpt-4o-mini"
    })
  })

  it.each([
    ["acme/Some-13B-chat", "Some-chat", 13],
    ["my-model-0.5b", "my-model", 0.5],
    ["7b", "7b", 7],
    ["b2b-model", "b2b-model", null],
    ["model-v1.7beta", "model-v1.7beta", null]
  ])("reads %s as family %s of size %s", (name, family, size) => {
    expect(modelFacts(name, models)).toMatchObject({ family, size })
  })

  it("puts unknown families after the known ones, and the simulated one last", () => {
    const ranks = ["mistral-v1-7b", "acme/x-7b", "simulated/faithful"].map((name) =>
      modelFacts(name, models).familyRank
    )
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b))
    expect(new Set(ranks).size).toBe(3)
    expect(modelFacts("simulated/mixed:0.6", models)).toMatchObject({
      family: "Simulated",
      size: null,
      sizeLabel: "mixed:0.6",
      isSimulated: true
    })
  })

  it("prefers a user's own list", () => {
    const own = {
      mine: { id: "me/mine-7b", family: "Mine", size: 6.7, type: "Chat", system: "none" }
    } as const
    expect(modelFacts("mine", own)).toMatchObject({ family: "Mine", size: 6.7, sizeLabel: "6.7B" })
  })
})
