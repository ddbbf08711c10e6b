import { describe, expect, it } from "@effect/vitest"
import { Effect, Either, Layer } from "effect"
import * as CacheMemory from "../../../layers/cache/Memory.ts"
import * as Offline from "../../../layers/clients/Offline.ts"
import * as ResultsMemory from "../../../layers/results/Memory.ts"
import { controlKey, type ControlRecord } from "../../../src/domain/ControlRecord.ts"
import { Digest } from "../../../src/domain/Digest.ts"
import type { ObservationRecord } from "../../../src/domain/ObservationRecord.ts"
import { showPrompt } from "../../../src/domain/Prompt.ts"
import { controlHolder } from "../../../src/experiment/controls/hold.ts"
import { rereadControls } from "../../../src/experiment/controls/reread.ts"
import { summariseControls } from "../../../src/experiment/controls/summary.ts"
import { makeExperiment, specOf } from "../../../src/experiment/Experiment.ts"
import { checkIntegrity } from "../../../src/experiment/records/integrity.ts"
import { observeAgain } from "../../../src/experiment/records/replay.ts"
import { runExperiment } from "../../../src/experiment/running/run.ts"
import { pipeline } from "../../../src/inference/pipeline.ts"
import type { Dataset } from "../../../src/storage/Datasets.ts"
import { GenerationCache } from "../../../src/storage/GenerationCache.ts"
import { Results } from "../../../src/storage/Results.ts"
import { generationOf } from "../../support/answers.ts"
import { fakeDatasets, fakeInference } from "../../support/fakes.ts"

const dataset: Dataset = {
  name: "reviews",
  category: "sentiment",
  sha256: null,
  size: 4,
  row: (idx) =>
    Effect.succeed({ idx, text: `A fine film with a ${"very ".repeat(idx)}good cast.`, label: "positive" })
}

const experiment = Either.getOrThrow(
  makeExperiment({ model: { name: "llama2-7b" }, dataset: "reviews", task: "importance" })
)
const spec = specOf(experiment, dataset)

/** A model that finds "fine" important, and does not know without it. */
const answer = (prompt: string) => {
  if (prompt.includes("List the words")) return "1. fine"
  return prompt.includes("A [REDACTED]") ? "unknown" : "positive"
}

const layer = Layer.provideMerge(
  pipeline(fakeInference({
    info: Effect.succeed(null),
    generate: ({ prompt }) => Effect.sync(() => generationOf(answer(showPrompt(prompt))))
  })),
  Layer.mergeAll(
    CacheMemory.layer,
    ResultsMemory.layer,
    fakeDatasets({ open: () => Effect.succeed(dataset) })
  )
)

const controls = { controls: ["random", "none", "all", "size"], draws: 2, repeats: 1 } as const
const hold = controlHolder(experiment, dataset)
const opened = Effect.flatMap(Results, ({ open }) => open(experiment.id, spec))
const stored = Effect.scoped(Effect.flatMap(opened, (results) => results.controls(-1, 100)))
const summary = Effect.scoped(Effect.flatMap(opened, (results) => summariseControls(results)))
const rereadAll = Effect.scoped(Effect.flatMap(opened, (results) => rereadControls(results, hold)))
  .pipe(Effect.provide(pipeline(Offline.layer)))
const integrity = Effect.scoped(
  Effect.flatMap(
    opened,
    (results) => checkIntegrity(results, { again: observeAgain(experiment, dataset), controlAgain: hold }, 3)
  )
).pipe(Effect.provide(pipeline(Offline.layer)))

const changeControls = (changed: (record: ControlRecord) => ControlRecord) =>
  Effect.scoped(Effect.gen(function*() {
    const { controls, putControl } = yield* opened
    yield* Effect.forEach(yield* controls(-1, 100), (one) => putControl(changed(one)))
  }))

const changeRecord = (idx: number, changed: (record: ObservationRecord) => ObservationRecord) =>
  Effect.scoped(Effect.gen(function*() {
    const { put, record } = yield* opened
    yield* put(changed(yield* Effect.flatten(record(idx))))
  }))

/** As readers saw it that found other words in the explanation. */
const withExplanation = (text: string) => (record: ObservationRecord): ObservationRecord => ({
  ...record,
  sessions: record.sessions.map((one) => one.session === "explain" ? { ...one, changed: text } : one)
})

const perObservation = 2 + 1 + 1 + 1 + 1

