import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Memory from "../../../layers/results/Memory.ts"
import { models } from "../../../src/chat/models.ts"
import { listExperiments } from "../../../src/experiment/summary/listing.ts"
import { describe as described } from "../../../src/reporting/Described.ts"
import { everything, type Selection } from "../../../src/reporting/Selection.ts"
import { entriesOf } from "../../../src/reporting/tables/entries.ts"
import { hoursAndMinutes, inferenceTimeTable } from "../../../src/reporting/tables/inferenceTime.ts"
import { resultsTable } from "../../../src/reporting/tables/results.ts"
import { withoutRepetitions } from "../../../src/reporting/tables/Table.ts"
import { keep, type MadeUp } from "../../support/makeBelieve.ts"

/** Four observations: 3 right, 2 of them faithful. */
const told = [true, true, false, true].map((verdict, i) => ({
  label: "yes",
  predict: i < 3 ? "yes" : "no",
  last: "unknown",
  verdict
}))

const entries = (made: readonly MadeUp[], selection: Partial<Selection> = {}) =>
  Effect.gen(function*() {
    yield* Effect.forEach(made, keep, { discard: true })
    const whole = { ...everything, ...selection }
    return entriesOf((yield* listExperiments).map((one) => described(one, models, whole)), whole)
  }).pipe(Effect.provide(Memory.layer))

const cell = (
  model: string,
  dataset: string,
  task: MadeUp["task"],
  change: Partial<MadeUp> = {}
): MadeUp => ({
  model,
  dataset,
  task,
  told,
  ...change
})

describe("the table of results", () => {
  it.effect("has a row for each data set, model and task, with intervals and N", () =>
    Effect.gen(function*() {
      const { clashes, experiments } = yield* entries([
        cell("falcon-7b", "RTE", "redacted"),
        cell("llama2-7b", "RTE", "classify"),
        cell("llama2-70b", "RTE", "classify"),
        cell("llama2-70b", "IMDB", "importance", { flags: ["m-removed"] }),
        cell("falcon-7b", "IMDB", "classify")
      ])
      expect(clashes).toEqual([])
      const { data, groups } = resultsTable(experiments)
      expect(groups).toEqual([
        [["IMDB", "falcon-7b", "Classification", "75.0 [30.1, 95.4]", "4", null, null]],
        [
          ["RTE", "llama2-70b", "Classification", "75.0 [30.1, 95.4]", "4", null, null],
          ["RTE", "llama2-7b", "Classification", "75.0 [30.1, 95.4]", "4", null, null],
          ["RTE", "falcon-7b", "Redaction", "75.0 [30.1, 95.4]", "4", "66.7 [20.8, 93.9]", "3"]
        ]
      ])
      expect(data.rows[3]).toMatchObject({
        experiment: "analysis_m-falcon-7b_y-none_d-rte_p-test_t-redacted_c-_s-0",
        accuracy: 0.75,
        accuracy_count: 3,
        accuracy_n: 4,
        faithfulness: 2 / 3,
        faithfulness_count: 2,
        faithfulness_n: 3
      })
    }))

  it.effect("chooses by flags, and says which experiments stand for one place", () =>
    Effect.gen(function*() {
      const { clashes, experiments } = yield* entries([
        cell("falcon-7b", "RTE", "redacted", { flags: ["m-removed"] }),
        cell("falcon-7b", "RTE", "redacted", { flags: ["m-removed"], extra: "_x-01234567" }),
        cell("falcon-7b", "RTE", "redacted")
      ], { flags: ["m-removed"] })
      expect(experiments.map(({ id }) => id)).toEqual([
        "analysis_m-falcon-7b_y-none_d-rte_p-test_t-redacted_c-m-removed_s-0"
      ])
      expect(clashes).toMatchObject([{ isSettled: true }])
    }))

  it.effect("says below which answers are simulated", () =>
    Effect.gen(function*() {
      const { experiments } = yield* entries([cell("simulated/faithful", "RTE", "classify")])
      expect(resultsTable(experiments).notes.join(" ")).toContain("not a language model's")
    }))
})

describe("the table of inference time", () => {
  it.effect("has each task's time in its own column", () =>
    Effect.gen(function*() {
      const { experiments } = yield* entries([
        cell("falcon-7b", "IMDB", "redacted"),
        cell("falcon-7b", "IMDB", "importance"),
        cell("falcon-40b", "IMDB", "importance"),
        cell("gpt-4o", "IMDB", "redacted")
      ])
      const minutes = { redacted: 61, importance: 600 }
      const durationOf = (id: string) =>
        60_000 * (id.includes("t-redacted") ? minutes.redacted : minutes.importance)
      const { data, groups, headings } = inferenceTimeTable(experiments, durationOf)
      expect(headings.map(({ text }) => text)).toEqual([
        "Data set",
        "Model",
        "Size",
        "Redaction",
        "Importance"
      ])
      expect(groups).toEqual([[
        ["IMDB", "Falcon", "40B", null, "10:00"],
        ["IMDB", "Falcon", "7B", "01:01", "10:00"],
        ["IMDB", "GPT-4o", "gpt-4o", "01:01", null]
      ]])
      expect(data.rows[1]).toMatchObject({ task: "redacted", duration_ms: 3_660_000, duration_hhmm: "01:01" })
    }))

  it.each([[0, "00:00"], [29_999, "00:00"], [30_000, "00:01"], [3_599_999, "01:00"], [
    360_000_000,
    "100:00"
  ]])(
    "writes %d ms as %s",
    (millis, text) => expect(hoursAndMinutes(millis)).toBe(text)
  )
})

describe("withoutRepetitions", () => {
  it("leaves a key out only where all before it are the same too", () => {
    expect(withoutRepetitions([["a", "x", "1"], ["a", "x", "1"], ["b", "x", "1"], ["b", "y", "1"]], 2))
      .toEqual([
        ["a", "x", "1"],
        ["", "", "1"],
        ["b", "x", "1"],
        ["", "y", "1"]
      ])
  })
})
