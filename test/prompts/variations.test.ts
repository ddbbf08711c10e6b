import { describe, expect, it } from "@effect/vitest"
import { plainVariation, TaskName } from "../../src/domain/Variation.ts"
import { variationsOf } from "../../src/prompts/variations.ts"

describe("variationsOf", () => {
  it("has every combination that the prompt's wording can depend on", () => {
    const counts = Object.fromEntries(TaskName.literals.map((name) => [name, variationsOf(name).length]))
    // two masks and three personas each; classify with or without the note, and so on
    expect(counts).toEqual({ classify: 12, answerable: 12, counterfactual: 12, redacted: 12, importance: 6 })
  })

  it("repeats none", () => {
    for (const prompt of TaskName.literals) {
      const texts = variationsOf(prompt).map((variation) => JSON.stringify(variation))
      expect(new Set(texts).size).toBe(texts.length)
    }
  })

  it("begins with the wording without flags", () => {
    for (const prompt of TaskName.literals) expect(variationsOf(prompt)[0]).toEqual(plainVariation)
  })

  it("varies what belongs to the prompt and nothing else", () => {
    const varied = (prompt: TaskName) => {
      const [first, ...rest] = variationsOf(prompt)
      return Object.entries(first!)
        .filter(([key, value]) =>
          rest.some((other) => Object.entries(other).some(([k, v]) => k === key && v !== value))
        )
        .map(([key]) => key)
        .toSorted()
    }
    expect(varied("classify")).toEqual(["classifyPersona", "mask", "maskNote"])
    expect(varied("answerable")).toEqual(["listOptions", "mask", "taskPersona"])
    expect(varied("counterfactual")).toEqual(["implicitTarget", "mask", "taskPersona"])
    expect(varied("redacted")).toEqual(["mask", "short", "taskPersona"])
    expect(varied("importance")).toEqual(["mask", "taskPersona"])
  })
})
