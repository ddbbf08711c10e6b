import { describe, expect, it } from "@effect/vitest"
import { problemsWith, smallest } from "./grids.ts"

describe("a grid that is wrong", () => {
  it("says what is missing or empty", () => {
    expect(problemsWith({ models: [], tasks: ["classify"] })).toEqual([
      "models: must have at least one",
      "datasets: is missing"
    ])
    expect(problemsWith(null)).toEqual(["the grid: must be an object of keys and values, and is null"])
    expect(problemsWith([])).toEqual(["the grid: must be an object of keys and values, and is a list"])
  })

  it("names unknown keys, with what is near and what is allowed", () => {
    expect(problemsWith({ ...smallest, dataset: ["RTE"] })).toEqual([
      expect.stringMatching(
        /^dataset: unknown key \(did you mean datasets\b.*\); allowed are models, datasets, /
      )
    ])
    expect(problemsWith({ ...smallest, models: [{ name: "llama2-7b", endpont: "http://a" }] })).toEqual([
      expect.stringMatching(
        /^models\[0\]\.endpont: unknown key \(did you mean endpoint\?\); allowed are name, /
      )
    ])
    expect(problemsWith({ ...smallest, overrides: [{ match: { taks: "redacted" } }] })[0]).toMatch(
      /^overrides\[0\]\.match\.taks: unknown key \(did you mean task/
    )
  })

  it("names unknown words, with what is near and what is allowed", () => {
    expect(problemsWith({ ...smallest, tasks: ["classify", "redact"] })).toEqual([
      "tasks[1]: \"redact\" is none of classify, answerable, counterfactual, redacted, importance (did you mean redacted?)"
    ])
    expect(problemsWith({ ...smallest, models: [{ name: "llama2-7b", client: "tgi" }] })[0]).toBe(
      "models[0].client: \"tgi\" is none of TGI, VLLM, OpenAI, LlamaCpp, Simulated, Offline (did you mean TGI?)"
    )
    expect(problemsWith({ ...smallest, controls: ["all", "some"] })[0]).toMatch(
      /^controls\[1\]: "some" is none of random/
    )
  })

  it("says what kind of value is wanted", () => {
    expect(problemsWith({ ...smallest, limit: 0 })).toEqual(["limit: must be a whole number from 1"])
    expect(problemsWith({ ...smallest, limit: "ten" })).toEqual(["limit: must be a number, and is \"ten\""])
    expect(problemsWith({ ...smallest, soft: "yes" })[0]).toMatch(/^soft: must be .*, and is "yes"$/)
    expect(problemsWith({ ...smallest, seeds: [-1] })).toEqual(["seeds[0]: must be a whole number from 0"])
    expect(problemsWith({ ...smallest, datasets: "IMDB" })).toEqual([
      "datasets: must be a list, and is \"IMDB\""
    ])
    expect(problemsWith({ ...smallest, models: [7] })).toEqual([
      "models[0]: must be a text or an object of keys and values, and is 7"
    ])
    expect(problemsWith({ ...smallest, variations: ["m-removed"] })).toEqual([
      "variations[0]: must be a list, and is \"m-removed\""
    ])
    expect(problemsWith({ ...smallest, params: { temperature: -1 } })[0]).toMatch(/^params\.temperature: /)
    expect(problemsWith({ ...smallest, params: { temperatur: 1 } })[0]).toMatch(
      /^params\.temperatur: unknown key \(did you mean temperature/
    )
  })

  it("knows which flags a task takes, and where they stand", () => {
    expect(problemsWith({ ...smallest, tasks: ["redacted", "classify"], variations: [[], ["e-short"]] }))
      .toEqual([
        expect.stringMatching(
          /^variations\[1\]: the task classify does not know the flag e-short; classify takes: /
        )
      ])
    const include = [{ variations: { classify: [["m-remove"]] } }]
    expect(problemsWith({ ...smallest, include })).toEqual([
      expect.stringMatching(/^include\[0\]\.variations\.classify\[0\]: unknown flag m-remove/)
    ])
  })

  it("knows the models, their chat formats, the packs and the maps", () => {
    expect(problemsWith({ ...smallest, models: ["llama-7b"] })[0]).toMatch(
      /^models\[0\]: unknown model llama-7b \(did you mean llama2-7b/
    )
    expect(problemsWith({ ...smallest, models: [{ name: "mistral-v1-7b", system: "Be brief." }] })[0])
      .toMatch(
        /^models\[0\]: .*Mistral/
      )
    expect(problemsWith({ ...smallest, include: [{ models: ["llama2-7"] }] })).toEqual([
      "include[0].models[0]: no model of the grid is called llama2-7 (did you mean llama2-7b?)"
    ])
    expect(problemsWith({ ...smallest, packs: ["structure"] })).toEqual([
      "packs[0]: no prompt pack structure (did you mean structured?); there are default, structured"
    ])
    expect(problemsWith({ ...smallest, datasets: [{ name: "a.csv", map: "text" }] })[0]).toMatch(
      /^datasets\[0\]\.map: /
    )
  })

  it("knows when an exclusion or an override means nothing", () => {
    expect(problemsWith({ ...smallest, exclude: [{ model: "llama2-70" }] })).toEqual([
      "exclude[0].model: no cell has llama2-70 (did you mean llama2-7b?); there are llama2-7b"
    ])
    const grid = { ...smallest, tasks: ["classify", "redacted"], seeds: [0, 1] }
    const overrides = [{ match: { flags: ["m-removed"] }, limit: 2 }, { match: {}, limit: 3 }]
    expect(problemsWith({ ...grid, overrides })).toEqual([
      "overrides[0].match.flags: no cell has m-removed; there are none",
      "overrides[1].match: would be every cell; say which by model, dataset, split, task, pack, seed, flags"
    ])
  })

  it("refuses two cells that would share their results", () => {
    expect(problemsWith({ ...smallest, include: [{ limit: 10 }] })[0]).toMatch(
      /^the grid: llama2-7b IMDB classify is there twice, with different settings; .*analysis_m-llama2-7b_/
    )
    expect(problemsWith({ ...smallest, datasets: ["a/own.csv", "b/own.csv"] })[0]).toMatch(/is there twice/)
  })
})
