import { describe, expect, it } from "@effect/vitest"
import { differingIn } from "../../../src/experiment/records/disagreements.ts"
import { glanceOf } from "../../../src/experiment/records/glance.ts"
import { errorOf, recordWith, sessionWith } from "../../support/records.ts"

const plain = glanceOf(recordWith(1))
const differences = (change: Parameters<typeof recordWith>[1]) =>
  differingIn({ one: plain, other: glanceOf(recordWith(1, change)) })

describe("how two experiments differ in an observation", () => {
  it("is what is seen at a glance", () => {
    expect(differences({})).toEqual([])
    expect(differences({ sessions: [sessionWith("predict", { reading: "negative" })], correct: false }))
      .toEqual(["answer", "correct"])
    expect(differences({ verdict: true })).toEqual(["verdict"])
    expect(differences({ error: errorOf("request") })).toEqual(["standing"])
    expect(differences({ applicability: "inapplicable" })).toEqual(["standing"])
  })

  it("is not the text of an explanation, the time or the label's spelling", () => {
    expect(differences({ sessions: [sessionWith("predict", { durationMillis: 9 }), sessionWith("explain")] }))
      .toEqual([])
  })

  it("is why an answer was not read", () => {
    const refusal = sessionWith("predict", { reading: null, rule: "refusal" })
    const unclear = sessionWith("predict", { reading: null, rule: "no-claim" })
    const [one, other] = [refusal, unclear].map((session) => glanceOf(recordWith(1, { sessions: [session] })))
    expect(differingIn({ one: one!, other: other! })).toEqual(["standing"])
  })
})
