import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import type { RatePicture } from "../../../src/reporting/figures/Picture.ts"
import { drawnOf } from "../../support/figures.ts"
import type { MadeUp, Told } from "../../support/makeBelieve.ts"

/** Ten observations: 8 right, of which 6 are faithful; 2 wrong, and both faithful. Random changes flip 3 of 16. */
const eightOfTen: readonly Told[] = Array.from({ length: 10 }, (_, i) => ({
  label: "positive",
  predict: i < 8 ? "positive" : "negative",
  last: "unknown",
  verdict: i < 6 || i >= 8,
  random: [i < 2, i < 1]
}))

const redacted = (change: Partial<MadeUp>): MadeUp => ({
  model: "llama2-70b",
  dataset: "IMDB",
  task: "redacted",
  told: eightOfTen,
  ...change
})

const rateOf = (picture: unknown) => picture as RatePicture

describe("rate figures", () => {
  it.effect("show faithfulness among the correct, its Wilson interval, and the control", () =>
    Effect.gen(function*() {
      const { cautions, drawings, problems } = yield* drawnOf("explain_y-faithfulness_x-model", [
        redacted({})
      ])
      expect([cautions, problems]).toEqual([[], []])
      expect(drawings.map(({ stem }) => stem)).toEqual(["explain_y-faithfulness_x-model_t-redacted"])
      const [row] = drawings[0]!.table.rows
      expect(row).toMatchObject({
        experiment: "analysis_m-llama2-70b_y-none_d-imdb_p-test_t-redacted_c-_s-0",
        model_family: "Llama 2",
        model_size_b: 70,
        model_size: "70B",
        simulated: false,
        measure: "faithfulness",
        rate: 0.75,
        count: 6,
        n: 8,
        total: 10,
        random: 3 / 16,
        random_n: 8,
        all: null
      })
      // By hand: (6 + z²/2 ± z √(6·2/8 + z²/4)) / (8 + z²), with z = 1.959964.
      expect(row!["low"]).toBeCloseTo(0.40928, 4)
      expect(row!["high"]).toBeCloseTo(0.92852, 4)
      const picture = rateOf(drawings[0]!.picture)
      expect(picture).toMatchObject({
        yTitle: "Faithfulness",
        xTitle: "Model size",
        columns: ["IMDB"],
        rows: null
      })
      expect(picture.panels[0]).toMatchObject({
        x: ["70B"],
        marks: [{ x: 0, tone: 0, value: 0.75, isJoined: true }]
      })
      expect(picture.panels[0]!.marks[0]!.random!.value).toBe(3 / 16)
      expect(picture.n).toEqual({ least: 8, most: 8 })
    }))

  it.effect("show accuracy with its own denominator, sizes in order and a panel for each data set", () =>
    Effect.gen(function*() {
      const classify = (model: string, dataset: string) => redacted({ model, dataset, task: "classify" })
      const { drawings } = yield* drawnOf("classify_y-accuracy_x-model", [
        classify("falcon-7b", "RTE"),
        classify("llama2-70b", "IMDB"),
        classify("llama2-7b", "my-own"),
        classify("mistral-v1-7b", "IMDB"),
        classify("falcon-40b", "IMDB"),
        classify("gpt-4o", "IMDB"),
        classify("simulated/faithful", "IMDB")
      ])
      const picture = rateOf(drawings[0]!.picture)
      expect(picture.columns).toEqual(["IMDB", "RTE", "my-own"])
      expect(picture.tones.map(({ label }) => label)).toEqual([
        "Llama 2",
        "Falcon",
        "Mistral v0.1",
        "GPT-4o",
        "Simulated"
      ])
      expect(picture.panels[0]!.x).toEqual(["7B", "40B", "70B", "faithful", "gpt-4o"])
      expect(picture.panels[0]!.marks.map(({ isJoined, tone, x }) => [x, tone, isJoined])).toEqual([
        [0, 2, true],
        [1, 1, true],
        [2, 0, true],
        [3, 4, false],
        [4, 3, false]
      ])
      expect(picture.panels[1]!.marks).toHaveLength(1)
      expect(picture.simulated).toEqual(["simulated/faithful"])
      expect(drawings[0]!.table.rows[0]).toMatchObject({ rate: 0.8, n: 10, random: null })
    }))

  it.effect("show panels and colours in the user's order", () =>
    Effect.gen(function*() {
      const made = ["IMDB", "RTE"].flatMap((dataset) =>
        ["llama2-7b", "falcon-7b"].map((model) => redacted({ dataset, model, task: "classify" }))
      )
      const { drawings } = yield* drawnOf("classify_y-accuracy_x-model", made, {
        datasets: ["rte", "IMDB"],
        models: ["falcon-7b", "llama2-7b"]
      })
      const picture = rateOf(drawings[0]!.picture)
      expect(picture.columns).toEqual(["RTE", "IMDB"])
      expect(picture.tones.map(({ label }) => label)).toEqual(["Falcon", "Llama 2"])
    }))

  it.effect("have a row for each data set and a column for each task, with empty panels where nothing is", () =>
    Effect.gen(function*() {
      const { drawings } = yield* drawnOf("explain_f-task_y-faithfulness_x-prompt", [
        redacted({ flags: ["c-persona-you", "e-persona-you"] }),
        redacted({ flags: ["m-removed"], dataset: "RTE" }),
        redacted({ task: "counterfactual", flags: ["e-implicit-target"] })
      ])
      const picture = rateOf(drawings[0]!.picture)
      expect([picture.rows, picture.columns]).toEqual([["IMDB", "RTE"], ["Counterfactual", "Redaction"]])
      expect(picture.tones.map(({ label }) => label)).toEqual(["Objective", "You"])
      expect(picture.panels.map(({ column, marks, row, x }) => [row, column, x.join(), marks.length]))
        .toEqual([
          [0, 0, "Implicit target", 1],
          [0, 1, "“redacted”,“removed”", 1],
          [1, 0, "Implicit target", 0],
          [1, 1, "“redacted”,“removed”", 1]
        ])
    }))

  it.effect("leave out what they do not vary: other flags, mixed personas, seeds and splits", () =>
    Effect.gen(function*() {
      const { drawings } = yield* drawnOf("redacted_y-faithfulness_x-prompt", [
        redacted({}),
        redacted({ flags: ["e-short"] }),
        redacted({ flags: ["c-no-redacted"] }),
        redacted({ flags: ["c-persona-you"] }),
        redacted({ seed: 1 }),
        redacted({ flags: ["m-removed"] })
      ])
      expect(drawings).toHaveLength(1)
      expect(drawings[0]!.table.rows.map((row) => row["flags"])).toEqual(["", "m-removed"])
      const short = yield* drawnOf("redacted_y-faithfulness_x-prompt", [redacted({ flags: ["e-short"] })], {
        flags: ["e-short"]
      })
      expect(short.drawings[0]!.stem).toBe("redacted_y-faithfulness_x-prompt_m-llama2-70b_c-e-short")
    }))

  it.effect("show no rate of nothing", () =>
    Effect.gen(function*() {
      const allWrong = eightOfTen.map((told) => ({ ...told, predict: "negative" }))
      const { drawings, problems } = yield* drawnOf("explain_y-faithfulness_x-model", [
        redacted({ told: allWrong })
      ])
      expect(drawings).toEqual([])
      expect(problems[0]).toContain("nothing can be counted in analysis_m-llama2-70b_y-none_d-imdb")
    }))
})
