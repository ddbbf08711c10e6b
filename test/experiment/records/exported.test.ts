import { describe, expect, it } from "@effect/vitest"
import { Chunk, Effect, Layer, Stream } from "effect"
import { readFileSync } from "node:fs"
import * as CacheMemory from "../../../layers/cache/Memory.ts"
import * as ResultsMemory from "../../../layers/results/Memory.ts"
import { TaskName } from "../../../src/domain/Variation.ts"
import {
  controlColumns,
  exportColumns,
  exportControlRows,
  exportRows
} from "../../../src/experiment/records/exported.ts"
import { GenerationCache } from "../../../src/storage/GenerationCache.ts"
import { Results } from "../../../src/storage/Results.ts"
import { generationOf, requestOf } from "../../support/answers.ts"
import { errorOf, recordWith, sessionWith, specWith } from "../../support/records.ts"

const layer = Layer.merge(CacheMemory.layer, ResultsMemory.layer)
const guide = readFileSync(new URL("../../../docs/results.md", import.meta.url), "utf8")

const rowsOfTask = Effect.fnUntraced(function*(
  task: TaskName,
  records: readonly ReturnType<typeof recordWith>[]
) {
  const { open } = yield* Results
  const experiment = yield* open("experiment", specWith({ task }))
  yield* Effect.forEach(records, experiment.put)
  return Chunk.toReadonlyArray(yield* Stream.runCollect(exportRows(experiment)))
})

const rowsOf = (...records: readonly ReturnType<typeof recordWith>[]) => rowsOfTask("redacted", records)

describe("exportRows", () => {
  it.scoped("joins a record with what was asked and answered", () =>
    Effect.gen(function*() {
      const cache = yield* GenerationCache
      const [first, second] = [requestOf("What is it?"), requestOf("Which words?")]
      yield* cache.put(first, generationOf(" Positive. "))
      yield* cache.put(second, generationOf("good, fine", { reasoning: "Hm." }))
      const [row] = yield* rowsOf(recordWith(4, {
        sessions: [
          sessionWith("predict", { request: first.digest }),
          sessionWith("explain", {
            request: second.digest,
            reading: ["good", "fine"],
            changed: "A [REDACTED] film."
          })
        ],
        error: { ...errorOf("request"), session: "explain_predict" }
      }))
      expect(row).toMatchObject({
        experiment: "experiment",
        idx: 4,
        label: "positive",
        correct: true,
        verdict: null,
        applicable: true,
        error_session: "explain_predict",
        duration_ms: 20,
        predict_prompt: "What is it?",
        predict_answer: " Positive. ",
        predict_reasoning: null,
        predict_reading: "positive",
        explain_reading: "[\"good\",\"fine\"]",
        explain_reasoning: "Hm.",
        explain_changed: "A [REDACTED] film.",
        explain_predict_prompt: null,
        explain_predict_request: null
      })
    }).pipe(Effect.provide(layer)))

  it.scoped("has a row for every record, in the order of idx, and null for texts that are lost", () =>
    Effect.gen(function*() {
      const size = 2100
      const rows = yield* rowsOf(...Array.from({ length: size }, (_, i) => recordWith(size - 1 - i)))
      expect(rows.map(({ idx }) => idx)).toEqual(Array.from({ length: size }, (_, i) => i))
      expect(rows[0]).toMatchObject({
        predict_prompt: null,
        predict_answer: null,
        predict_reading: "positive"
      })
    }).pipe(Effect.provide(layer)))

  it.scoped("says how the words of an importance explanation were masked, and how long the model thought", () =>
    Effect.gen(function*() {
      const explain = sessionWith("explain", {
        reading: ["good", "great"],
        masking: { masked: 3, absent: ["great"] },
        reasoningLength: 41
      })
      const rows = yield* rowsOfTask("importance", [
        recordWith(0, { sessions: [sessionWith("predict"), explain] }),
        recordWith(1, { sessions: [sessionWith("predict"), sessionWith("explain", { reading: null })] })
      ])
      expect(rows).toMatchObject([
        {
          predict_reasoning_length: null,
          explain_reasoning_length: 41,
          explain_masked: 3,
          explain_absent: "[\"great\"]"
        },
        { explain_masked: null, explain_absent: null }
      ])
    }).pipe(Effect.provide(layer)))

  it.scoped.each(TaskName.literals)(
    "fills exactly the columns of the task %s",
    (task) =>
      Effect.gen(function*() {
        const [row] = yield* rowsOfTask(task, [recordWith(0)])
        expect(Object.keys(row!)).toEqual(exportColumns(task).map(({ name }) => name))
      }).pipe(Effect.provide(layer))
  )

  it.scoped("has a row for each control, with what it changed, as a table of its own", () =>
    Effect.gen(function*() {
      const cache = yield* GenerationCache
      const asked = requestOf("What is it without some words?")
      yield* cache.put(asked, generationOf("Unknown."))
      const { open } = yield* Results
      const experiment = yield* open("experiment", specWith({ task: "redacted" }))
      yield* experiment.put(recordWith(3))
      const draw = recordWith(3, {
        correct: null,
        verdict: true,
        sessions: [sessionWith("explain_predict", { request: asked.digest, reading: "unknown" })]
      })
      const size = { words: 12, changed: 5 }
      yield* experiment.putControl({ ...draw, control: "random", number: 2, size })
      yield* experiment.putControl({ ...recordWith(3), control: "none", number: 1, size: null })
      const rows = Chunk.toReadonlyArray(yield* Stream.runCollect(exportControlRows(experiment)))
      expect(rows).toHaveLength(2)
      expect(rows.find(({ control }) => control === "random")).toMatchObject({
        idx: 3,
        number: 2,
        words: 12,
        words_changed: 5,
        verdict: true,
        predict_prompt: null,
        explain_predict_prompt: "What is it without some words?",
        explain_predict_answer: "Unknown.",
        explain_predict_reading: "unknown"
      })
      expect(rows.find(({ control }) => control === "none")).toMatchObject({ number: 1, words: null })
      for (const row of rows) {
        expect(Object.keys(row)).toEqual(controlColumns("redacted").map(({ name }) => name))
      }
    }).pipe(Effect.provide(layer)))

  it("has no columns for sessions that the task does not hold, or that mask no words", () => {
    const masked = TaskName.literals.flatMap((task) =>
      exportColumns(task).flatMap(({ name }) => /_(?:masked|absent)$/.test(name) ? [`${task} ${name}`] : [])
    )
    expect(masked).toEqual(["importance explain_masked", "importance explain_absent"])
    expect(exportColumns("classify").map(({ name }) => name)).not.toContain("explain_prompt")
    expect(exportColumns("answerable").map(({ name }) => name)).toContain("ability_answer")
  })

  it("has columns that the guide explains", () => {
    for (const task of TaskName.literals) {
      for (const { name } of controlColumns(task)) {
        const inGuide = name.replace(/^(explain_predict|predict|ability|explain)_/, "SESSION_")
        expect(guide).toMatch(new RegExp(`^\\| \`(${name}|${inGuide})\``, "m"))
      }
    }
  })
})
