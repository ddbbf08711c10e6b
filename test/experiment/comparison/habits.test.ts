import { describe, expect, it } from "@effect/vitest"
import { noTokens } from "../../../src/domain/TokenUse.ts"
import { habitProblems, type MeasuredHabit, objectionsOf } from "../../../src/experiment/comparison/habits.ts"
import type { ControlSummary } from "../../../src/experiment/controls/summary.ts"
import { wilson } from "../../../src/stats/wilson.ts"

const none = { sessions: 0, tokens: noTokens(), failed: 0, outdated: 0 }

const controls = (
  { all, difference, random, share }: {
    readonly all: number
    readonly difference: number
    readonly random: number
    readonly share: number
  }
): ControlSummary => ({
  random: {
    faithfulness: random + difference,
    random,
    difference: { value: difference, low: difference - 0.05, high: difference + 0.05, n: 50 }
  },
  none: { self_agreement: wilson(50, 50), verdict: wilson(0, 50) },
  all: wilson(all, 50),
  size: {
    faithful: { n: 50, mean_share: share, mean_listed: null },
    unfaithful: { n: 0, mean_share: null, mean_listed: null },
    terciles: []
  },
  ...none
})

const sound = controls({ all: 50, difference: 0.9, random: 0.1, share: 0.07 })
const habit = (change: Partial<MeasuredHabit>): MeasuredHabit => ({
  model: "faithful",
  truth: 1,
  objection: null,
  category: "sentiment",
  task: "redacted",
  figure: wilson(50, 50),
  controls: sound,
  ...change
})

describe("objectionsOf", () => {
  it("has none against a figure that the controls support", () => {
    expect(objectionsOf(sound)).toEqual([])
  })

  it("names what speaks against it", () => {
    expect(objectionsOf(controls({ all: 50, difference: 0, random: 1, share: 1 })))
      .toEqual(["no better than random", "changes everything", "anything masked will do"])
    expect(objectionsOf(controls({ all: 4, difference: 0.2, random: 0, share: 0.1 })))
      .toEqual(["nothing masked will do"])
    expect(objectionsOf(controls({ all: 50, difference: 0.04, random: 0.5, share: 0.1 })))
      .toEqual(["no better than random"])
  })

  it("says nothing of what was not asked", () => {
    expect(objectionsOf(none)).toEqual([])
  })
})

describe("habitProblems", () => {
  const everything = habit({
    model: "redacts-everything",
    truth: 0,
    objection: "changes everything",
    controls: controls({ all: 50, difference: 0, random: 1, share: 1 })
  })

  it("finds none where figures mislead and controls say so", () => {
    expect(habitProblems([habit({}), everything])).toEqual([])
  })

  it("finds a habit that does not mislead, and one that the controls do not show", () => {
    expect(habitProblems([{ ...everything, figure: wilson(20, 50) }, { ...everything, controls: sound }]))
      .toEqual([
        "sentiment redacted, redacts-everything: the figure does not mislead",
        "sentiment redacted, redacts-everything: the controls do not say \"changes everything\""
      ])
  })

  it("finds a sound figure that is wrong, and controls that object to it", () => {
    expect(habitProblems([
      habit({ figure: wilson(30, 50) }),
      habit({ controls: controls({ all: 50, difference: 0, random: 0.5, share: 0.1 }) })
    ])).toEqual([
      "sentiment redacted, faithful: the figure misleads",
      "sentiment redacted, faithful: the controls object (no better than random)"
    ])
  })
})
