import { describe, expect, it } from "@effect/vitest"
import { Effect, Exit, Layer } from "effect"
import * as MemoryCache from "../../../layers/cache/Memory.ts"
import * as MemoryResults from "../../../layers/results/Memory.ts"
import { type Annotation, lastWords, readerRowOf } from "../../../src/domain/Annotation.ts"
import type { ExperimentSpec } from "../../../src/domain/ExperimentSpec.ts"
import { annotate, readerOf } from "../../../src/experiment/records/annotate.ts"
import { Annotations } from "../../../src/storage/Annotations.ts"
import { Datasets } from "../../../src/storage/Datasets.ts"
import { Results } from "../../../src/storage/Results.ts"
import { specWith } from "../../support/records.ts"
import { heldRecord } from "../../support/viewer.ts"

const noDatasets = Layer.succeed(Datasets, {
  open: () => Effect.dieMessage("no data set was expected"),
  names: []
})

/** What is kept of a correction of the explanation. */
const kept = (
  spec: Partial<ExperimentSpec>,
  expected: Annotation["expected"],
  session: "predict" | "explain"
) =>
  Effect.gen(function*() {
    const made: Annotation[] = []
    const annotations = Layer.succeed(Annotations, {
      add: (annotation) => Effect.sync(() => void made.push(annotation)),
      of: () => Effect.succeed([])
    })
    const { open } = yield* Results
    const results = yield* open("experiment", specWith(spec))
    const record = yield* heldRecord(0, [
      { session: "predict", prompt: "How is it?", answer: "good", reading: "positive" },
      { session: "explain", prompt: "Which words?", answer: "good, fine", reading: ["good"] }
    ])
    yield* results.put(record)
    const { answer } = record.sessions.find((one) => one.session === session)!
    const exit = yield* annotate(results, { idx: 0, session, answer, expected }).pipe(
      Effect.provide(Layer.merge(annotations, noDatasets)),
      Effect.exit
    )
    return { exit, made }
  }).pipe(Effect.scoped, Effect.provide([MemoryCache.layer, MemoryResults.layer]))

describe("annotations", () => {
  it("are for the reader that reads the session", () => {
    expect(readerOf("answerable", "sentiment", "ability")).toBe("ability")
    expect(readerOf("importance", "entailment", "explain")).toBe("words")
    expect(readerOf("counterfactual", "entailment", "explain")).toBe("paragraph")
    expect(readerOf("redacted", "multi-choice", "explain_predict")).toBe("multiChoice")
  })

  it.effect("of words are lists, and of all else texts", () =>
    Effect.gen(function*() {
      const words = yield* kept({ task: "importance" }, ["good", "fine"], "explain")
      expect(words.made).toMatchObject([{ reader: "words", expected: ["good", "fine"], text: "good, fine" }])
      for (const [expected, session] of [["good", "explain"], [["good"], "predict"]] as const) {
        const { exit, made } = yield* kept({ task: "importance" }, expected, session)
        expect(Exit.isFailure(exit)).toBe(true)
        expect(made).toEqual([])
      }
      expect((yield* kept({ task: "importance" }, null, "explain")).made).toHaveLength(1)
    }))

  it.effect("of a choice are not kept without the choices", () =>
    Effect.gen(function*() {
      const dataset = { ...specWith().dataset, category: "multi-choice" as const }
      const { exit, made } = yield* kept({ dataset }, "a", "predict")
      expect(String(exit)).toContain("the choices of observation 0 are not to be found")
      expect(made).toEqual([])
    }))

  it("are rows of the readers' tests, of which the last word holds", () => {
    const one: Annotation = {
      experiment: "e",
      idx: 1,
      session: "predict",
      request: "r",
      answer: "digest",
      text: "b",
      choices: ["x", "y"],
      reader: "multiChoice",
      readers: "3",
      reading: null,
      rule: "none",
      expected: "x",
      at: "2026-11-21T18:00:00.000Z"
    }
    expect(readerRowOf(one)).toEqual({
      reader: "multiChoice",
      answer: "b",
      choices: ["x", "y"],
      expected: "x",
      style: "e 1 predict"
    })
    const later = { ...one, expected: "y" }
    const another = { ...one, answer: "another digest" }
    expect(lastWords([one, another, later])).toEqual([later, another])
  })
})
