import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import type { Observation } from "../../src/domain/Observation.ts"
import { splitFacts } from "../../src/experiment/splitFacts.ts"
import { review, story } from "../support/observations.ts"

const facts = (category: "sentiment" | "multi-choice", rows: readonly Observation[]) =>
  splitFacts({
    name: "ours",
    category,
    sha256: null,
    size: rows.length,
    row: (idx) => Effect.succeed(rows[idx]!)
  })

describe("the facts of a split", () => {
  it.effect("count empty texts, and rows that repeat an earlier one", () =>
    Effect.gen(function*() {
      const rows = [
        review,
        { ...review, idx: 1 },
        { ...review, idx: 2, text: "" },
        { ...review, idx: 3, text: " \n" },
        { ...review, idx: 4, label: "negative" as const }
      ]
      expect(yield* facts("sentiment", rows)).toEqual({
        rows: 5,
        labels: { negative: 1, positive: 4 },
        empty_texts: 2,
        duplicate_rows: 1
      })
    }))

  it.effect("name no labels where every row may have its own", () =>
    Effect.gen(function*() {
      const rows = Array.from(
        { length: 30 },
        (_, i) => ({ ...story, idx: i, choices: [`${i}`], label: `${i}` })
      )
      expect(yield* facts("multi-choice", rows)).toEqual({ rows: 30, empty_texts: 0, duplicate_rows: 0 })
    }))
})
