import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as ResultsMemory from "../../../layers/results/Memory.ts"
import type { ExperimentSpec } from "../../../src/domain/ExperimentSpec.ts"
import type { ObservationRecord } from "../../../src/domain/ObservationRecord.ts"
import { diffExperiments, incomparable } from "../../../src/experiment/records/diff.ts"
import { Results } from "../../../src/storage/Results.ts"
import { recordWith, sessionWith, specWith } from "../../support/records.ts"

const stored = Effect.fnUntraced(function*(
  id: string,
  records: readonly ObservationRecord[],
  change: Partial<ExperimentSpec> = {}
) {
  const { open } = yield* Results
  const experiment = yield* open(id, specWith(change))
  yield* Effect.forEach(records, experiment.put)
  return experiment
})

const reading = (idx: number, predict: string | null, change: Partial<ObservationRecord> = {}) =>
  recordWith(idx, { sessions: [sessionWith("predict", { reading: predict })], ...change })

describe("diffExperiments", () => {
  it.scoped("pairs observations by idx, and counts what goes together", () =>
    Effect.gen(function*() {
      const one = yield* stored("one", [
        reading(0, "positive", { correct: true, verdict: true }),
        reading(1, "positive", { correct: true, verdict: true }),
        reading(3, "negative", { correct: false, verdict: false }),
        reading(5, null, { correct: null }),
        reading(9, "positive")
      ])
      const other = yield* stored("other", [
        reading(1, "negative", { correct: false, verdict: true }),
        reading(2, "negative"),
        reading(3, "negative", { correct: false, verdict: false, readers: "2" }),
        reading(5, "positive", { correct: true })
      ])
      const diff = yield* diffExperiments(one, other, 3)
      expect(diff).toMatchObject({ onlyOne: 2, onlyOther: 1, paired: 3, differing: 2 })
      expect(diff.correct).toEqual({ both: 0, onlyOne: 1, onlyOther: 0, neither: 1, unknown: 1 })
      expect(diff.verdict).toEqual({ both: 1, onlyOne: 0, onlyOther: 0, neither: 1, unknown: 1 })
      expect(diff.counts).toEqual(new Map([["predict", 2], ["correct", 2]]))
      expect(diff.differences).toEqual([
        { idx: 1, session: "predict", field: "reading", one: "positive", other: "negative" },
        { idx: 1, session: null, field: "correct", one: true, other: false },
        { idx: 5, session: "predict", field: "reading", one: null, other: "positive" }
      ])
    }).pipe(Effect.provide(ResultsMemory.layer)))

  it.scoped("goes through any number of records", () =>
    Effect.gen(function*() {
      const size = 2500
      const all = Array.from({ length: size }, (_, idx) => reading(idx, "positive"))
      const one = yield* stored("one", all)
      const other = yield* stored("other", all.filter(({ idx }) => idx % 2 === 0))
      expect(yield* diffExperiments(one, other, 5)).toMatchObject({
        paired: size / 2,
        onlyOne: size / 2,
        onlyOther: 0,
        differing: 0,
        differences: []
      })
    }).pipe(Effect.provide(ResultsMemory.layer)))

  it.scoped("compares no verdicts of different meaning", () =>
    Effect.gen(function*() {
      const one = yield* stored("one", [recordWith(0, { verdict: true })])
      const other = yield* stored("other", [recordWith(0, { verdict: false })], { task: "answerable" })
      expect(yield* diffExperiments(one, other, 5)).toMatchObject({ verdict: null, differing: 0 })
    }).pipe(Effect.provide(ResultsMemory.layer)))
})

describe("incomparable", () => {
  const spec = specWith()
  it("names what keeps two experiments from being compared", () => {
    expect(incomparable(spec, specWith({ seed: 1, task: "classify" }))).toBeNull()
    expect(incomparable(spec, specWith({ split: "train" }))).toContain("split test")
    expect(incomparable(spec, specWith({ dataset: { ...spec.dataset, name: "RTE" } }))).toContain("RTE")
    expect(incomparable(spec, specWith({ dataset: { ...spec.dataset, sha256: "0".repeat(64) } })))
      .toContain("another content")
  })
})
