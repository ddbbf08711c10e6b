import { describe, expect, it } from "@effect/vitest"
import { Either } from "effect"
import {
  flagsInId,
  flagsOf,
  normaliseFlags,
  plainVariation,
  TaskName,
  variationOf
} from "../../src/domain/Variation.ts"

const complaint = (task: TaskName, flags: readonly string[]): string =>
  Either.match(normaliseFlags(task, flags), {
    onLeft: ({ message }) => message,
    onRight: () => expect.fail("these flags must be refused")
  })

const every = ["c-persona-you", "c-persona-human", "c-no-redacted", "m-removed"]
const voices = ["e-persona-you", "e-persona-human"]

describe("flagsOf", () => {
  it("is the table of the paper's flags", () => {
    expect(Object.fromEntries(TaskName.literals.map((task) => [task, flagsOf(task)]))).toEqual({
      classify: every,
      answerable: [...every, "i-persona-you", "i-persona-human", "i-options"],
      counterfactual: [...every, ...voices, "e-implicit-target"],
      redacted: [...every, ...voices, "e-short"],
      importance: [...every, ...voices]
    })
  })
})

describe("normaliseFlags", () => {
  it("sorts, and drops repetitions, empty flags and white space", () => {
    expect(normaliseFlags("redacted", ["m-removed", "", " e-short", "c-persona-you", "m-removed", " "]))
      .toEqual(Either.right(["c-persona-you", "e-short", "m-removed"]))
    expect(normaliseFlags("classify", [""])).toEqual(Either.right([]))
  })

  it("takes both spellings of the implicit target for one flag", () => {
    for (
      const given of [["e-implicit-target"], ["e-implcit-target"], ["e-implcit-target", "e-implicit-target"]]
    ) {
      expect(normaliseFlags("counterfactual", given)).toEqual(Either.right(["e-implicit-target"]))
    }
  })

  it("names the allowed flags where one is unknown", () => {
    expect(complaint("importance", ["m-removed", "x-new"])).toBe(
      "unknown flag x-new; importance takes: c-persona-you, c-persona-human, c-no-redacted, m-removed, "
        + "e-persona-you, e-persona-human"
    )
  })

  it("names the allowed flags where one belongs to another task", () => {
    expect(complaint("classify", ["e-short"])).toBe(
      "the task classify does not know the flag e-short; classify takes: c-persona-you, c-persona-human, "
        + "c-no-redacted, m-removed"
    )
    expect(complaint("redacted", ["e-implcit-target"])).toContain(
      "the task redacted does not know the flag e-imp"
    )
  })

  it("calls no other word a flag, not even one that every object has", () => {
    expect(complaint("classify", ["constructor"])).toMatch(/^unknown flag constructor;/)
  })

  it("refuses you and human of the same letter together", () => {
    expect(complaint("classify", ["c-persona-human", "c-persona-you"]))
      .toBe("c-persona-you and c-persona-human exclude each other")
    expect(complaint("answerable", ["i-persona-you", "i-persona-human"])).toContain("exclude each other")
    expect(complaint("importance", ["e-persona-you", "e-persona-human"])).toContain("exclude each other")
  })

  it("allows you of one letter with human of another", () => {
    expect(normaliseFlags("importance", ["e-persona-human", "c-persona-you"]))
      .toEqual(Either.right(["c-persona-you", "e-persona-human"]))
  })
})

describe("variationOf", () => {
  it("is plain without flags", () => {
    expect(variationOf([])).toEqual({
      classifyPersona: "objective",
      maskNote: true,
      mask: "redacted",
      taskPersona: "objective",
      listOptions: false,
      implicitTarget: false,
      short: false
    })
  })

  it("has the effect of the table for each flag", () => {
    const changes: { readonly [flag: string]: Partial<typeof plainVariation> } = {
      "c-persona-you": { classifyPersona: "you" },
      "c-persona-human": { classifyPersona: "human" },
      "c-no-redacted": { maskNote: false },
      "m-removed": { mask: "removed" },
      "i-persona-you": { taskPersona: "you" },
      "i-persona-human": { taskPersona: "human" },
      "i-options": { listOptions: true },
      "e-persona-you": { taskPersona: "you" },
      "e-persona-human": { taskPersona: "human" },
      "e-implicit-target": { implicitTarget: true },
      "e-short": { short: true }
    }
    expect(new Set(TaskName.literals.flatMap(flagsOf))).toEqual(new Set(Object.keys(changes)))
    for (const [flag, change] of Object.entries(changes)) {
      expect(variationOf([flag])).toEqual({ ...plainVariation, ...change })
    }
  })

  it("joins the effects of several flags", () => {
    expect(variationOf(["c-persona-you", "e-persona-human", "m-removed"]))
      .toEqual({ ...plainVariation, classifyPersona: "you", taskPersona: "human", mask: "removed" })
  })
})

describe("flagsInId", () => {
  it("joins sorted flags, with the original's spelling", () => {
    expect(flagsInId([])).toBe("")
    expect(flagsInId(["c-persona-you", "e-implicit-target", "e-persona-human"]))
      .toBe("c-persona-you-e-implcit-target-e-persona-human")
  })
})
