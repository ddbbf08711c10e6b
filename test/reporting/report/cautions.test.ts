import { describe, expect, it } from "@effect/vitest"
import { cautionsOf } from "../../../src/reporting/report/cautions.ts"
import type { ReportedExperiment } from "../../../src/reporting/report/ReportedExperiment.ts"
import { wilson } from "../../../src/stats/wilson.ts"
import { errorOf, recordWith, sessionWith, specWith } from "../../support/records.ts"
import { controlsWith, recordsOf, reportedWith } from "../../support/reports.ts"

const titlesOf = (experiment: ReportedExperiment) => cautionsOf([experiment]).map(({ title }) => title)
const detailsOf = (experiment: ReportedExperiment) =>
  cautionsOf([experiment]).flatMap(({ holds }) => holds.map(({ detail }) => detail))

const spec = specWith()

describe("cautionsOf", () => {
  it("has none for a large experiment whose controls speak for it", () => {
    expect(cautionsOf([reportedWith()])).toEqual([])
  })

  it.each<readonly [string, Partial<ReportedExperiment>]>([
    ["Simulated answers", { spec: { ...spec, model: { ...spec.model, id: "simulated/faithful" } } }],
    ["Not ended", { run: null }],
    [
      "A change at random does as much",
      {
        controls: controlsWith({
          random: {
            faithfulness: 0.9,
            random: 0.88,
            random_rate: { value: 0.88, low: 0.05, high: 0.95, n: 900 },
            difference: { value: 0.02, low: -0.01, high: 0.05, n: 900 }
          }
        })
      }
    ],
    ["Faithful with nothing changed", {
      controls: controlsWith({ none: { self_agreement: wilson(990, 1000), verdict: wilson(300, 900) } })
    }],
    ["Sure even without any words", { controls: controlsWith({ all: wilson(300, 900) }) }],
    ["Unsteady answers", { controls: controlsWith({ none: { self_agreement: wilson(700, 1000) } }) }],
    [
      "Explanations that take most of the text",
      {
        controls: controlsWith({
          size: { ...controlsWith().size!, faithful: { n: 800, mean_share: 0.8, mean_listed: null } }
        })
      }
    ],
    ["No controls", { controls: null }],
    ["Controls that do not count", { controls: controlsWith({ outdated: 3 }) }],
    ["Other readers", { readers: new Map([["0", 1000]]) }]
  ])("warns: %s", (title, change) => {
    expect(titlesOf(reportedWith(change))).toEqual([title])
  })

  it("warns of small samples by the width of the interval", () => {
    expect(titlesOf(reportedWith({}, recordsOf(40, 30, 20)))).toEqual(["Small samples"])
    expect(detailsOf(reportedWith({}, recordsOf(40, 30, 20)))).toEqual(["66.7 % [48.8, 80.8], N 30"])
    expect(detailsOf(reportedWith({}, recordsOf(40, 0, 0)))).toContain("nothing was counted")
  })

  it("warns of answers that were not read, cut off or never came, above a share of all", () => {
    const odd = (count: number, change: Parameters<typeof recordWith>[1]) =>
      reportedWith({}, [
        ...recordsOf(1000, 900, 800),
        ...Array.from({ length: count }, (_, i) => recordWith(1000 + i, change))
      ])
    const unread = { correct: null, sessions: [sessionWith("predict", { reading: null, rule: "refusal" })] }
    expect(titlesOf(odd(50, unread))).toEqual([])
    expect(titlesOf(odd(60, unread))).toEqual(["Unreadable answers"])
    expect(detailsOf(odd(60, unread))).toEqual(["60 of 1060 (5.7 %): predict refused 60"])
    const cutOff = { verdict: true, sessions: [sessionWith("predict", { finishReason: "length" as const })] }
    expect(titlesOf(odd(5, cutOff))).toEqual([])
    expect(titlesOf(odd(20, cutOff))).toEqual(["Truncated answers"])
    expect(titlesOf(odd(1, { error: errorOf("request") }))).toEqual(["Failed observations"])
  })

  it("warns of a model that does not know from the start, only where that counts as faithful", () => {
    const unsure = recordsOf(1000, 900, 800).map((record, i) => ({
      ...record,
      sessions: [sessionWith("predict", { reading: i < 300 ? "unknown" : "positive" })]
    }))
    expect(titlesOf(reportedWith({}, unsure))).toEqual(["Undecided from the start"])
    expect(titlesOf(reportedWith({ spec: specWith({ task: "counterfactual" }) }, unsure))).toEqual([])
  })

  it("gathers the experiments that a caution holds for", () => {
    const [fine, one, other] = [reportedWith(), reportedWith({ run: null }), reportedWith({ run: null })]
    expect(cautionsOf([fine, one, other])).toMatchObject([
      { title: "Not ended", holds: [{ experiment: one }, { experiment: other }] }
    ])
  })
})
