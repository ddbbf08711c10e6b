/**
 * What every store of results must do for those who look through it: select, page and count.
 */
import { Effect, type Layer, Option } from "effect"
import { type Glance, Judgement, type Selection, Trouble } from "../../../src/domain/Glance.ts"
import type { ObservationRecord } from "../../../src/domain/ObservationRecord.ts"
import { glanceOf, isSelected } from "../../../src/experiment/records/glance.ts"
import { Results } from "../../../src/storage/Results.ts"
import type { StorageError } from "../../../src/storage/StorageError.ts"
import { errorOf, recordWith, sessionWith, specWith } from "../records.ts"
import { effectTest, type TestFramework } from "../TestFramework.ts"

const open = () => Effect.flatMap(Results, (results) => results.open("experiment", specWith()))

/** Records of every kind: 108 of them, each of 18 outcomes with each of 6 ways to hold sessions. */
const everyKind = (): readonly ObservationRecord[] => {
  const judgements = [true, false, null]
  const ways = [
    [sessionWith("predict", { reading: "negative" })],
    [sessionWith("predict"), sessionWith("explain", { reading: ["a", "b"] })],
    [sessionWith("predict", { reading: null, rule: "refusal", finishReason: "length" })],
    [sessionWith("predict"), sessionWith("explain", { reading: null, finishReason: "length" })],
    [
      sessionWith("predict"),
      sessionWith("explain", { finishReason: "length" }),
      sessionWith("explain_predict", { reading: null })
    ],
    []
  ]
  return judgements.flatMap((correct) =>
    judgements.flatMap((verdict) =>
      [null, errorOf("request")].flatMap((error) =>
        ways.map((sessions) => ({ correct, error, sessions, verdict }))
      )
    )
  ).map((kind, idx) =>
    recordWith(idx, {
      ...kind,
      label: idx % 3 === 0 ? "negative" : "positive",
      applicability: idx % 5 === 0 ? "inapplicable" : "applicable"
    })
  )
}

const selections: readonly Selection[] = [
  {},
  ...Judgement.literals.flatMap((wanted) => [{ verdict: wanted }, { correct: wanted }]),
  ...Trouble.literals.map((trouble) => ({ trouble })),
  { label: "negative" },
  { label: "nobody's" },
  { answer: "positive" },
  { answer: "negative", correct: "yes" },
  { verdict: "no", correct: "yes", trouble: "truncated", label: "positive", answer: "positive" }
]

/** Registers the tests, within the suite of results. */
export const selectionTests = (
  framework: TestFramework,
  layer: Layer.Layer<Results, StorageError>
): void => {
  const { expect } = framework
  const test = effectTest(framework)

  test("selects by what is seen at a glance, as the definition says", () =>
    Effect.gen(function*() {
      const results = yield* open()
      const records = everyKind()
      yield* Effect.forEach(records, results.put)
      for (const selection of selections) {
        const expected = records.map(glanceOf).filter((glance) => isSelected(selection, glance))
        const found = yield* results.glances(selection, { after: -1 }, records.length)
        expect(found, JSON.stringify(selection)).toEqual(expected)
        expect(yield* results.countOf(selection)).toBe(expected.length)
        const half = expected.filter(({ idx }) => idx <= 50)
        expect(yield* results.countOf(selection, 50)).toBe(half.length)
      }
    }).pipe(Effect.provide(layer)))

  test("pages forwards and backwards, in the order of idx", () =>
    Effect.gen(function*() {
      const results = yield* open()
      yield* Effect.forEach(everyKind().toReversed(), results.put)
      const idxOf = Effect.map((glances: readonly Glance[]) => glances.map(({ idx }) => idx))
      const selection = { correct: "no" } as const
      const all = yield* idxOf(results.glances(selection, { after: -1 }, 1000))
      expect(all.length).toBeGreaterThan(6)
      const [, second, third, fourth] = all
      expect(yield* idxOf(results.glances(selection, { after: second! }, 2))).toEqual([third, fourth])
      expect(yield* idxOf(results.glances(selection, { before: fourth! }, 2))).toEqual([second, third])
      expect(yield* idxOf(results.glances(selection, { before: 0 }, 2))).toEqual([])
      expect(yield* idxOf(results.glances(selection, { after: 1000 }, 2))).toEqual([])
    }).pipe(Effect.provide(layer)))

  test("counts labels and first answers", () =>
    Effect.gen(function*() {
      const results = yield* open()
      const answered = (idx: number, label: string, reading: string | null) =>
        recordWith(idx, { label, sessions: [sessionWith("predict", { reading })] })
      yield* Effect.forEach([
        answered(0, "positive", "positive"),
        answered(1, "negative", "positive"),
        answered(2, "positive", "positive"),
        answered(3, "positive", null)
      ], results.put)
      const values = yield* results.values
      expect(values).toHaveLength(3)
      expect(values).toEqual(expect.arrayContaining([
        { label: "negative", answer: "positive", count: 1 },
        { label: "positive", answer: "positive", count: 2 },
        { label: "positive", answer: null, count: 1 }
      ]))
    }).pipe(Effect.provide(layer)))

  test("tells whether anything has changed", () =>
    Effect.gen(function*() {
      const { lastChange } = yield* Results
      const markOf = Effect.map(lastChange("experiment"), Option.map(({ mark }) => mark))
      expect(yield* markOf).toEqual(Option.none())
      const results = yield* open()
      yield* results.put(recordWith(1))
      const first = yield* markOf
      expect(Option.isSome(first)).toBe(true)
      yield* results.record(1)
      expect(yield* markOf).toEqual(first)
      yield* results.put(recordWith(2))
      const second = yield* markOf
      expect(second).not.toEqual(first)
      yield* results.saveDocument({})
      expect(yield* markOf).not.toEqual(second)
    }).pipe(Effect.provide(layer)))
}
