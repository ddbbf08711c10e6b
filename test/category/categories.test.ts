import { describe, expect, it } from "@effect/vitest"
import { categoryOf } from "../../src/category/categories.ts"
import { CategoryName } from "../../src/domain/Observation.ts"
import { plainVariation, TaskName } from "../../src/domain/Variation.ts"
import { allowedFields } from "../../src/prompts/fields.ts"
import { news, review, story } from "../support/observations.ts"

describe("categoryOf", () => {
  it("finds each category by its name", () => {
    for (const name of CategoryName.literals) expect(categoryOf(name).name).toBe(name)
  })

  it("finds a category that gives every prompt the fields that a pack may name", () => {
    const rows = { sentiment: review, "multi-choice": story, entailment: news }
    for (const name of CategoryName.literals) {
      const given = [...Object.keys(categoryOf(name).fields(rows[name])), "target"]
      for (const prompt of TaskName.literals) {
        expect(given).toEqual(expect.arrayContaining([...allowedFields(name, prompt, plainVariation)]))
      }
    }
  })
})
