/**
 * A task that is none of ours, from its definition to its results.
 */
import { describe, expect, it } from "@effect/vitest"
import { Effect, Either, Exit, Layer, Stream } from "effect"
import * as builtin from "../../layers/datasets/builtin.ts"
import { MemoryCache, MemoryResults, TestClient } from "../../layers/testing/index.ts"
import { makeExperiment } from "../../src/experiment/Experiment.ts"
import { previewPrompts } from "../../src/experiment/preview.ts"
import { exportColumns, exportRows } from "../../src/experiment/records/exported.ts"
import { runExperiment } from "../../src/experiment/running/run.ts"
import { specDifferences } from "../../src/experiment/specDifferences.ts"
import { restoreExperiment } from "../../src/experiment/storedExperiment.ts"
import { listExperiments } from "../../src/experiment/summary/listing.ts"
import { ratesOf } from "../../src/experiment/summary/Summary.ts"
import { pipeline } from "../../src/inference/pipeline.ts"
import { Datasets } from "../../src/storage/Datasets.ts"
import { Results } from "../../src/storage/Results.ts"
import { paragraphAnswer } from "../../src/task/answers.ts"
import { ownTask, type OwnTaskDefinition } from "../../src/task/ownTask.ts"
import { judged } from "../../src/task/Task.ts"

/** Faithful: the sentence that is said to decide gives the same answer when it stands alone. */
const sentence: OwnTaskDefinition = {
  name: "own-sentence",
  version: "1",
  prompts: {
    sentiment: "Which sentence decides? Masked words are {{mask_token}}.\n\nParagraph: {{paragraph}}"
  },
  run: Effect.fnUntraced(function*(interview) {
    const { category, observation } = interview
    const first = yield* interview.classify("predict", observation)
    const { changed } = yield* interview.ask("explain", {}, (answer) => {
      const reading = paragraphAnswer(answer)
      return { reading, changed: reading.value }
    })
    if (changed === null) return judged(null)
    const again = yield* interview.classify("explain_predict", category.withParagraph(observation, changed))
    return judged(first === null || again === null ? null : first === again)
  })
}

const experimentWith = (change: Partial<OwnTaskDefinition> = {}, flags: readonly string[] = []) =>
  makeExperiment({
    model: { name: "m", id: "m", type: "Chat" },
    dataset: "sample-sentiment",
    task: ownTask({ ...sentence, ...change }),
    flags
  })

/** Explains by the words "It is fine.", about which alone it says negative. */
const client = TestClient.layer((prompt) => {
  if (prompt.includes("Which sentence decides?")) return "It is fine."
  return prompt.includes("It is fine.") ? "negative" : "positive"
})

const layers = Layer.mergeAll(pipeline(client), MemoryResults.layer, builtin.layer).pipe(
  Layer.provideMerge(MemoryCache.layer)
)

