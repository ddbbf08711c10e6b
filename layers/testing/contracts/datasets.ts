/**
 * What every implementation of `Datasets` does.
 */
import { Effect, Either, type Layer } from "effect"
import { categoryOf } from "../../../src/category/categories.ts"
import type { DatasetReading } from "../../../src/domain/DatasetReading.ts"
import type { Split } from "../../../src/domain/Observation.ts"
import { CategoryName } from "../../../src/domain/Observation.ts"
import { type Dataset, type DatasetError, Datasets } from "../../../src/storage/Datasets.ts"
import { effectTest, type TestFramework } from "../TestFramework.ts"

/** What the suite needs to know of an implementation. */
export interface DatasetsContract<E = never> {
  readonly layer: Layer.Layer<Datasets, E>
  /** A data set that can be opened, with at least two rows. */
  readonly dataset: string
  /** Default `test`. */
  readonly split?: Split
  readonly reading?: DatasetReading
  /** A name that it does not know; default one that nobody would take. */
  readonly unknown?: string
}

/** At most so many rows are looked at: from the beginning and from the end. */
const looked = 200

const indices = (
  size: number
): readonly number[] => [
  ...new Set(
    Array.from({ length: Math.min(size, looked) }, (_, i) => i % 2 === 0 ? i / 2 : size - (i + 1) / 2)
  )
]

const rowsOf = ({ row, size }: Dataset) => Effect.forEach(indices(size), row)

/**
 * Registers the suite for one implementation.
 *
 * @example
 * datasetsContract({ describe, expect, it }, "mine", { layer: Mine.layer, dataset: "mine-1" })
 */
export const datasetsContract = <E>(
  framework: TestFramework,
  name: string,
  { dataset: known, layer, reading, split = "test", unknown = "no-such-data-set" }: DatasetsContract<E>
): void => {
  const { describe, expect } = framework
  const test = effectTest(framework)
  const open = Effect.flatMap(Datasets, (datasets) => datasets.open(known, split, reading))

  describe(`the contract of data sets: ${name}`, () => {
    test("says what a data set is", () =>
      Effect.gen(function*() {
        const { category, sha256, size, ...dataset } = yield* open
        expect(dataset.name).toMatch(/./)
        expect(CategoryName.literals.filter((each) => each === category)).toHaveLength(1)
        expect(Number.isInteger(size)).toBe(true)
        expect(size).toBeGreaterThan(1)
        expect(sha256 ?? "0".repeat(64)).toMatch(/^[0-9a-f]{64}$/)
      }).pipe(Effect.provide(layer)))

    test("gives rows of the category, each with its own number", () =>
      Effect.gen(function*() {
        const dataset = yield* open
        const { decode } = categoryOf(dataset.category)
        for (const idx of indices(dataset.size)) {
          const row = yield* dataset.row(idx)
          expect(row.idx).toBe(idx)
          expect(decode(row), `row ${idx}`).toEqual(Either.right(row))
        }
      }).pipe(Effect.provide(layer)))

    test("has more than one text", () =>
      Effect.gen(function*() {
        const dataset = yield* open
        const { paragraph } = categoryOf(dataset.category)
        expect(new Set((yield* rowsOf(dataset)).map(paragraph)).size).toBeGreaterThan(1)
      }).pipe(Effect.provide(layer)))

    test("gives the same rows in any order, at once, and when it is opened again", () =>
      Effect.gen(function*() {
        const dataset = yield* open
        const rows = yield* rowsOf(dataset)
        const backwards = yield* Effect.forEach(indices(dataset.size).toReversed(), dataset.row, {
          concurrency: 20
        })
        expect(backwards.toReversed()).toEqual(rows)
        expect(yield* rowsOf(yield* open)).toEqual(rows)
      }).pipe(Effect.provide(layer)))

    test("tells that it does not know a name", () =>
      Effect.gen(function*() {
        const datasets = yield* Datasets
        const error: DatasetError = yield* Effect.flip(datasets.open(unknown, split))
        expect(error).toMatchObject({ _tag: "DatasetError", reason: "Unknown" })
        expect(error.message).toContain(unknown)
      }).pipe(Effect.provide(layer)))
  })
}
