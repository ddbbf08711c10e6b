import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Memory from "../../../layers/results/Memory.ts"
import { figureNames } from "../../../src/reporting/figures/catalogue.ts"
import { drawnOf, drawStored } from "../../support/figures.ts"
import { keep, type MadeUp, madeUpGrid } from "../../support/makeBelieve.ts"

const classified: MadeUp = {
  model: "llama2-7b",
  dataset: "IMDB",
  task: "classify",
  told: [{ label: "positive", predict: "positive" }]
}
const figure = "classify_y-accuracy_x-model"

describe("the pages of a figure", () => {
  it("are there for every figure of the original", () => {
    expect(figureNames).toEqual([
      "classify_y-accuracy_x-model",
      "classify_y-accuracy_x-prompt",
      "explain_y-faithfulness_x-model",
      "explain_f-task_y-faithfulness_x-model",
      "explain_f-task_y-faithfulness_x-prompt",
      "counterfactual_y-faithfulness_x-prompt",
      "redacted_y-faithfulness_x-prompt",
      "importance_y-faithfulness_x-prompt",
      "classify_y-classes_x-prompt",
      "answerable_y-classes_x-prompt",
      "counterfactual_y-classes_x-prompt",
      "redacted_y-classes_x-prompt",
      "importance_y-classes_x-prompt"
    ])
  })

  it.effect("show a part of the paper's grid whole", () =>
    Effect.gen(function*() {
      const two = madeUpGrid(4).filter(({ dataset, model }) =>
        ["IMDB", "bAbI-1"].includes(dataset) && ["llama2-70b", "falcon-7b"].includes(model)
      )
      yield* Effect.forEach(two, keep, { discard: true })
      for (const name of figureNames) {
        const { cautions, drawings, problems } = yield* drawStored(name)
        expect([name, cautions, problems]).toEqual([name, [], []])
        const isByClass = name.includes("y-classes")
        const pages = isByClass
          ? 4
          : name === "explain_y-faithfulness_x-model"
          ? 3
          : name.endsWith("x-model")
          ? 1
          : 2
        expect([name, drawings.length]).toEqual([name, pages])
        expect(new Set(drawings.map(({ stem }) => stem)).size).toBe(pages)
      }
    }).pipe(Effect.provide(Memory.layer)))

  it.effect("show the usual one of several experiments for a place, and say so", () =>
    Effect.gen(function*() {
      const other = { ...classified, extra: "_x-0123abcd", told: [] }
      const { cautions, drawings, problems } = yield* drawnOf(figure, [other, classified])
      expect(problems).toEqual([])
      expect(cautions).toEqual([
        "analysis_m-llama2-7b_y-none_d-imdb_p-test_t-classify_c-_s-0_x-0123abcd would stand in the place of "
        + "analysis_m-llama2-7b_y-none_d-imdb_p-test_t-classify_c-_s-0, which is shown; to show another, leave out with "
        + "--exclude"
      ])
      expect(drawings[0]!.table.rows).toHaveLength(1)
    }))

  it.effect("show none of two that are equally unusual, until one is left out", () =>
    Effect.gen(function*() {
      const two = ["_x-0123abcd", "_x-4567abcd"].map((extra) => ({ ...classified, extra }))
      const { drawings, problems } = yield* drawnOf(figure, two)
      expect(drawings).toEqual([])
      expect(problems).toHaveLength(1)
      expect(problems[0]).toMatch(
        /_x-0123abcd and .*_x-4567abcd would stand in one place; leave out all but one/
      )
      const settled = yield* drawnOf(figure, two, { exclude: ["x-0123"] })
      expect(settled.problems).toEqual([])
      expect(settled.drawings[0]!.table.rows[0]!["experiment"]).toMatch(/_x-4567abcd$/)
    }))

  it.effect("say what is missing and what to run", () =>
    Effect.gen(function*() {
      const { problems } = yield* drawnOf("counterfactual_y-faithfulness_x-prompt", [classified], { seed: 3 })
      expect(problems).toEqual([
        "no results of counterfactual with split test, seed 3, no further flags; run: introspect run --task "
        + "counterfactual --dataset NAME --model-name NAME --seed 3, and again with --task-config e-implicit-target"
      ])
      const others = yield* drawnOf(figure, [classified], { flags: ["c-no-redacted"] })
      expect(others.problems[0]).toContain(
        "flags c-no-redacted (stored with another selection: 1); run: "
      )
      expect(others.problems[0]).toContain("--task-config c-no-redacted")
    }))
})
