import { Either } from "effect"
import { describe, expect, it } from "vitest"
import { parseProfile } from "../../../layers/simulated/profile.ts"
import { profileOf } from "./cases.ts"

describe("parseProfile", () => {
  it("reads the kinds", () => {
    expect(profileOf("faithful")).toEqual(
      { name: "faithful", faithfulness: 1, habit: null, accuracy: 1, refusal: 0, unreadable: 0 }
    )
    expect(profileOf("unfaithful")).toMatchObject({ name: "unfaithful", faithfulness: 0 })
    expect(profileOf("mixed:.60")).toMatchObject({ name: "mixed:0.6", faithfulness: 0.6 })
  })

  it.each([["redacts-everything", 0], ["always-unknown", 0], ["never-unknown", 1]])(
    "reads the habit %s",
    (habit, faithfulness) => {
      expect(profileOf(habit)).toMatchObject({ name: habit, habit, faithfulness })
      expect(profileOf(`${habit}, accuracy=.9`).name).toBe(`${habit},accuracy=0.9`)
    }
  )

  it("reads the rates in any order, and gives equal profiles one name", () => {
    const profile = profileOf(" Mixed:0.6 , unreadable=0.03,refusal=.02, accuracy=0.90")
    expect(profile).toEqual({
      name: "mixed:0.6,accuracy=0.9,refusal=0.02,unreadable=0.03",
      faithfulness: 0.6,
      habit: null,
      accuracy: 0.9,
      refusal: 0.02,
      unreadable: 0.03
    })
    expect(profileOf(profile.name)).toEqual(profile)
    expect(profileOf("mixed:1,accuracy=1").name).toBe("faithful")
  })

  it.each([
    ["", "no kind of profile"],
    ["mostly", "no kind of profile"],
    ["mixed", "no kind of profile"],
    ["mixed:1.5", "no kind of profile"],
    ["faithful,", "unknown setting"],
    ["faithful,speed=1", "unknown setting"],
    ["faithful,accuracy=often", "accuracy is no number"],
    ["faithful,accuracy=-1", "accuracy is no number"],
    ["faithful,accuracy=1=1", "accuracy is no number"],
    ["faithful,accuracy=1,accuracy=0.5", "given twice"],
    ["faithful,refusal=0.6,unreadable=0.6", "together exceed 1"]
  ])("refuses %j, and says what is accepted", (text, problem) => {
    const error = Either.getOrThrow(Either.flip(parseProfile(text)))
    expect(error.message).toContain(problem)
    expect(error.message).toContain("mixed:P")
  })
})
