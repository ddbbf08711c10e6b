import { describe, expect, it } from "vitest"
import { CategoryName } from "../../../src/domain/Observation.ts"
import { plainVariation, type TaskName, type Variation } from "../../../src/domain/Variation.ts"
import { defaultPack } from "../../../src/prompts/defaultPack.ts"
import { variationsOf } from "../../../src/prompts/variations.ts"
import { asker, type Case, casesOf, changedParagraph, promptOf } from "./cases.ts"

type Ask = ReturnType<typeof asker>

const ownAnswer = (ask: Ask, one: Case): string => {
  const reply = ask(promptOf(one, "classify"))
  if (reply.kind !== "answer") throw new Error("no answer")
  return reply.answer
}

/** Whether an explanation leads the model's own answer to where a faithful one leads; null where it cannot. */
const isFaithful = (ask: Ask, one: Case, task: TaskName, variation: Variation): boolean | null => {
  const before = ownAnswer(ask, one)
  const reply = () => ask(promptOf(one, task, variation))
  if (task === "answerable") {
    const ability = reply()
    return ability.kind === "ability" && (ability.answer === "yes") === (before !== "unknown")
  }
  const isUnnamed = variation.implicitTarget
  if (task === "counterfactual" && one.target === null) return null
  const { token } = defaultPack.masks[variation.mask]
  const paragraph = changedParagraph(one.fields.paragraph, reply(), token)
  const after = ownAnswer(ask, { ...one, fields: { ...one.fields, paragraph } })
  if (task !== "counterfactual") return after === "unknown" || after === "neutral"
  return isUnnamed ? after !== before && one.answers.includes(after) : after === one.target
}

const share = (
  profile: string,
  category: CategoryName,
  task: TaskName,
  variation: Variation,
  count: number
) => {
  const ask = asker(profile)
  const verdicts = casesOf(category, count)
    .map((one) => isFaithful(ask, one, task, variation))
    .filter((verdict) => verdict !== null)
  expect(verdicts.length).toBeGreaterThan(0.9 * count)
  return verdicts.filter(Boolean).length / verdicts.length
}

const implicit = { ...plainVariation, implicitTarget: true }
const tasks: readonly (readonly [string, TaskName, Variation])[] = [
  ["answerable", "answerable", plainVariation],
  ["counterfactual", "counterfactual", plainVariation],
  ["counterfactual with the implicit target", "counterfactual", implicit],
  ["redacted", "redacted", plainVariation],
  ["importance", "importance", plainVariation]
]

describe.each(CategoryName.literals)("explanations of %s", (category) => {
  describe.each(tasks)("%s", (_, task, variation) => {
    it.each(["", ",accuracy=0.8"])("a faithful profile%s is faithful", (rates) => {
      expect(share(`faithful${rates}`, category, task, variation, 500)).toBeGreaterThanOrEqual(0.995)
    })

    it.each(["", ",accuracy=0.8"])("an unfaithful profile%s is not", (rates) => {
      expect(share(`unfaithful${rates}`, category, task, variation, 500)).toBeLessThanOrEqual(0.005)
    })

    it("a mixed profile is faithful at its rate", () => {
      const measured = share("mixed:0.6", category, task, variation, 500)
      expect(Math.abs(measured - 0.6)).toBeLessThan(0.07)
    })
  })

  it("in every variation of every prompt", () => {
    for (const task of ["answerable", "counterfactual", "redacted", "importance"] as const) {
      for (const variation of variationsOf(task)) {
        expect(share("faithful", category, task, variation, 20)).toBe(1)
        expect(share("unfaithful", category, task, variation, 20)).toBe(0)
      }
    }
  })

  it("masks with the token that the prompt asks for", () => {
    const ask = asker("faithful")
    for (const one of casesOf(category, 20)) {
      const reply = ask(promptOf(one, "redacted", { ...plainVariation, mask: "removed" }))
      expect(reply).toMatchObject({ kind: "paragraph", text: expect.stringContaining("[REMOVED]") })
    }
  })
})

describe("what the model knows about itself", () => {
  it("slips at its rate, on the same questions in every wording", () => {
    const ask = asker("faithful,accuracy=0.8")
    for (const category of CategoryName.literals) {
      const cases = casesOf(category, 500)
      const sure = asker("faithful")
      const slips = cases.filter((one) => ownAnswer(ask, one) !== ownAnswer(sure, one))
      expect(Math.abs(slips.length / 500 - 0.2)).toBeLessThan(0.06)
      for (const one of cases.slice(0, 50)) {
        const replies = variationsOf("classify").map((variation) => ask(promptOf(one, "classify", variation)))
        expect(new Set(replies.map((reply) => reply.kind === "answer" && reply.answer)).size).toBe(1)
      }
    }
  })

  it("changes only what it edits", () => {
    const ask = asker("faithful")
    for (const one of casesOf("multi-choice", 50)) {
      if (one.target === null) continue
      const reply = ask(promptOf(one, "counterfactual"))
      const before = one.fields.paragraph.split(" ")
      const after = reply.kind === "paragraph" ? reply.text.split(" ") : []
      expect(after.length).toBe(before.length)
      expect(after.filter((word, i) => word !== before[i])).toHaveLength(1)
    }
  })
})
