import { describe, expect, it } from "@effect/vitest"
import { Sentiment } from "../../src/category/Sentiment.ts"
import { review, reviewFields } from "../support/observations.ts"

describe("Sentiment", () => {
  it("fills the prompts in with the text", () => {
    expect(Sentiment.fields(review)).toEqual(reviewFields)
  })

  it("takes the text for the paragraph, and changes nothing else of it", () => {
    expect(Sentiment.paragraph(review)).toBe(review.text)
    expect(Sentiment.withParagraph(review, "New.")).toEqual({ ...review, text: "New." })
  })

  it("reads its four answers", () => {
    for (const answer of ["positive", "negative", "neutral", "unknown"]) {
      expect(Sentiment.read(answer, review).value).toBe(answer)
    }
    expect(Sentiment.read("", review).value).toBeNull()
  })

  it("takes neutral for definite, and also for undetermined", () => {
    const answers = ["positive", "negative", "neutral", "unknown"]
    expect(answers.filter(Sentiment.isDefinite)).toEqual(["positive", "negative", "neutral"])
    expect(answers.filter(Sentiment.isUndetermined)).toEqual(["neutral", "unknown"])
  })

  it.each([false, true])("wants the opposite of the label, implicit: %s", (isImplicit) => {
    for (const [label, opposite] of [["positive", "negative"], ["negative", "positive"]] as const) {
      const target = Sentiment.target({ ...review, label }, isImplicit)!
      expect(target.answer).toBe(opposite)
      expect([label, opposite, "neutral", "unknown"].filter(target.isReachedBy)).toEqual([opposite])
    }
  })
})
