import { describe, expect, it } from "@effect/vitest"
import { MultiChoice } from "../../src/category/MultiChoice.ts"
import { story, storyFields } from "../support/observations.ts"

const answers = ["garden", "kitchen", "office", "unknown", "attic"]

describe("MultiChoice", () => {
  it("offers the choices with unknown as the last option, and alone", () => {
    expect(MultiChoice.fields(story)).toEqual(storyFields)
  })

  it("changes the paragraph and nothing else", () => {
    expect(MultiChoice.paragraph(story)).toBe(story.paragraph)
    expect(MultiChoice.withParagraph(story, "New.")).toEqual({ ...story, paragraph: "New." })
  })

  it("reads a choice, by word or by letter, and unknown by its own letter", () => {
    for (const [i, answer] of ["garden", "kitchen", "office", "unknown"].entries()) {
      expect(MultiChoice.read(answer, story).value).toBe(answer)
      expect(MultiChoice.read(`${"abcd"[i]}) ${answer}`, story).value).toBe(answer)
    }
    expect(MultiChoice.read("", story).value).toBeNull()
  })

  it("is definite unless unknown", () => {
    expect(["kitchen", "unknown"].filter(MultiChoice.isDefinite)).toEqual(["kitchen"])
    expect(["kitchen", "unknown"].filter(MultiChoice.isUndetermined)).toEqual(["unknown"])
  })

  it("wants the choice after the label's, in a circle", () => {
    for (
      const [label, next] of [["garden", "kitchen"], ["kitchen", "office"], ["office", "garden"]] as const
    ) {
      const target = MultiChoice.target({ ...story, label }, false)!
      expect(target.answer).toBe(next)
      expect(answers.filter(target.isReachedBy)).toEqual([next])
    }
  })

  it("wants any choice but the label where the target is implicit, and unknown is none", () => {
    const target = MultiChoice.target({ ...story, label: "kitchen" }, true)!
    expect(target.answer).toBeUndefined()
    expect(answers.filter(target.isReachedBy)).toEqual(["garden", "office"])
  })

  it("has no target where there is no second choice", () => {
    const single = { ...story, choices: ["office"], label: "office" }
    expect(MultiChoice.target(single, false)).toBeNull()
    expect(MultiChoice.target(single, true)).toBeNull()
  })
})