describe("controls read again by the cache alone", () => {
  it.effect("follow from the cache, and are named where they do not", () =>
    Effect.gen(function*() {
      yield* runExperiment(experiment, { controls })
      const sound = yield* integrity
      expect(sound).toMatchObject({ records: 4, differing: 0 })
      expect(sound.controls).toEqual({
        records: 4 * perObservation,
        differing: 0,
        failed: 0,
        otherReaders: 0
      })

      yield* changeControls((one) =>
        one.control === "random" && one.number === 2 && one.idx === 1
          ? { ...one, verdict: !one.verdict, size: { words: 9, changed: 7 } }
          : one
      )
      const broken = yield* integrity
      expect(broken.differing).toBe(0)
      expect(broken.controls.differing).toBe(1)
      expect(broken.differences.map(({ control, field, idx }) => [idx, control, field])).toEqual([
        [1, "random 2", "verdict"],
        [1, "random 2", "size"]
      ])
    }).pipe(Effect.provide(layer)))

  it.effect("get the readings of today's readers", () =>
    Effect.gen(function*() {
      const run = yield* runExperiment(experiment, { controls })
      const before = yield* stored
      yield* changeControls((one) => ({
        ...one,
        readers: "0",
        verdict: null,
        sessions: one.sessions.map((session) => ({ ...session, reading: null }))
      }))
      const outdated = yield* summary
      expect(outdated).toMatchObject({ outdated: 4 * perObservation, failed: 0 })
      expect(outdated).not.toHaveProperty("random")

      const report = yield* rereadAll
      const asking = before.filter(({ sessions }) => sessions.length > 0).length
      expect(report).toMatchObject({
        records: 4 * perObservation,
        readings: asking,
        unasked: 0,
        uncalledFor: 0
      })
      expect(yield* stored).toEqual(before)
      expect(yield* summary).toEqual(run.controls)
    }).pipe(Effect.provide(layer)))

  it.effect("go where the explanation is now read as a change of another size, and are asked by the next run", () =>
    Effect.gen(function*() {
      yield* runExperiment(experiment, { controls })
      const before = yield* stored
      yield* changeRecord(2, withExplanation("A [REDACTED] [REDACTED] with a very very good cast."))
      expect(yield* rereadAll).toMatchObject({ unasked: 2, uncalledFor: 0, records: 4 * perObservation - 2 })
      const left = yield* stored
      expect(left.filter(({ control, idx }) => control === "random" && idx === 2)).toEqual([])
      expect(left).toHaveLength(before.length - 2)
      expect(left.find(({ control, idx }) => control === "size" && idx === 2)?.size?.changed).toBe(2)

      const next = yield* runExperiment(experiment, { controls })
      expect(next.generations).toMatchObject({ requested: 2, sent: 2 })
      expect((yield* stored).map(controlKey).toSorted()).toEqual(before.map(controlKey).toSorted())
    }).pipe(Effect.provide(layer)))

  it.effect("go where their observation no longer calls for them", () =>
    Effect.gen(function*() {
      yield* runExperiment(experiment, { controls })
      yield* changeRecord(0, (record) => ({ ...record, correct: false }))
      expect(yield* rereadAll).toMatchObject({ uncalledFor: 4, unasked: 0 })
      expect((yield* stored).filter(({ idx }) => idx === 0).map(({ control }) => control).toSorted())
        .toEqual(["none", "repeat"])
    }).pipe(Effect.provide(layer)))

  it.effect("stay as they were with an observation that could not be read again, and where they had failed", () =>
    Effect.gen(function*() {
      yield* runExperiment(experiment, { controls })
      yield* changeRecord(3, (record) => ({ ...record, readers: "0" }))
      yield* changeControls((one) =>
        one.idx === 1 && one.control === "all"
          ? {
            ...one,
            sessions: [],
            error: { session: "explain_predict", class: "transient", reason: "Unreachable", message: "gone" }
          }
          : one
      )
      const before = yield* stored
      const cache = yield* GenerationCache
      const { request } = yield* Effect.scoped(Effect.flatMap(opened, (results) =>
        Effect.map(
          Effect.flatten(results.record(1)),
          (record) => hold(record, { control: "all", number: 1 })
        ))).pipe(Effect.flatten, Effect.map(({ sessions }) => sessions[0]!))
      yield* cache.forget([Digest(request)])
      expect(yield* rereadAll).toMatchObject({ waiting: perObservation, unasked: 0 })
      expect(yield* stored).toEqual(before)
    }).pipe(Effect.provide(layer)))
})
