/**
 * What every store of results must do.
 */
import { Effect, type Layer, Option } from "effect"
import type { ControlRecord } from "../../../src/domain/ControlRecord.ts"
import { Digest, digestText } from "../../../src/domain/Digest.ts"
import type { ObservationRecord } from "../../../src/domain/ObservationRecord.ts"
import type { ExperimentResults } from "../../../src/storage/Results.ts"
import { Results } from "../../../src/storage/Results.ts"
import type { StorageError } from "../../../src/storage/StorageError.ts"
import { errorOf, recordWith, sessionWith, specWith } from "../records.ts"
import { effectTest, type TestFramework } from "../TestFramework.ts"
import { selectionTests } from "./resultsSelection.ts"

const open = (id = "experiment", spec = specWith()) =>
  Effect.flatMap(Results, (results) => results.open(id, spec))
const all = ({ fold }: ExperimentResults) =>
  fold<readonly ObservationRecord[]>([], (records, record) => [...records, record])

/** A record with everything that a record can have. */
const rich = recordWith(7, {
  split: "valid",
  label: "the \"garden\"\nü 🦜",
  sessions: [
    sessionWith("predict", { reading: null, rule: "empty", durationMillis: 0.5, reasoningLength: 12 }),
    sessionWith("explain", {
      reading: ["one", "two"],
      changed: "A [REDACTED].",
      masking: { masked: 1, absent: ["two"] },
      finishReason: "length"
    }),
    sessionWith("explain_predict", { finishReason: "unknown" })
  ],
  correct: null,
  verdict: false,
  applicability: "inapplicable",
  error: { session: "explain_predict", class: "request", reason: "ContextOverflow", message: "too long" }
})

/**
 * Registers the suite for one implementation; each test builds the layer anew and expects it empty.
 *
 * @example
 * resultsContract({ describe, expect, it }, "Memory", Memory.layer)
 */
