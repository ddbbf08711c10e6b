import { describe, expect, it } from "@effect/vitest"
import { defaultPack } from "../../src/prompts/defaultPack.ts"
import { structuredPack } from "../../src/prompts/structuredPack.ts"
import { cellsOf, packagedGrid, smallest } from "./grids.ts"

const labels = (data: unknown) => cellsOf(data).map(({ label }) => label)

describe("expandGrid", () => {
  it("has every combination in the order of the file", () => {
    const grid = {
      models: ["llama2-7b", "falcon-7b"],
      datasets: ["RTE"],
      tasks: ["redacted", "classify"],
      seeds: [1, 0]
    }
    expect(labels(grid)).toEqual([
      "llama2-7b RTE redacted seed:1",
      "llama2-7b RTE redacted",
      "llama2-7b RTE classify seed:1",
      "llama2-7b RTE classify",
      "falcon-7b RTE redacted seed:1",
      "falcon-7b RTE redacted",
      "falcon-7b RTE classify seed:1",
      "falcon-7b RTE classify"
    ])
  })

  it("names all that is not the usual", () => {
    const grid = {
      ...smallest,
      splits: ["valid"],
      variations: [["m-removed", "c-persona-you"]],
      packs: ["structured"],
      system: "default"
    }
    expect(labels(grid)[0]).toMatch(
      /^llama2-7b system:default IMDB valid classify c-persona-you m-removed pack:structured x-[0-9a-f]{8}$/
    )
    expect(cellsOf(grid)[0]?.definition.pack).toBe(structuredPack)
    expect(cellsOf(smallest)[0]?.definition.pack).toBe(defaultPack)
  })

  it("gives variations by task, and the plain wording to tasks that have none", () => {
    const grid = {
      ...smallest,
      tasks: ["classify", "answerable"],
      variations: { answerable: [["i-options"], []] }
    }
    expect(labels(grid)).toEqual([
      "llama2-7b IMDB classify",
      "llama2-7b IMDB answerable i-options",
      "llama2-7b IMDB answerable"
    ])
  })

  it("adds what is included, once, and takes away what is excluded", () => {
    const grid = {
      ...smallest,
      models: ["llama2-7b", "falcon-7b"],
      include: [{ models: ["falcon-7b"], tasks: ["classify", "redacted"], variations: [[], ["m-removed"]] }],
      exclude: [{ task: "redacted", flags: ["m-removed"] }, { model: ["llama2-7b"] }]
    }
    expect(labels(grid)).toEqual([
      "falcon-7b IMDB classify",
      "falcon-7b IMDB classify m-removed",
      "falcon-7b IMDB redacted"
    ])
  })

  it("settles how a cell is run from the whole to the single cell, parameter by parameter", () => {
    const grid = {
      ...smallest,
      models: ["llama2-7b", { name: "falcon-7b", limit: 20, params: { top_k: null } }],
      tasks: ["classify", "redacted"],
      limit: 100,
      params: { temperature: 0.5 },
      overrides: [{
        match: { model: "falcon-7b", task: "redacted" },
        limit: 5,
        params: { temperature: 0 },
        controls: ["random"]
      }]
    }
    const cells = cellsOf(grid)
    expect(cells.map(({ limit }) => limit)).toEqual([100, 100, 20, 5])
    expect(cells.map(({ experiment: { params } }) => [params.temperature, params.top_k])).toEqual([
      [0.5, 50],
      [0.5, 50],
      [0.5, undefined],
      [0, undefined]
    ])
    expect(cells.map(({ controls }) => controls)).toEqual([
      undefined,
      undefined,
      undefined,
      { controls: ["random"], draws: 5, repeats: 0 }
    ])
  })

  it("asks how likely answers are where the grid says so, of the same experiments", () => {
    const plain = cellsOf({ ...smallest, tasks: ["classify", "redacted"] })
    const cells = cellsOf({
      ...smallest,
      tasks: ["classify", "redacted"],
      soft: true,
      overrides: [{ match: { task: "classify" }, soft: false }]
    })
    expect(cells.map(({ id }) => id)).toEqual(plain.map(({ id }) => id))
    expect(cells.map(({ controls }) => controls)).toEqual([
      undefined,
      { controls: [], draws: 5, repeats: 0, soft: true }
    ])
    expect(cellsOf({ ...smallest, soft: false }).map(({ controls }) => controls)).toEqual([undefined])
  })

  it("puts models with the same servers in one endpoint set, unless their API names the model", () => {
    const endpoint = "http://a:1"
    const apart = (client: string) =>
      cellsOf({
        ...smallest,
        models: [
          { name: "llama2-7b", client, endpoint },
          { name: "llama2-7b", client, endpoint, system: "default" },
          { name: "falcon-7b", client, endpoint }
        ]
      }).map(({ endpoints }) => endpoints)
    expect(apart("TGI")).toEqual(["llama2-7b", "llama2-7b", "llama2-7b"])
    expect(apart("OpenAI")).toEqual(["llama2-7b", "llama2-7b", "falcon-7b"])
  })

  it("reads data and packs from where the caller says that they are", () => {
    const [cell] = cellsOf({
      ...smallest,
      datasets: [{ name: "own.csv", category: "sentiment", map: "text=sentence,label=label" }],
      packs: ["own.yaml"]
    }, {
      dataset: (name) => `/grids/${name}`,
      packs: new Map([["own.yaml", { ...defaultPack, name: "own" }]])
    })
    expect(cell?.definition.dataset).toBe("/grids/own.csv")
    expect(cell?.definition.reading?.map?.map(({ field }) => field)).toEqual(["text", "label"])
    expect(cell?.label).toMatch(/^llama2-7b own.csv classify pack:own/)
  })

  it("has the small grid of the package", () => {
    const cells = cellsOf(packagedGrid("small.yaml"))
    expect(cells.map(({ label }) => label)).toEqual([
      "simulated/faithful sample-sentiment classify",
      "simulated/faithful sample-sentiment redacted",
      "simulated/faithful sample-entailment redacted",
      "simulated/mixed:0.6 sample-sentiment classify",
      "simulated/mixed:0.6 sample-sentiment redacted",
      "simulated/mixed:0.6 sample-entailment classify",
      "simulated/mixed:0.6 sample-entailment redacted",
      "simulated/mixed:0.6 sample-multi-choice answerable",
      "simulated/mixed:0.6 sample-multi-choice answerable c-persona-human i-persona-human",
      "simulated/mixed:0.6 sample-multi-choice counterfactual",
      "simulated/mixed:0.6 sample-multi-choice importance",
      "simulated/mixed:0.6 sample-multi-choice importance m-removed"
    ])
    expect(cells.filter(({ controls }) => controls !== undefined)).toHaveLength(2)
  })
})
