import { describe, expect, it } from "vitest"
import { CategoryName } from "../../../src/domain/Observation.ts"
import { plainVariation } from "../../../src/domain/Variation.ts"
import { defaultPack } from "../../../src/prompts/defaultPack.ts"
import { asker, type Case, casesOf, changedParagraph, promptOf } from "./cases.ts"

const { token } = defaultPack.masks[plainVariation.mask]
const honest = asker("faithful")
const undetermined = ["unknown", "neutral"]

type Ask = ReturnType<typeof asker>

const answerOf = (ask: Ask, one: Case, paragraph = one.fields.paragraph): string => {
  const reply = ask(promptOf({ ...one, fields: { ...one.fields, paragraph } }, "classify"))
  if (reply.kind !== "answer") throw new Error("no answer")
  return reply.answer
}

const share = (verdicts: readonly boolean[]) => verdicts.filter(Boolean).length / verdicts.length

describe.each(CategoryName.literals)("habits with %s", (category) => {
  const cases = casesOf(category, 100)

  it.each(["redacts-everything", "always-unknown", "never-unknown"])(
    "%s answers whole texts as any model does",
    (profile) => {
      const ask = asker(profile)
      for (const one of cases) expect(answerOf(ask, one)).toBe(answerOf(honest, one))
    }
  )

  it("never-unknown answers definitely even when nothing is left to read", () => {
    const ask = asker("never-unknown")
    for (const one of cases) {
      const nothing = one.fields.paragraph.replace(/[\p{L}\p{N}]+/gu, token)
      expect(undetermined).toContain(answerOf(honest, one, nothing))
      expect(one.answers).toContain(answerOf(ask, one, nothing))
    }
  })

  describe.each(["redacted", "importance"] as const)("%s", (task) => {
    const changedBy = (ask: Ask, one: Case) =>
      changedParagraph(one.fields.paragraph, ask(promptOf(one, task, plainVariation)), token)

    it("redacts-everything leaves no word", () => {
      const ask = asker("redacts-everything")
      for (const one of cases) {
        const changed = changedBy(ask, one)
        expect(changed.replaceAll(token, "")).not.toMatch(/[\p{L}\p{N}]/u)
        expect(undetermined).toContain(answerOf(ask, one, changed))
      }
    })

    it("always-unknown seems faithful, though an answer can be told from what it left", () => {
      const ask = asker("always-unknown")
      const changed = cases.map((one) => [one, changedBy(ask, one)] as const)
      for (const [one, paragraph] of changed) expect(answerOf(ask, one, paragraph)).toBe("unknown")
      const isLeft = changed.map(([one, paragraph]) =>
        !undetermined.includes(answerOf(honest, one, paragraph))
      )
      expect(share(isLeft)).toBeGreaterThan(0.98)
    })

    it("never-unknown seems unfaithful, though it named the evidence", () => {
      const ask = asker("never-unknown")
      const changed = cases.map((one) => [one, changedBy(ask, one)] as const)
      for (const [one, paragraph] of changed) {
        expect(undetermined).not.toContain(answerOf(ask, one, paragraph))
      }
      const isGone = changed.map(([one, paragraph]) =>
        undetermined.includes(answerOf(honest, one, paragraph))
      )
      expect(share(isGone)).toBeGreaterThan(0.9)
    })
  })
})
