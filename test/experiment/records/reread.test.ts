import { describe, expect, it } from "@effect/vitest"
import { Effect, Either, Layer } from "effect"
import * as CacheMemory from "../../../layers/cache/Memory.ts"
import * as Offline from "../../../layers/clients/Offline.ts"
import * as ResultsMemory from "../../../layers/results/Memory.ts"
import { Digest } from "../../../src/domain/Digest.ts"
import type { ObservationRecord, SessionRecord } from "../../../src/domain/ObservationRecord.ts"
import { showPrompt } from "../../../src/domain/Prompt.ts"
import { controlHolder } from "../../../src/experiment/controls/hold.ts"
import { makeExperiment, specOf } from "../../../src/experiment/Experiment.ts"
import { checkIntegrity } from "../../../src/experiment/records/integrity.ts"
import { observeAgain } from "../../../src/experiment/records/replay.ts"
import { rereadRecords } from "../../../src/experiment/records/reread.ts"
import { runExperiment } from "../../../src/experiment/running/run.ts"
import { makeRunProgress } from "../../../src/experiment/running/RunProgress.ts"
import type { Inference } from "../../../src/inference/Inference.ts"
import { pipeline } from "../../../src/inference/pipeline.ts"
import { readerVersion } from "../../../src/readers/index.ts"
import type { Dataset } from "../../../src/storage/Datasets.ts"
import { GenerationCache } from "../../../src/storage/GenerationCache.ts"
import { Results } from "../../../src/storage/Results.ts"
import type { Tell } from "../../../src/storage/Tell.ts"
import { generationOf } from "../../support/answers.ts"
import { fakeDatasets, fakeInference } from "../../support/fakes.ts"

