import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as ResultsMemory from "../../../layers/results/Memory.ts"
import type { ExperimentSpec } from "../../../src/domain/ExperimentSpec.ts"
import type { ObservationRecord } from "../../../src/domain/ObservationRecord.ts"
import { compareAll, type Compared, pairings } from "../../../src/experiment/comparison/compare.ts"
import { standingsOf } from "../../../src/experiment/comparison/standings.ts"
import { midPMcNemar } from "../../../src/stats/mcnemar.ts"
import { Results } from "../../../src/storage/Results.ts"
import { errorOf, recordWith, specWith } from "../../support/records.ts"

const options = { seed: 0, exact: false }

const compared = Effect.fnUntraced(function*(
  id: string,
  records: readonly ObservationRecord[],
  change: Partial<ExperimentSpec> = {}
) {
  const { open } = yield* Results
  const stored = yield* open(id, specWith(change))
  yield* Effect.forEach(records, stored.put)
  const one: Compared = { id, spec: stored.spec, standings: yield* standingsOf(stored), readers: ["1"] }
  return one
})

/** Records in order of `idx`: `C` correct, `w` wrong, each with `+` for a verdict of true and `-` for false. */
const recordsOf = (text: string): readonly ObservationRecord[] =>
  text.split(" ").flatMap((word, idx) => {
    switch (word) {
      case ".":
        return []
      case "error":
        return [recordWith(idx, { correct: null, error: errorOf("request") })]
      case "unread":
        return [recordWith(idx, { correct: true, verdict: null })]
      case "none":
        return [recordWith(idx, { applicability: "inapplicable" })]
      default:
        return [recordWith(idx, { correct: word.startsWith("C"), verdict: word.endsWith("+") })]
    }
  })

describe("compareAll", () => {
  it.scoped("pairs observations, states what is dropped, and counts what is left", () =>
    Effect.gen(function*() {
      const one = yield* compared("one", recordsOf("C+ C+ C- w- w+ C+ error unread none . C+"))
      const other = yield* compared("other", recordsOf("C- w- C+ C+ w- C+ C+ error C+ C+ ."), { seed: 1 })
      const [comparison] = compareAll([[one, other]], options)
      expect(comparison!.pairs).toEqual({
        onlyOne: 1,
        onlyOther: 1,
        paired: 9,
        error: 2,
        inapplicable: 1,
        mismatch: 0,
        counted: 6
      })
      expect(comparison!.measures).toMatchObject([
        { measure: "accuracy", n: 6, one: { count: 4 }, other: { count: 4 }, onlyOne: 1, onlyOther: 1 },
        {
          measure: "verdictAmongCorrect",
          n: 3,
          one: { count: 2 },
          other: { count: 2 },
          onlyOne: 1,
          onlyOther: 1
        },
        { measure: "verdictOverAll", n: 6, one: { count: 4 }, other: { count: 3 }, onlyOne: 3, onlyOther: 2 }
      ])
      expect(comparison!.measures[2]!.difference.value).toBeCloseTo(-1 / 6, 12)
      expect(comparison!.differences).toEqual([{ what: "seed", one: "0", other: "1" }])
    }).pipe(Effect.provide(ResultsMemory.layer)))

  it.scoped("finds a difference that is there, with the test's own p value, and none among equals", () =>
    Effect.gen(function*() {
      const words = Array.from({ length: 200 }, (_, i) => i < 120 ? "C+" : "C-")
      const fewer = words.map((word, i) => i % 4 === 0 ? "C-" : word)
      const [one, same, other] = [
        yield* compared("one", recordsOf(words.join(" "))),
        yield* compared("same", recordsOf(words.join(" "))),
        yield* compared("other", recordsOf(fewer.join(" ")))
      ]
      const [equal, lower] = compareAll([[one, same], [one, other]], options)
      expect(equal!.measures[1]).toMatchObject({ n: 200, p: 1, adjustedP: 1, difference: { value: 0 } })
      const found = lower!.measures[1]!
      expect(found).toMatchObject({
        onlyOne: 30,
        onlyOther: 0,
        p: midPMcNemar({ onlyFirst: 30, onlySecond: 0 })
      })
      expect(found.difference).toMatchObject({ value: -0.15, n: 200 })
      expect(found.difference.low).toBeGreaterThan(-0.21)
      expect(found.difference.high).toBeLessThan(-0.09)
      // Six tests in all: the two least p values are equal, so that Holm multiplies them by 6.
      expect(found.adjustedP).toBeCloseTo(6 * found.p!, 15)
    }).pipe(Effect.provide(ResultsMemory.layer)))

  it.scoped("compares accuracy alone where the tasks share no verdict", () =>
    Effect.gen(function*() {
      const one = yield* compared("one", recordsOf("C+ C+"))
      const other = yield* compared("other", recordsOf("C+ w+"), { task: "answerable" })
      const [comparison] = compareAll([[one, other]], options)
      expect(comparison).toMatchObject({ verdictName: null, differences: [{ what: "task" }] })
      expect(comparison!.measures.map(({ measure }) => measure)).toEqual(["accuracy"])
    }).pipe(Effect.provide(ResultsMemory.layer)))

  it.scoped("has no figures of no pairs, and leaves them out of the correction", () =>
    Effect.gen(function*() {
      const one = yield* compared("one", recordsOf("w+ w+ w- w+"))
      const other = yield* compared("other", recordsOf("C+ w+ C- w+"))
      const [comparison] = compareAll([[one, other]], options)
      expect(comparison!.measures[1]).toMatchObject({ n: 0, p: null, adjustedP: null, one: { n: 0 } })
      // Two tests remain; accuracy has two discordant pairs of one kind: a mid-p value of 0.25.
      expect(comparison!.measures[0]).toMatchObject({ p: 0.25, adjustedP: 0.5 })
    }).pipe(Effect.provide(ResultsMemory.layer)))

  it.scoped("names everything in which they differ; a model's own chat format is part of it", () =>
    Effect.gen(function*() {
      const spec = specWith()
      const one = yield* compared("one", recordsOf("C+"))
      const other = yield* compared("other", recordsOf("C+"), {
        model: { ...spec.model, name: "falcon-7b", id: "tiiuae/falcon-7b-instruct", type: "Falcon" },
        flags: ["m-removed"],
        pack: { ...spec.pack, name: "own" }
      })
      const readAgain: Compared = { ...one, id: "again", readers: ["2"] }
      const [models, readers] = compareAll([[one, other], [one, readAgain]], options)
      expect(models!.differences.map(({ what }) => what)).toEqual(["model", "flags", "wording"])
      expect(readers!.differences).toEqual([{ what: "readers", one: "1", other: "2" }])
    }).pipe(Effect.provide(ResultsMemory.layer)))

  it.scoped("keeps a byte of each record, for any idx", () =>
    Effect.gen(function*() {
      const one = yield* compared("one", [
        recordWith(5000, { verdict: true }),
        recordWith(0, { verdict: false })
      ])
      expect(one.standings.length).toBeLessThan(6000)
      const [comparison] = compareAll([[one, one]], options)
      expect(comparison!.measures[1]).toMatchObject({ n: 2, one: { count: 1 } })
    }).pipe(Effect.provide(ResultsMemory.layer)))
})

describe("pairings", () => {
  it("takes the first against the rest, or all with all", () => {
    expect(pairings(["a", "b", "c"], false)).toEqual([["a", "b"], ["a", "c"]])
    expect(pairings(["a", "b", "c"], true)).toEqual([["a", "b"], ["a", "c"], ["b", "c"]])
  })
})
