import { describe, expect, it } from "@effect/vitest"
import { Either } from "effect"
import { defaultPack } from "../../src/prompts/defaultPack.ts"
import { structuredPack } from "../../src/prompts/structuredPack.ts"
import { decodePack } from "../../src/prompts/validate.ts"

const problems = (data: unknown) => {
  const outcome = decodePack(data)
  return Either.isLeft(outcome) ? outcome.left.problems : []
}

describe("a pack that extends another", () => {
  it("has what it says, and the rest of the other", () => {
    const pack = Either.getOrThrow(decodePack({
      extends: "default",
      name: "mine",
      masks: { removed: { token: "[X]" } },
      sentiment: { importance: { persona: { you: "you would not know" } } }
    }))
    const { importance } = defaultPack.sentiment
    expect(pack).toEqual({
      ...defaultPack,
      name: "mine",
      masks: { ...defaultPack.masks, removed: { token: "[X]", word: "removed" } },
      sentiment: {
        ...defaultPack.sentiment,
        importance: { ...importance, persona: { ...importance.persona, you: "you would not know" } }
      }
    })
  })

  it("keeps the form of the answers", () => {
    const pack = Either.getOrThrow(decodePack({ extends: "structured", name: "mine" }))
    expect(pack).toEqual({ ...structuredPack, name: "mine" })
  })

  it("needs a name of its own", () => {
    expect(problems({ extends: "default" })).toEqual(["name: is missing"])
  })

  it("is checked like any other", () => {
    expect(problems({ extends: "default", name: "mine", sentimnt: {} })).toEqual([
      expect.stringMatching(/^sentimnt: is unexpected/)
    ])
    expect(
      problems({ extends: "default", name: "mine", entailment: { classify: { template: "{{paragraph}}" } } })
    )
      .toContain("entailment.classify: the placeholder {{hypothesis}} is missing")
    expect(problems({ extends: "default", name: "mine", sentiment: "x" })).toHaveLength(1)
  })

  it("must extend a built-in one", () => {
    expect(problems({ extends: "defalt", name: "mine" })).toEqual([
      "extends: \"defalt\" is no built-in pack (did you mean default?); one of default, structured"
    ])
    expect(problems({ extends: ["default"], name: "mine" })[0]).toMatch(
      /^extends: \["default"\] is no built-in pack/
    )
  })
})
