import { describe, expect, it } from "@effect/vitest"
import { CategoryName } from "../../src/domain/Observation.ts"
import { TaskName } from "../../src/domain/Variation.ts"
import { answerSchema } from "../../src/prompts/answerSchema.ts"
import { defaultPack, defaultPackDigest } from "../../src/prompts/defaultPack.ts"
import { answerKeyOf, packDigest, type PromptPack } from "../../src/prompts/PromptPack.ts"
import { structuredPack } from "../../src/prompts/structuredPack.ts"
import { decodePack, packProblems } from "../../src/prompts/validate.ts"
import { builtInPrompts } from "../support/prompts.ts"

describe("the structured pack", () => {
  it("has no problems", () => {
    expect(packProblems(structuredPack)).toEqual([])
  })

  it("is another pack than the default one, which asks for no JSON", () => {
    expect(packDigest(structuredPack)).not.toBe(defaultPackDigest)
    for (const category of CategoryName.literals) {
      for (const prompt of TaskName.literals) {
        expect(answerKeyOf(defaultPack, category, prompt)).toBeUndefined()
      }
    }
  })

  it("has the default pack's parts, so that two runs differ in the form of the answers only", () => {
    const parts = (pack: PromptPack) =>
      CategoryName.literals.map((category) =>
        TaskName.literals.map((prompt) => ({ ...pack[category][prompt], template: "", answer_key: "" }))
      )
    expect(parts(structuredPack)).toEqual(parts(defaultPack))
  })

  it.each(builtInPrompts.filter(({ packName }) => packName === "structured"))(
    "shows the object that it asks for: $category.$prompt",
    ({ category, prompt, wording }) => {
      const key = answerKeyOf(structuredPack, category, prompt)
      expect(wording).toMatch(/a JSON object of the form \{"\w+": .*\}/)
      expect(wording).toContain(`{"${key}": `)
    }
  )

  it("is refused when a wording does not show the key", () => {
    const classify = { ...structuredPack.sentiment.classify, answer_key: "reply" }
    const outcome = decodePack({ ...structuredPack, sentiment: { ...structuredPack.sentiment, classify } })
    expect(outcome).toMatchObject({
      left: {
        problems: ["sentiment.classify: the answer_key is \"reply\", but the wording does not show it"]
      }
    })
  })
})

describe("answerSchema", () => {
  const value = (prompt: TaskName) => answerSchema(prompt, "k", ["a", "unknown"])["properties"]

  it("is an object with the one key and nothing else", () => {
    expect(answerSchema("redacted", "paragraph", [])).toEqual({
      type: "object",
      properties: { paragraph: { type: "string" } },
      required: ["paragraph"],
      additionalProperties: false
    })
  })

  it("has under it what each prompt asks for", () => {
    expect(value("classify")).toEqual({ k: { type: "string", enum: ["a", "unknown"] } })
    expect(value("answerable")).toEqual({ k: { type: "string", enum: ["yes", "no"] } })
    expect(value("counterfactual")).toEqual({ k: { type: "string" } })
    expect(value("importance")).toEqual({ k: { type: "array", items: { type: "string" } } })
  })
})
