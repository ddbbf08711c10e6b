import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { fileURLToPath } from "node:url"
import * as builtin from "../../../layers/datasets/builtin.ts"
import { datasetsContract, fakeDatasets } from "../../../layers/testing/index.ts"
import { type Dataset, DatasetError } from "../../../src/storage/Datasets.ts"
import { failuresOf } from "../../support/suite.ts"

for (
  const dataset of ["sample-sentiment", "sample-multi-choice", "sample-entailment", "simulated-babi-1:300"]
) {
  datasetsContract({ describe, expect, it }, dataset, { layer: builtin.layer, dataset })
}

const good: Dataset = {
  name: "good",
  category: "multi-choice",
  sha256: null,
  size: 3,
  row: (idx) =>
    Effect.succeed({
      idx,
      paragraph: `Text ${idx}.`,
      question: "Who?",
      choices: ["Ann", "Bob"],
      label: "Bob"
    })
}

const failures = (dataset: Dataset, reason: "Unknown" | "Missing" = "Unknown") =>
  failuresOf((framework) =>
    datasetsContract(framework, "these", {
      dataset: "good",
      layer: fakeDatasets({
        open: (name) =>
          name === "good"
            ? Effect.succeed(dataset)
            : Effect.fail(new DatasetError({ reason, message: `no ${name}` }))
      })
    })
  )

describe("the suite of data sets", () => {
  it("passes what is right", async () => {
    expect(await failures(good)).toEqual([])
  })

  it.each<readonly [string, Dataset, string]>([
    ["rows with another number", { ...good, row: (idx) => good.row(idx + 1) }, "gives rows of the category"],
    ["rows of another category", { ...good, category: "sentiment" }, "gives rows of the category"],
    [
      "choices that are not sorted",
      {
        ...good,
        row: (idx) => Effect.map(good.row(idx), (row) => ({ ...row, choices: ["Bob", "Ann"] }))
      },
      "gives rows of the category"
    ],
    ["one row only", { ...good, size: 1 }, "says what a data set is"],
    ["a digest that is none", { ...good, sha256: "abc" }, "says what a data set is"]
  ])("finds %s", async (_, dataset, found) => {
    expect((await failures(dataset)).join()).toContain(found)
  })

  it("finds rows that change", async () => {
    let count = 0
    const row: Dataset["row"] = (idx) =>
      Effect.map(good.row(idx), (same) => ({ ...same, paragraph: `Text ${count++}.` }))
    expect((await failures({ ...good, row })).join()).toContain("gives the same rows in any order")
  })

  it("finds an unknown name that is called missing", async () => {
    expect(await failures(good, "Missing")).toEqual(["tells that it does not know a name"])
  })
})

datasetsContract({ describe, expect, it }, "a user's file", {
  layer: builtin.layer,
  dataset: fileURLToPath(new URL("../../../layers/datasets/sample/sentiment.jsonl", import.meta.url))
})