export const resultsContract = (
  framework: TestFramework,
  name: string,
  layer: Layer.Layer<Results, StorageError>
): void => {
  const { describe, expect } = framework
  const test = effectTest(framework)
  describe(`the contract of results: ${name}`, () => {
    test("has nothing at first", () =>
      Effect.gen(function*() {
        const results = yield* open()
        expect(yield* all(results)).toEqual([])
        expect(yield* results.finished).toEqual(new Set())
        expect(results.location).not.toBe("")
      }).pipe(Effect.provide(layer)))

    test("gives back every part of a record", () =>
      Effect.gen(function*() {
        const results = yield* open()
        yield* results.put(rich)
        expect(yield* all(results)).toEqual([rich])
      }).pipe(Effect.provide(layer)))

    test("keeps true, false and null apart", () =>
      Effect.gen(function*() {
        const results = yield* open()
        const values = [true, false, null]
        const records = values.flatMap((correct, i) =>
          values.map((verdict, j) => recordWith(i * 3 + j, { correct, verdict }))
        )
        yield* Effect.forEach(records, results.put)
        expect(yield* all(results)).toEqual(records)
      }).pipe(Effect.provide(layer)))

    test("replaces a record of the same observation", () =>
      Effect.gen(function*() {
        const results = yield* open()
        yield* results.put(recordWith(1, { error: errorOf("transient") }))
        yield* results.put(recordWith(1, { correct: false }))
        yield* results.put(recordWith(1, { correct: null }))
        expect(yield* all(results)).toEqual([recordWith(1, { correct: null })])
      }).pipe(Effect.provide(layer)))

    test("folds in the order of idx, whatever the order of putting, and over any number", () =>
      Effect.gen(function*() {
        const results = yield* open()
        const size = 2345
        // 11 is coprime to the size: a permutation
        const order = Array.from({ length: size }, (_, i) => (i * 11) % size)
        yield* Effect.forEach(order, (idx) => results.put(recordWith(idx)), { concurrency: 50 })
        const seen = yield* results.fold<readonly number[]>([], (rows, { idx }) => [...rows, idx])
        expect(seen).toEqual(Array.from({ length: size }, (_, i) => i))
      }).pipe(Effect.provide(layer)))

    test("takes what is complete for finished, unreadable or inapplicable as it may be, and nothing that failed", () =>
      Effect.gen(function*() {
        const results = yield* open()
        yield* results.put(recordWith(0))
        yield* results.put(recordWith(1, { error: errorOf("request") }))
        yield* results.put(recordWith(2, { error: errorOf("transient") }))
        yield* results.put(recordWith(3, { verdict: null, correct: null }))
        yield* results.put(recordWith(4, { applicability: "inapplicable" }))
        yield* results.put(recordWith(5, { error: { ...errorOf("request"), reason: "NotCached" } }))
        expect(yield* results.finished).toEqual(new Set([0, 3, 4]))
      }).pipe(Effect.provide(layer)))

    test("clears all records and keeps the experiment", () =>
      Effect.gen(function*() {
        const results = yield* open()
        yield* results.put(recordWith(0))
        yield* results.put(recordWith(1))
        yield* results.clear
        expect(yield* all(results)).toEqual([])
        yield* results.put(recordWith(2))
        expect(yield* results.finished).toEqual(new Set([2]))
      }).pipe(Effect.provide(layer)))

    test("goes on where it stopped when it is opened again", () =>
      Effect.gen(function*() {
        yield* Effect.scoped(Effect.flatMap(open(), (results) => results.put(rich)))
        const again = yield* open()
        expect(yield* all(again)).toEqual([rich])
      }).pipe(Effect.provide(layer)))

    test("keeps experiments apart", () =>
      Effect.gen(function*() {
        const one = yield* open("one")
        const other = yield* open("other", specWith({ seed: 1 }))
        yield* one.put(recordWith(1))
        yield* other.put(recordWith(2))
        expect(yield* one.finished).toEqual(new Set([1]))
        expect(yield* other.finished).toEqual(new Set([2]))
      }).pipe(Effect.provide(layer)))

    test("tells a second one that the first holds it, until the first is done", () =>
      Effect.gen(function*() {
        yield* Effect.scoped(Effect.gen(function*() {
          yield* open()
          const error = yield* Effect.flip(open())
          expect(error).toMatchObject({ _tag: "StorageError", reason: "Held" })
          expect(error.message).toContain("experiment is being written by")
        }))
        yield* open()
      }).pipe(Effect.provide(layer)))

    test("refuses another specification, and names the fields that differ", () =>
      Effect.gen(function*() {
        yield* Effect.scoped(Effect.flatMap(open(), (results) => results.put(recordWith(0))))
        const spec = specWith()
        const changed = {
          ...spec,
          seed: 3,
          flags: ["m-removed"],
          model: { ...spec.model, revision: "main" }
        }
        const error = yield* Effect.flip(Effect.scoped(open("experiment", changed)))
        expect(error).toMatchObject({ _tag: "StorageError", reason: "Differs" })
        expect(error.message).toContain("seed was 0 and is 3")
        expect(error.message).toContain("flags was [] and is [\"m-removed\"]")
        expect(error.message).toContain("model.revision was null and is \"main\"")
        expect(error.message).not.toMatch(/params|pack|dataset/)
        // and nobody holds it, and nothing is lost
        expect(yield* all(yield* open())).toEqual([recordWith(0)])
      }).pipe(Effect.provide(layer)))

    test("lets an experiment be looked at without opening it, also while it is open", () =>
      Effect.gen(function*() {
        const { inspect } = yield* Results
        expect(yield* inspect("experiment")).toEqual(Option.none())
        const results = yield* open()
        yield* results.put(recordWith(0))
        yield* results.put(recordWith(1, { error: errorOf("transient") }))
        const { finished, fold, id, spec } = yield* Effect.flatten(inspect("experiment"))
        expect({ id, spec }).toEqual({ id: "experiment", spec: specWith() })
        expect(yield* finished).toEqual(new Set([0]))
        expect(yield* fold(0, (count) => count + 1)).toBe(2)
        expect(yield* inspect("other")).toEqual(Option.none())
      }).pipe(Effect.provide(layer)))

    test("gives one record, and pages of them in the order of idx", () =>
      Effect.gen(function*() {
        const { page, put, record } = yield* open()
        yield* Effect.forEach([5, 1, 9, 7], (idx) => put(idx === 7 ? rich : recordWith(idx)))
        expect(yield* record(7)).toEqual(Option.some(rich))
        expect(yield* record(2)).toEqual(Option.none())
        const rows = (after: number, size: number) =>
          Effect.map(page(after, size), (records) => records.map(({ idx }) => idx))
        expect(yield* rows(-1, 3)).toEqual([1, 5, 7])
        expect(yield* rows(5, 3)).toEqual([7, 9])
        expect(yield* rows(9, 3)).toEqual([])
        expect(yield* page(6, 1)).toEqual([rich])
      }).pipe(Effect.provide(layer)))

    test("counts the outcomes and the versions of the readers", () =>
      Effect.gen(function*() {
        const { outcomes, put, readerVersions } = yield* open()
        expect(yield* outcomes).toEqual([])
        expect(yield* readerVersions).toEqual(new Map())
        yield* put(recordWith(0, { verdict: false }))
        yield* put(recordWith(1, { verdict: false, readers: "0" }))
        yield* put(recordWith(2, { correct: null, error: errorOf("request") }))
        yield* put(recordWith(3, { applicability: "inapplicable", readers: "0" }))
        const applicable = { applicability: "applicable", failed: false }
        expect((yield* outcomes).toSorted((a, b) => b.count - a.count)).toEqual([
          { ...applicable, correct: true, verdict: false, count: 2 },
          expect.anything(),
          expect.anything()
        ])
        expect(yield* outcomes).toContainEqual(
          { correct: null, verdict: null, applicability: "applicable", failed: true, count: 1 }
        )
        expect(yield* outcomes).toContainEqual(
          { correct: true, verdict: null, applicability: "inapplicable", failed: false, count: 1 }
        )
        expect(yield* readerVersions).toEqual(new Map([["0", 2], ["1", 2]]))
      }).pipe(Effect.provide(layer)))

    test("gives back the parts that were kept last", () =>
      Effect.gen(function*() {
        const results = yield* open()
        expect(yield* results.parts).toEqual(Option.none())
        yield* results.keepParts({ pack: { name: "one" } })
        yield* results.keepParts({ pack: { name: "two" }, template: null })
        const { inspect } = yield* Results
        const stored = yield* Effect.flatten(inspect("experiment"))
        expect(yield* stored.parts).toEqual(Option.some({ pack: { name: "two" }, template: null }))
      }).pipe(Effect.provide(layer)))

    test("keeps controls apart from the records, by their key, and gives those of the next observations", () =>
      Effect.gen(function*() {
        const results = yield* open()
        expect(yield* results.controls(-1, 10)).toEqual([])
        const control = (idx: number, change: Partial<ControlRecord> = {}): ControlRecord => ({
          ...recordWith(idx, { correct: null, verdict: false }),
          control: "random",
          number: 1,
          size: { words: 8, changed: 2 },
          ...change
        })
        const richControl = { ...rich, control: "none", number: 1, size: null } as const
        yield* Effect.forEach([
          control(3),
          control(3, { verdict: true }),
          control(3, { number: 2 }),
          control(1, { control: "all" }),
          richControl
        ], results.putControl)
        expect(yield* results.controls(-1, 10)).toEqual([
          control(1, { control: "all" }),
          control(3, { verdict: true }),
          control(3, { number: 2 }),
          richControl
        ])
        expect((yield* results.controls(-1, 2)).map(({ idx }) => idx)).toEqual([1, 3, 3])
        expect((yield* results.controls(3, 2)).map(({ idx }) => idx)).toEqual([7])
        yield* results.removeControl({ idx: 3, control: "random", number: 2 })
        yield* results.removeControl({ idx: 3, control: "random", number: 9 })
        expect((yield* results.controls(-1, 2)).map(({ idx, number }) => [idx, number])).toEqual([[1, 1], [
          3,
          1
        ]])
        expect(yield* all(results)).toEqual([])
        yield* results.clear
        expect(yield* results.controls(-1, 10)).toEqual([])
      }).pipe(Effect.provide(layer)))

    test("gives back the document", () =>
      Effect.gen(function*() {
        const results = yield* open()
        expect(yield* results.document).toEqual(Option.none())
        yield* results.saveDocument({ results: { total: 1 } })
        yield* results.saveDocument({ results: { total: 2 } })
        const { inspect } = yield* Results
        const stored = yield* Effect.flatten(inspect("experiment"))
        expect(yield* stored.document).toEqual(Option.some({ results: { total: 2 } }))
      }).pipe(Effect.provide(layer)))

    test("lists the experiments, and removes one when nobody holds it", () =>
      Effect.gen(function*() {
        const { ids, inspect, remove } = yield* Results
        expect(yield* ids).toEqual([])
        yield* Effect.scoped(Effect.flatMap(open("two"), ({ put }) => put(recordWith(0))))
        yield* Effect.scoped(Effect.gen(function*() {
          const { put, saveDocument } = yield* open("one")
          yield* put(recordWith(0))
          yield* saveDocument({})
          expect(yield* Effect.flip(remove("one"))).toMatchObject({ reason: "Held" })
        }))
        expect(yield* ids).toEqual(["one", "two"])
        yield* remove("one")
        expect(yield* ids).toEqual(["two"])
        expect(yield* inspect("one")).toEqual(Option.none())
        const again = yield* open("one", specWith({ seed: 7 }))
        expect(yield* all(again)).toEqual([])
        expect(yield* again.document).toEqual(Option.none())
      }).pipe(Effect.provide(layer)))

    test("tells which requests, refused ones too, only one experiment refers to", () =>
      Effect.gen(function*() {
        const { requestsOnlyOf } = yield* Results
        const asking = (...requests: readonly string[]) => ({
          sessions: requests.map((request) => sessionWith("predict", { request: digestText(request) }))
        })
        const one = yield* open("one")
        yield* one.put(recordWith(0, asking("shared", "own")))
        yield* one.put(recordWith(1, asking("own", "own too")))
        yield* one.put(recordWith(2, asking()))
        const other = yield* open("other")
        yield* other.put(recordWith(0, asking("shared", "other's")))
        expect(yield* requestsOnlyOf("one")).toEqual(
          new Set(["own", "own too"].map((text) => Digest(digestText(text))))
        )
        expect(yield* requestsOnlyOf("other")).toEqual(new Set([digestText("other's")]))
        expect(yield* requestsOnlyOf("none")).toEqual(new Set())
        const control = { control: "none", number: 1, size: null } as const
        yield* one.putControl({ ...recordWith(0, asking("control's")), ...control })
        yield* other.putControl({ ...recordWith(0, asking("own too")), ...control })
        expect(yield* requestsOnlyOf("one")).toEqual(
          new Set(["own", "control's"].map((text) => Digest(digestText(text))))
        )
        const refused = (request: string) => ({ ...errorOf("request"), request: digestText(request) })
        yield* one.put(recordWith(3, { sessions: [], error: refused("too long") }))
        yield* other.put(recordWith(3, { ...asking("one more"), error: refused("own") }))
        yield* other.putControl({
          ...recordWith(3, { sessions: [], error: refused("control's") }),
          ...control
        })
        expect(yield* requestsOnlyOf("one")).toEqual(new Set([digestText("too long")]))
      }).pipe(Effect.provide(layer)))

    selectionTests(framework, layer)
  })
}
