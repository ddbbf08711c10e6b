import { describe, expect, it } from "@effect/vitest"
import { Either, FastCheck } from "effect"
import { observations } from "../../../layers/testing/observations.ts"
import { categoryOf } from "../../../src/category/categories.ts"
import { CategoryName, type Observation } from "../../../src/domain/Observation.ts"

describe.each(CategoryName.literals)("generated observations of %s", (name) => {
  const category = categoryOf(name)
  const generated: FastCheck.Arbitrary<Observation> = observations[name]

  it("are rows that the category's schema takes as they are", () => {
    FastCheck.assert(FastCheck.property(generated, (observation) => {
      expect(category.decode(observation)).toEqual(Either.right(observation))
    }))
  })

  it("have every label and many texts", () => {
    const sample = FastCheck.sample(generated, { numRuns: 200, seed: 1 })
    expect(new Set(sample.map(category.paragraph)).size).toBeGreaterThan(150)
    expect(new Set(sample.map(({ label }) => label)).size).toBeGreaterThan(1)
    expect(sample.some((row) => /[^\u0020-\u007e]/.test(category.paragraph(row)))).toBe(true)
  })
})