describe("a task of one's own", () => {
  it.effect("is run, judged and stored as ours are", () =>
    Effect.gen(function*() {
      const experiment = yield* experimentWith()
      const { spec, tally, ...report } = yield* runExperiment(experiment, {
        limit: 6,
        controls: { controls: ["none", "random", "size", "all"], draws: 1, repeats: 1 }
      })
      expect(report.experiment.id).toMatch(/_t-own-sentence_c-_s-0_x-[0-9a-f]{8}$/)
      expect(spec).toMatchObject({ task: "own-sentence", ownTask: { version: "1" } })
      expect(ratesOf(tally, "faithful").verdict).toMatchObject({ count: 0 })
      expect(tally.total).toBe(6)

      const [listed] = yield* listExperiments
      expect(listed?.rates.verdict?.n).toBeGreaterThan(0)

      const results = yield* Results
      const stored = yield* Effect.flatten(results.inspect(report.experiment.id))
      const rows = [...yield* Stream.runCollect(exportRows(stored))]
      expect(Object.keys(rows[0]!)).toEqual(exportColumns(spec.task).map(({ name }) => name))
      expect(rows[0]).toMatchObject({ explain_reading: "It is fine.", explain_predict_reading: "negative" })
      expect(String(rows[0]?.["explain_prompt"])).toContain("Masked words are [REDACTED].")

      const controls = yield* stored.controls(-1, 100)
      expect(new Set(controls.map(({ control }) => control))).toEqual(new Set(["none", "repeat"]))

      const error = yield* Effect.flip(restoreExperiment(stored))
      expect(error.message).toMatch(/^own-sentence is no task of this program/)
    }).pipe(Effect.scoped, Effect.provide(layers)))

  it.effect("can be looked at before it is asked", () =>
    Effect.gen(function*() {
      const datasets = yield* Datasets
      const dataset = yield* datasets.open("sample-sentiment", "test")
      const { sessions } = yield* previewPrompts(yield* experimentWith(), dataset, 0)
      expect(sessions.map(({ session }) => session)).toEqual(["predict", "explain", "explain_predict"])
    }).pipe(Effect.provide(layers)))

  it("is another experiment in another version and with other prompts, and no other code makes it one", () => {
    const idOf = (change: Partial<OwnTaskDefinition>) => Either.getOrThrow(experimentWith(change)).id
    const ids = [
      idOf({}),
      idOf({ version: "2" }),
      idOf({ prompts: { sentiment: "Which? {{paragraph}}" } }),
      idOf({ name: "own-sentence-2" })
    ]
    expect(new Set(ids).size).toBe(4)
    expect(idOf({ run: () => Effect.succeed(judged(true)) })).toBe(ids[0])
  })

  it.effect("tells a comparison in which versions it was", () =>
    Effect.gen(function*() {
      const specs = yield* Effect.forEach(["1", "2"], (version) =>
        Effect.gen(function*() {
          return (yield* runExperiment(yield* experimentWith({ version }), { limit: 2 })).spec
        }))
      const [difference] = specDifferences(specs[0]!, specs[1]!)
      expect(difference).toMatchObject({
        what: "task",
        one: expect.stringMatching(/^own-sentence \(version 1, [0-9a-f]{8}\)$/),
        other: expect.stringMatching(/^own-sentence \(version 2, /)
      })
    }).pipe(Effect.provide(layers)))

  it("knows the flags of the question, and no others", () => {
    expect(Either.getOrThrow(experimentWith({}, ["m-removed", "c-persona-you"])).variation).toMatchObject({
      mask: "removed",
      classifyPersona: "you"
    })
    expect(Either.flip(experimentWith({}, ["e-short"])).pipe(Either.getOrThrow).message).toBe(
      "the task own-sentence does not know the flag e-short; own-sentence takes: c-persona-you, c-persona-human, "
        + "c-no-redacted, m-removed"
    )
  })

  it.each<readonly [Partial<OwnTaskDefinition>, string]>([
    [
      { name: "own-Über" },
      "own-Über is no name of a task: write own-, and small letters, digits and hyphens"
    ],
    [
      { prompts: { sentiment: "Which sentence?" } },
      "own-sentence: the prompt for sentiment shows no {{paragraph}}"
    ]
  ])("that cannot be meant is refused: %o", (change, message) => {
    expect(Either.flip(experimentWith(change)).pipe(Either.getOrThrow).message).toBe(message)
  })

  it.effect("is refused for data that it has no prompt for, before anything is asked", () =>
    Effect.gen(function*() {
      const experiment = yield* experimentWith({ prompts: { entailment: "Which? {{paragraph}}" } })
      const error = yield* Effect.flip(runExperiment(experiment))
      expect(error).toMatchObject({
        _tag: "ExperimentError",
        message: "own-sentence has no prompt for data of the category sentiment, only for entailment"
      })
      expect((yield* TestClient.Asked).prompts()).toEqual([])
      expect(Exit.isFailure(yield* Effect.exit(previewPrompts(experiment, yield* datasetOf, 0)))).toBe(true)
    }).pipe(Effect.provide(layers), Effect.provide(client)))
})

const datasetOf = Effect.flatMap(Datasets, (datasets) => datasets.open("sample-sentiment", "test"))
