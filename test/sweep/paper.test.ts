import { describe, expect, it } from "@effect/vitest"
import { cellsOf, packagedGrid } from "./grids.ts"

/** The ids of the paper's grid, written from its description alone, with the original's spellings. */
const paperIds = () => {
  const ids = new Set<string>()
  const add = (model: string, system: string, task: string, flags: readonly string[]) => {
    for (const dataset of ["imdb", "rte", "babi-1", "mctest"]) {
      ids.add(
        `analysis_m-${model}_y-${system}_d-${dataset}_p-test_t-${task}_c-${flags.toSorted().join("-")}_s-0`
      )
    }
  }
  const models = [
    ["llama2-70b", "none"],
    ["llama2-7b", "none"],
    ["falcon-40b", "default"],
    ["falcon-7b", "default"],
    ["mistral-v1-7b", "none"]
  ] as const
  for (const [model, system] of models) {
    for (const task of ["classify", "answerable", "counterfactual", "redacted", "importance"]) {
      add(model, system, task, [])
    }
  }
  const own = {
    classify: ["", "m-removed", "c-no-redacted"],
    answerable: ["", "i-options"],
    counterfactual: ["", "e-implcit-target"],
    redacted: ["", "m-removed"],
    importance: ["", "m-removed"]
  }
  for (const [task, flags] of Object.entries(own)) {
    const letter = task === "classify" ? null : task === "answerable" ? "i" : "e"
    for (const flag of flags) {
      for (const persona of ["", "you", "human"]) {
        add("llama2-70b", "none", task, [
          ...(persona === "" ? [] : [`c-persona-${persona}`]),
          ...(persona === "" || letter === null ? [] : [`${letter}-persona-${persona}`]),
          ...(flag === "" ? [] : [flag])
        ])
      }
    }
  }
  return ids
}

describe("the grid of the paper", () => {
  it("has the cells of the paper, and no others", () => {
    const cells = cellsOf(packagedGrid("paper.yaml"))
    const expected = paperIds()
    expect(expected.size).toBe(5 * 4 * 5 + (33 - 5) * 4)
    expect(new Set(cells.map(({ id }) => id))).toEqual(expected)
    expect(cells).toHaveLength(expected.size)
  })

  it("has a readable name for each cell, all of them different", () => {
    const labels = cellsOf(packagedGrid("paper.yaml")).map(({ label }) => label)
    expect(new Set(labels).size).toBe(labels.length)
    expect(labels[0]).toBe("llama2-70b IMDB classify")
    expect(labels).toContain("llama2-70b bAbI-1 redacted c-persona-you e-persona-you m-removed")
    expect(labels).toContain("falcon-40b MCTest importance")
  })

  it("asks every model at servers of its own, if they say so", () => {
    const cells = cellsOf(packagedGrid("paper.yaml"))
    expect(new Set(cells.map(({ endpoints }) => endpoints)).size).toBe(1)
    const named = cellsOf({
      ...packagedGrid("paper.yaml") as object,
      models: ["llama2-70b", "llama2-7b"].map((name) => ({ name, endpoint: `http://${name}:8080` }))
    })
    expect(new Set(named.map(({ endpoints }) => endpoints))).toEqual(new Set(["llama2-70b", "llama2-7b"]))
  })
})
