import { describe, expect, it } from "@effect/vitest"
import { Effect, Option } from "effect"
import type { ControlRecord } from "../../../src/domain/ControlRecord.ts"
import type { ObservationRecord } from "../../../src/domain/ObservationRecord.ts"
import { summariseControls } from "../../../src/experiment/controls/summary.ts"
import { errorOf, recordWith, sessionWith, specWith } from "../../support/records.ts"

const observation = (idx: number, verdict: boolean | null, change: Partial<ObservationRecord> = {}) =>
  recordWith(idx, { verdict, ...change })

const control = (
  idx: number,
  name: ControlRecord["control"],
  verdict: boolean | null,
  change: Partial<ControlRecord> = {}
): ControlRecord => ({
  ...recordWith(idx, { correct: null, verdict, sessions: [] }),
  control: name,
  number: 1,
  size: null,
  ...change
})

const summary = (records: readonly ObservationRecord[], controls: readonly ControlRecord[]) =>
  summariseControls({
    spec: specWith(),
    record: (idx) => Effect.succeed(Option.fromNullable(records.find((one) => one.idx === idx))),
    controls: (after) => Effect.succeed(controls.filter(({ idx }) => idx > after))
  })

describe("summariseControls", () => {
  it.effect("is null where there are none", () =>
    Effect.gen(function*() {
      expect(yield* summary([observation(0, true)], [])).toBeNull()
    }))

  it.effect("pairs each correct observation with the mean of its draws that could be read", () =>
    Effect.gen(function*() {
      const records = [
        observation(0, true),
        observation(1, true),
        observation(2, false),
        observation(3, true, { correct: false }),
        observation(4, null),
        observation(5, true)
      ]
      const draws = [
        ...[true, false, false, false].map((verdict, i) => control(0, "random", verdict, { number: i + 1 })),
        control(1, "random", null),
        control(1, "random", true, { number: 2 }),
        control(2, "random", false),
        control(3, "random", true),
        control(4, "random", true),
        control(5, "random", null)
      ]
      const { random } = (yield* summary(records, draws))!
      expect(random).toMatchObject({ faithfulness: 2 / 3, difference: { n: 3 } })
      expect(random?.random).toBeCloseTo((0.25 + 1 + 0) / 3)
      expect(random?.difference.value).toBeCloseTo((0.75 + 0 + 0) / 3)
    }))

  it.effect("counts self-agreement over all, and verdicts over the correct", () =>
    Effect.gen(function*() {
      const said = (reading: string | null) => ({ sessions: [sessionWith("predict", { reading })] })
      const records = [
        observation(0, true),
        observation(1, false, { ...said("neutral"), correct: false }),
        observation(2, true),
        observation(3, true)
      ]
      const again = [
        control(0, "none", false, said("positive")),
        control(1, "none", false, said("positive")),
        control(2, "none", true, said("unknown")),
        control(3, "none", null, said(null)),
        control(0, "all", true),
        control(2, "all", false, { error: errorOf("transient") })
      ]
      expect(yield* summary(records, again)).toMatchObject({
        none: { self_agreement: { count: 1, n: 3 }, verdict: { count: 1, n: 2 } },
        all: { count: 1, n: 1 },
        failed: 1
      })
    }))

  it.effect("sets faithfulness against the size of the explanation", () =>
    Effect.gen(function*() {
      const changed = [1, 1, 2, 3, 8, 8]
      const explained = (words: readonly string[]) => ({
        sessions: [sessionWith("predict"), sessionWith("explain", { reading: words })]
      })
      const records = changed.map((_, idx) =>
        observation(idx, idx >= 3, explained(idx >= 3 ? ["a", "b"] : ["a"]))
      )
      const sizes = changed.map((count, idx) =>
        control(idx, "size", null, { size: { words: 10, changed: count } })
      )
      const { size } = (yield* summary(records, sizes))!
      expect(size?.faithful).toMatchObject({ n: 3, mean_listed: 2 })
      expect(size?.faithful.mean_share).toBeCloseTo(1.9 / 3)
      expect(size?.unfaithful.mean_share).toBeCloseTo(0.4 / 3)
      expect(size?.terciles.map(({ faithfulness: { count, n } }) => [count, n])).toEqual([[0, 2], [1, 2], [
        2,
        2
      ]])
    }))

  it.effect("shows the spread over the repeats, of the observations that were repeated", () =>
    Effect.gen(function*() {
      const records = [observation(0, true), observation(1, false), observation(2, false)]
      const repeats = [1, 2].flatMap((number) =>
        [0, 1].map((idx) =>
          control(idx, "repeat", number === 1, { number, correct: true, sessions: [sessionWith("predict")] })
        )
      )
      const { repeat } = (yield* summary(records, repeats))!
      expect(repeat).toMatchObject({
        repeats: 2,
        accuracy: { mean: 1, sd: 0 },
        verdict: { rates: [0.5, 1, 0], mean: 0.5, sd: 0.5, min: 0, max: 1 }
      })
    }))
})