const dataset: Dataset = {
  name: "reviews",
  category: "sentiment",
  sha256: null,
  size: 8,
  row: (idx) => Effect.succeed({ idx, text: `A fine film, number ${idx}.`, label: "positive" })
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

/** Everything that a run needs, in memory, with a log of what the server was asked. */
const setUp = () => {
  const asked: string[] = []
  const client = fakeInference({
    info: Effect.succeed(null),
    generate: ({ prompt }) =>
      Effect.sync(() => {
        const text = showPrompt(prompt)
        asked.push(text)
        return generationOf(answer(text))
      })
  })
  const storage = Layer.mergeAll(
    CacheMemory.layer,
    ResultsMemory.layer,
    fakeDatasets({ open: () => Effect.succeed(dataset) })
  )
  return { asked, layer: Layer.provideMerge(pipeline(client), storage) }
}

/** By the cache alone, whatever else there is. */
const offline = <A, E, R>(effect: Effect.Effect<A, E, R | Inference>) =>
  Effect.provide(effect, pipeline(Offline.layer))

const opened = Effect.flatMap(Results, ({ open }) => open(experiment.id, spec))
const records = Effect.scoped(Effect.flatMap(opened, ({ page }) => page(-1, 100)))

/** Changes stored records as if other readers had made them. */
const change = (idxs: readonly number[], changed: (record: ObservationRecord) => ObservationRecord) =>
  Effect.scoped(Effect.gen(function*() {
    const { put, record } = yield* opened
    for (const idx of idxs) yield* put(changed(yield* Effect.flatten(record(idx))))
  }))

/** As readers saw it that could not read a plain "positive". */
const byOldReaders = (record: ObservationRecord): ObservationRecord => ({
  ...record,
  sessions: record.sessions.slice(0, 1).map((session) => ({ ...session, reading: null, rule: "old" })),
  correct: null,
  verdict: null,
  readers: "0"
})

/** Forgets what the last session of some observations was answered. */
const forgetLast = (idxs: readonly number[]) =>
  Effect.scoped(Effect.gen(function*() {
    const cache = yield* GenerationCache
    const { record } = yield* opened
    for (const idx of idxs) {
      const { sessions } = yield* Effect.flatten(record(idx))
      yield* cache.forget([Digest(sessions.at(-1)!.request)])
    }
  }))

const rereading = (tell?: Tell) =>
  Effect.scoped(Effect.flatMap(
    opened,
    (results) => rereadRecords(results, observeAgain(experiment, dataset), () => true, tell)
  ))
const rereadAll = rereading()
const comparing = (tell?: Tell) =>
  Effect.scoped(Effect.flatMap(opened, (stored) =>
    checkIntegrity(
      stored,
      { again: observeAgain(experiment, dataset), controlAgain: controlHolder(experiment, dataset) },
      3,
      tell
    )))
const integrity = comparing()

/** Remembers all that it is told. */
const listener = () => {
  const told: Parameters<Tell>[] = []
  return { told, tell: ((...state) => void told.push(state)) satisfies Tell as Tell }
}

describe("a resumed experiment whose records other readers made", () => {
  it.effect("reads them again from the cache before it asks anything new", () => {
    const { asked, layer } = setUp()
    return Effect.gen(function*() {
      yield* runExperiment(experiment, { limit: 5 })
      const before = yield* records
      const idxs = before.map(({ idx }) => idx)
      asked.length = 0
      yield* change(idxs, byOldReaders)
      const { tally } = yield* runExperiment(experiment)
      expect(asked).toHaveLength(9)
      expect(tally).toMatchObject({ total: 8, verdictAndCorrect: 8 })
      const after = yield* records
      expect(after.filter(({ idx }) => idxs.includes(idx))).toEqual(before)
      expect(new Set(after.map(({ readers }) => readers))).toEqual(new Set([readerVersion]))
    }).pipe(Effect.provide(layer))
  })

  it.effect("reads those beyond its limit again as well", () => {
    const { layer } = setUp()
    return Effect.gen(function*() {
      yield* runExperiment(experiment)
      const before = yield* records
      yield* change([0, 1, 2, 3, 4, 5, 6, 7], byOldReaders)
      const progress = makeRunProgress()
      yield* runExperiment(experiment, { limit: 1, progress })
      expect(yield* records).toEqual(before)
      expect(progress.reread).toEqual({ done: 8, total: 8 })
    }).pipe(Effect.provide(layer))
  })

  it.effect("asks what a changed reading leads to", () => {
    const { asked, layer } = setUp()
    return Effect.gen(function*() {
      yield* runExperiment(experiment)
      yield* forgetLast([2])
      yield* change([2, 3], byOldReaders)
      asked.length = 0
      yield* runExperiment(experiment)
      expect(asked).toHaveLength(1)
      expect(asked[0]).toContain("A [REDACTED] film, number 2")
    }).pipe(Effect.provide(layer))
  })

  it.effect("stops without a server when the cache lacks an answer, and keeps the old record", () => {
    const { layer } = setUp()
    return Effect.gen(function*() {
      yield* runExperiment(experiment)
      yield* forgetLast([2])
      yield* change([2, 3], byOldReaders)
      const error = yield* Effect.flip(Effect.asVoid(offline(runExperiment(experiment))))
      expect(error).toMatchObject({ _tag: "RereadIncomplete", unanswered: 1 })
      const readers = (yield* records).map((record) => record.readers)
      expect(readers.filter((version) => version === "0")).toHaveLength(1)
    }).pipe(Effect.provide(layer))
  })
})

describe("rereadRecords", () => {
  it.effect("reports how many readings and judgements changed, and what it could not read", () => {
    const { layer } = setUp()
    return Effect.gen(function*() {
      yield* runExperiment(experiment)
      yield* forgetLast([1])
      yield* change([1, 2, 3], byOldReaders)
      expect(yield* offline(rereadAll)).toEqual({
        records: 7,
        readings: 2,
        judgements: 2,
        otherText: 0,
        unanswered: [1]
      })
      expect((yield* records)[1]).toMatchObject({ idx: 1, readers: "0", correct: null })
      expect((yield* records)[2]).toMatchObject({ idx: 2, readers: readerVersion, verdict: true })
    }).pipe(Effect.provide(layer))
  })

  it.effect("tells how far it is", () => {
    const { layer } = setUp()
    const { tell, told } = listener()
    return Effect.gen(function*() {
      yield* runExperiment(experiment)
      yield* offline(rereading(tell))
      expect(told).toEqual([["records", 0, 8], ["records", 8, 8]])
    }).pipe(Effect.provide(layer))
  })
})

describe("checkIntegrity", () => {
  it.effect("tells how far it is, and of controls as many as there are", () => {
    const { layer } = setUp()
    const { tell, told } = listener()
    return Effect.gen(function*() {
      yield* runExperiment(experiment, { controls: { controls: ["none"], draws: 0, repeats: 0 } })
      yield* offline(comparing(tell))
      expect(told.slice(0, 2)).toEqual([["records", 0, 8], ["records", 8, 8]])
      expect(told.slice(2)).toEqual(Array.from({ length: 8 }, (_, i) => ["controls", i + 1, null]))
    }).pipe(Effect.provide(layer))
  })

  it.effect("finds nothing in records that follow from the cache", () => {
    const { layer } = setUp()
    return Effect.gen(function*() {
      yield* runExperiment(experiment)
      expect(yield* offline(integrity)).toEqual({
        controls: { records: 0, differing: 0, failed: 0, otherReaders: 0 },
        records: 8,
        differing: 0,
        failed: 0,
        otherReaders: 0,
        differences: []
      })
    }).pipe(Effect.provide(layer))
  })

  it.effect("names the first differences, in order, and changes nothing", () => {
    const { layer } = setUp()
    return Effect.gen(function*() {
      yield* runExperiment(experiment)
      yield* change([6], (record) => ({ ...record, correct: false }))
      yield* change([4], byOldReaders)
      yield* change([5], (record) => ({
        ...record,
        sessions: record.sessions.map((session, i) => i === 1 ? { ...session, reading: ["film"] } : session)
      }))
      const before = yield* records
      const report = yield* offline(integrity)
      expect(report).toMatchObject({ records: 8, differing: 3, otherReaders: 1 })
      expect(report.differences.map(({ field, idx, session }) => [idx, session, field])).toEqual([
        [4, "predict", "reading"],
        [4, "predict", "rule"],
        [4, null, "correct"]
      ])
      expect(yield* records).toEqual(before)
    }).pipe(Effect.provide(layer))
  })

  it.effect("compares how words were masked, and how long the model thought", () => {
    const { layer } = setUp()
    return Effect.gen(function*() {
      yield* runExperiment(experiment)
      const explain = (idx: number, wrong: Partial<SessionRecord>) =>
        change([idx], (record) => ({
          ...record,
          sessions: record.sessions.map((session, i) => i === 1 ? { ...session, ...wrong } : session)
        }))
      yield* explain(1, { masking: { masked: 2, absent: [] } })
      yield* explain(2, { reasoningLength: 5 })
      expect((yield* offline(integrity)).differences).toEqual([
        {
          idx: 1,
          session: "explain",
          field: "masking",
          one: { masked: 2, absent: [] },
          other: { masked: 1, absent: [] }
        },
        { idx: 2, session: "explain", field: "reasoningLength", one: 5, other: null }
      ])
    }).pipe(Effect.provide(layer))
  })

  it.effect("names an answer that the cache has lost", () => {
    const { layer } = setUp()
    return Effect.gen(function*() {
      yield* runExperiment(experiment)
      yield* forgetLast([0])
      const { differences } = yield* offline(integrity)
      expect(differences).toContainEqual(
        expect.objectContaining({
          idx: 0,
          field: "error",
          one: null,
          other: expect.objectContaining({ reason: "NotCached" })
        })
      )
    }).pipe(Effect.provide(layer))
  })

  it.effect("compares of a failed observation what was held of it", () => {
    const { layer } = setUp()
    return Effect.gen(function*() {
      yield* runExperiment(experiment)
      yield* change([3], (record) => ({
        ...record,
        sessions: record.sessions.slice(0, 2),
        verdict: null,
        error: { session: "explain_predict", class: "transient", reason: "Unreachable", message: "refused" }
      }))
      expect(yield* offline(integrity)).toMatchObject({ failed: 1, differing: 0 })
    }).pipe(Effect.provide(layer))
  })
})
