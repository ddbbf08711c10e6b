import { describe, expect, it } from "@effect/vitest"
import { Either } from "effect"
import { defaultPack } from "../../src/prompts/defaultPack.ts"
import { builtInPacks } from "../../src/prompts/packs.ts"
import type { PromptPack } from "../../src/prompts/PromptPack.ts"
import { readBackProblems } from "../../src/prompts/readBack.ts"
import { decodePack } from "../../src/prompts/validate.ts"

const { sentiment } = defaultPack
const withSentiment = (change: Partial<PromptPack["sentiment"]>): PromptPack => ({
  ...defaultPack,
  sentiment: { ...sentiment, ...change }
})

describe("readBackProblems", () => {
  it.each(builtInPacks)("finds none in the pack $pack.name", ({ pack }) => {
    expect(readBackProblems(pack)).toEqual([])
  })

  it("finds two prompts of the same wording", () => {
    const importance = { template: "{{persona}} {{paragraph}}", persona: sentiment.importance.persona }
    const short = "{{persona}} {{paragraph}}"
    const problems = readBackProblems(withSentiment({
      importance,
      answerable: { ...sentiment.answerable, template: short, persona: importance.persona }
    }))
    expect(problems).toContain(
      "sentiment.importance: its text can be taken for that of sentiment.answerable; word them differently"
    )
    expect(problems).toContain(
      "sentiment.importance (e-persona-you): its text can be taken for that of sentiment.answerable (i-persona-you); "
        + "word them differently"
    )
  })

  it("finds a wording that another with more fixed text swallows", () => {
    const redacted = {
      ...sentiment.redacted,
      template: "{{request}} {{paragraph}}",
      request: {
        long: "Mask [REDACTED]: {{persona}}.",
        short: "Mask [REDACTED]: {{persona}}. A wonderful film"
      }
    }
    expect(readBackProblems(withSentiment({ redacted }))[0])
      .toMatch(/^sentiment\.redacted: its text can be taken for that of sentiment\.redacted \(e-short\)/)
  })

  it("finds a field that ends too early, and says what to do", () => {
    const importance = {
      template: "{{persona}} {{question}} {{paragraph}}",
      persona: sentiment.importance.persona
    }
    const pack = { ...defaultPack, "multi-choice": { ...defaultPack["multi-choice"], importance } }
    expect(readBackProblems(pack)).toContain(
      "multi-choice.importance: {{question}} cannot be read back, because the text behind it also occurs in it; put a "
        + "longer text there, such as a line of its own"
    )
  })

  it("is part of what a user's pack is checked for", () => {
    const classify = { ...sentiment.classify, template: "{{persona}}{{mask_note}} {{paragraph}}" }
    const answerable = { ...sentiment.answerable, template: "{{persona}} {{paragraph}}" }
    answerable.persona = classify.persona
    const outcome = decodePack(
      withSentiment({ classify: { ...classify, mask_note: { with: "", without: "" } }, answerable })
    )
    expect(Either.isLeft(outcome) && outcome.left.problems[0])
      .toBe(
        "sentiment.answerable: its text can be taken for that of sentiment.classify; word them differently"
      )
  })
})
