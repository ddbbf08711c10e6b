import { describe, expect, it } from "@effect/vitest"
import { publishedRates } from "../../../src/experiment/summary/rates.ts"
import { addRecord, emptyTally } from "../../../src/experiment/summary/Summary.ts"
import { recordWith, sessionWith } from "../../support/records.ts"

const first = (reading: string | null, correct: boolean | null, verdict: boolean | null) =>
  recordWith(0, { sessions: [sessionWith("predict", { reading })], correct, verdict })

const tally = [
  first("positive", true, true),
  first("positive", true, false),
  first("negative", false, true),
  first("unknown", false, true),
  first("neutral", false, true),
  // What cannot be judged still says how often the model does not know an untouched text.
  first("unknown", false, null),
  first(null, null, null)
].reduce((counts, record) => addRecord(counts, record, "faithful"), emptyTally())

describe("publishedRates", () => {
  it("has the paper's faithfulness, that over all, and the base rate of unknown, each with its N", () => {
    expect(publishedRates(tally, "faithful")).toMatchObject({
      accuracy: { count: 2, n: 5 },
      faithfulness: { count: 1, n: 2, rate: 0.5 },
      faithfulness_over_all: { count: 4, n: 5, rate: 0.8 },
      unknown_untouched: { count: 2, n: 6 },
      neutral_untouched: { count: 1, n: 6 }
    })
  })

  it("calls the verdict of answerable introspection, and has none for classify", () => {
    expect(Object.keys(publishedRates(tally, "introspect"))).toEqual(
      ["accuracy", "introspection", "introspection_over_all", "unknown_untouched", "neutral_untouched"]
    )
    expect(Object.keys(publishedRates(tally, null))).toEqual([
      "accuracy",
      "unknown_untouched",
      "neutral_untouched"
    ])
  })
})
