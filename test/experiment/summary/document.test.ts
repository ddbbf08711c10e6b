import { describe, expect, it } from "@effect/vitest"
import { Either } from "effect"
import { noTokens } from "../../../src/domain/TokenUse.ts"
import { makeExperiment } from "../../../src/experiment/Experiment.ts"
import { runDocument, storedDocument } from "../../../src/experiment/summary/document.ts"
import { addRecord, emptyTally } from "../../../src/experiment/summary/Summary.ts"
import { wilson } from "../../../src/stats/wilson.ts"
import { recordWith, specWith } from "../../support/records.ts"

const experiment = Either.getOrThrow(
  makeExperiment({ model: { name: "llama2-7b" }, dataset: "IMDB", task: "redacted", flags: ["m-removed"] })
)
const spec = specWith({ flags: ["m-removed"] })
const generations = { requested: 3, cached: 1, coalesced: 0, sent: 2, retried: 0, failed: 0 }
const durations = { setup: 1, eval: 20, wall: 30 }
const document = runDocument({
  experiment,
  spec,
  tally: addRecord(emptyTally(), recordWith(0, { verdict: true }), "faithful"),
  controls: null,
  generations,
  sent: noTokens(),
  durations
})

describe("runDocument", () => {
  it("is what --json prints", () => {
    expect(document).toEqual({
      id: "analysis_m-llama2-7b_y-none_d-imdb_p-test_t-redacted_c-m-removed_s-0",
      spec,
      results: {
        total: 1,
        error: 0,
        mismatch: 0,
        inapplicable: 0,
        truncated: 0,
        correct: 1,
        faithful: 1,
        faithful_and_correct: 1,
        tokens: { prompt: { sessions: 0, tokens: 0 }, completion: { sessions: 0, tokens: 0 } },
        mismatches: [],
        answer: [{ label: "positive", predict: "positive", explain_predict: "", count: 1 }]
      },
      rates: {
        accuracy: wilson(1, 1),
        faithfulness: wilson(1, 1),
        faithfulness_over_all: wilson(1, 1),
        unknown_untouched: wilson(0, 1),
        neutral_untouched: wilson(0, 1)
      },
      generations,
      sent: noTokens(),
      durations
    })
  })

  it("has the cost where the price and the tokens are known, those of controls included", () => {
    const tokens = {
      prompt: { sessions: 2, tokens: 2_000_000 },
      completion: { sessions: 2, tokens: 1_000_000 }
    }
    const controls = { sessions: 2, tokens, failed: 0, outdated: 0 }
    const tally = { ...emptyTally(), sessions: 2, tokens }
    const priced = { ...experiment, price: { input: 0.5, output: 1 } }
    const run = { experiment: priced, spec, tally, controls, generations, sent: tokens, durations }
    expect(runDocument(run).cost).toEqual({
      price: { input: 0.5, output: 1 },
      answers: { input: 2, output: 2, total: 4 },
      uncounted: 0,
      sent: { input: 1, output: 1, total: 2 },
      not_paid_again: 2
    })
  })
})

describe("storedDocument", () => {
  it("has the original's names of the arguments, and the manifest", () => {
    expect(storedDocument(document, { node: "20" })).toEqual({
      ...document,
      args: {
        model_name: "llama2-7b",
        model_id: "meta-llama/Llama-2-7b-chat-hf",
        model_type: "Llama2",
        system_message: "none",
        dataset: "IMDB",
        split: "test",
        task: "redacted",
        task_config: ["m-removed"],
        seed: 0
      },
      manifest: { node: "20" }
    })
  })
})
