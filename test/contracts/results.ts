/**
 * What every store of results must do.
 */
import { describe, expect, it } from "@effect/vitest"
import { Effect, type Layer, Option } from "effect"
import { Digest, digestText } from "../../src/domain/Digest.ts"
import type { ObservationRecord } from "../../src/domain/ObservationRecord.ts"
import type { ExperimentResults } from "../../src/storage/Results.ts"
import { Results } from "../../src/storage/Results.ts"
import type { StorageError } from "../../src/storage/StorageError.ts"
import { errorOf, recordWith, sessionWith, specWith } from "../support/records.ts"

const open = (id = "experiment", spec = specWith()) =>
  Effect.flatMap(Results, (results) => results.open(id, spec))
const all = ({ fold }: ExperimentResults) =>
  fold<readonly ObservationRecord[]>([], (records, record) => [...records, record])

/** A record with everything that a record can have. */
const rich = recordWith(7, {
  split: "valid",
  label: "the \"garden\"\nü 🦜",
  sessions: [
    sessionWith("predict", { reading: null, rule: "empty", durationMillis: 0.5 }),
    sessionWith("explain", { reading: ["one", "two"], changed: "A [REDACTED].", finishReason: "length" }),
    sessionWith("explain_predict", { finishReason: "unknown" })
  ],
  correct: null,
  verdict: false,
  applicability: "inapplicable",
  error: { session: "explain_predict", class: "request", reason: "ContextOverflow", message: "too long" }
})

export const resultsContract = (name: string, layer: Layer.Layer<Results, StorageError>): void => {
  describe(`the contract of results: ${name}`, () => {
    it.scoped("has nothing at first", () =>
      Effect.gen(function*() {
        const results = yield* open()
        expect(yield* all(results)).toEqual([])
        expect(yield* results.finished).toEqual(new Set())
        expect(results.location).not.toBe("")
      }).pipe(Effect.provide(layer)))

    it.scoped("gives back every part of a record", () =>
      Effect.gen(function*() {
        const results = yield* open()
        yield* results.put(rich)
        expect(yield* all(results)).toEqual([rich])
      }).pipe(Effect.provide(layer)))

    it.scoped("keeps true, false and null apart", () =>
      Effect.gen(function*() {
        const results = yield* open()
        const values = [true, false, null]
        const records = values.flatMap((correct, i) =>
          values.map((verdict, j) => recordWith(i * 3 + j, { correct, verdict }))
        )
        yield* Effect.forEach(records, results.put)
        expect(yield* all(results)).toEqual(records)
      }).pipe(Effect.provide(layer)))

    it.scoped("replaces a record of the same observation", () =>
      Effect.gen(function*() {
        const results = yield* open()
        yield* results.put(recordWith(1, { error: errorOf("transient") }))
        yield* results.put(recordWith(1, { correct: false }))
        yield* results.put(recordWith(1, { correct: null }))
        expect(yield* all(results)).toEqual([recordWith(1, { correct: null })])
      }).pipe(Effect.provide(layer)))

    it.scoped("folds in the order of idx, whatever the order of putting, and over any number", () =>
      Effect.gen(function*() {
        const results = yield* open()
        const size = 2345
        // 11 is coprime to the size: a permutation
        const order = Array.from({ length: size }, (_, i) => (i * 11) % size)
        yield* Effect.forEach(order, (idx) => results.put(recordWith(idx)), { concurrency: 50 })
        const seen = yield* results.fold<readonly number[]>([], (rows, { idx }) => [...rows, idx])
        expect(seen).toEqual(Array.from({ length: size }, (_, i) => i))
      }).pipe(Effect.provide(layer)))

    it.scoped("takes what is complete for finished, unreadable or inapplicable as it may be, and nothing that failed", () =>
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

    it.scoped("clears all records and keeps the experiment", () =>
      Effect.gen(function*() {
        const results = yield* open()
        yield* results.put(recordWith(0))
        yield* results.put(recordWith(1))
        yield* results.clear
        expect(yield* all(results)).toEqual([])
        yield* results.put(recordWith(2))
        expect(yield* results.finished).toEqual(new Set([2]))
      }).pipe(Effect.provide(layer)))

    it.scoped("goes on where it stopped when it is opened again", () =>
      Effect.gen(function*() {
        yield* Effect.scoped(Effect.flatMap(open(), (results) => results.put(rich)))
        const again = yield* open()
        expect(yield* all(again)).toEqual([rich])
      }).pipe(Effect.provide(layer)))

    it.scoped("keeps experiments apart", () =>
      Effect.gen(function*() {
        const one = yield* open("one")
        const other = yield* open("other", specWith({ seed: 1 }))
        yield* one.put(recordWith(1))
        yield* other.put(recordWith(2))
        expect(yield* one.finished).toEqual(new Set([1]))
        expect(yield* other.finished).toEqual(new Set([2]))
      }).pipe(Effect.provide(layer)))

    it.scoped("tells a second one that the first holds it, until the first is done", () =>
      Effect.gen(function*() {
        yield* Effect.scoped(Effect.gen(function*() {
          yield* open()
          const error = yield* Effect.flip(open())
          expect(error).toMatchObject({ _tag: "StorageError", reason: "Held" })
          expect(error.message).toContain("experiment is being written by")
        }))
        yield* open()
      }).pipe(Effect.provide(layer)))

    it.scoped("refuses another specification, and names the fields that differ", () =>
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

    it.scoped("lets an experiment be looked at without opening it, also while it is open", () =>
      Effect.gen(function*() {
        const { inspect } = yield* Results
        expect(yield* inspect("experiment")).toEqual(Option.none())
        const results = yield* open()
        yield* results.put(recordWith(0))
        yield* results.put(recordWith(1, { error: errorOf("transient") }))
        expect(yield* inspect("experiment")).toEqual(
          Option.some({ spec: specWith(), finished: new Set([0]) })
        )
        expect(yield* inspect("other")).toEqual(Option.none())
      }).pipe(Effect.provide(layer)))

    it.scoped("tells which requests only one experiment refers to", () =>
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
      }).pipe(Effect.provide(layer)))
  })
}
