import { describe, expect, it } from "@effect/vitest"
import { areVariations } from "../../../src/reporting/transcript/variations.ts"
import { specWith } from "../../support/records.ts"

const spec = specWith()

describe("areVariations", () => {
  it("holds for other flags, wording and system messages", () => {
    expect(areVariations(spec, specWith({ flags: ["m-removed"], system: "Be brief." }))).toBe(true)
    expect(areVariations(spec, specWith({ pack: { name: "mine", sha256: "0".repeat(64) } }))).toBe(true)
  })

  it.each(
    [
      { task: "importance" },
      { split: "train" },
      { seed: 1 },
      { model: { ...spec.model, id: "another/model" } },
      { dataset: { ...spec.dataset, name: "SST2" } }
    ] as const
  )("does not hold for %j", (change) => {
    expect(areVariations(spec, specWith(change))).toBe(false)
  })
})
