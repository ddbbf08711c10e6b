import { describe, expect, it } from "@effect/vitest"
import { Entailment } from "../../src/category/Entailment.ts"
import { news, newsFields } from "../support/observations.ts"

describe("Entailment", () => {
  it("fills the prompts in with paragraph and hypothesis", () => {
    expect(Entailment.fields(news)).toEqual(newsFields)
  })

  it("changes the paragraph and nothing else", () => {
    expect(Entailment.paragraph(news)).toBe(news.paragraph)
    expect(Entailment.withParagraph(news, "New.")).toEqual({ ...news, paragraph: "New." })
  })

  it("reads its three answers, by word or by number", () => {
    for (const [i, answer] of ["yes", "no", "unknown"].entries()) {
      expect(Entailment.read(answer, news).value).toBe(answer)
      expect(Entailment.read(`${i + 1}) ${answer}`, news).value).toBe(answer)
    }
    expect(Entailment.read("", news).value).toBeNull()
  })

  it("is definite unless unknown", () => {
    expect(["yes", "no", "unknown"].filter(Entailment.isDefinite)).toEqual(["yes", "no"])
    expect(["yes", "no", "unknown"].filter(Entailment.isUndetermined)).toEqual(["unknown"])
  })

  it.each([false, true])("wants the opposite of the label, implicit: %s", (isImplicit) => {
    for (const [label, opposite] of [["yes", "no"], ["no", "yes"]] as const) {
      const target = Entailment.target({ ...news, label }, isImplicit)!
      expect(target.answer).toBe(opposite)
      expect([label, opposite, "unknown"].filter(target.isReachedBy)).toEqual([opposite])
    }
  })
})
