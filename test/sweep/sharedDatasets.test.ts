import { describe, expect, it } from "@effect/vitest"
import { Effect, Either, Layer } from "effect"
import { generatedDataset } from "../../layers/datasets/GeneratedCategories.ts"
import { parseColumnMap } from "../../src/domain/ColumnMap.ts"
import { DatasetError, Datasets } from "../../src/storage/Datasets.ts"
import { sharedDatasets } from "../../src/sweep/sharedDatasets.ts"
import { fakeDatasets } from "../support/fakes.ts"

describe("sharedDatasets", () => {
  it.effect("opens the same data once, and other data or other readings of it apart", () =>
    Effect.gen(function*() {
      const opened: string[] = []
      const inner = fakeDatasets({
        open: (name, split, reading) =>
          Effect.suspend(() => {
            opened.push(`${name} ${split} ${reading?.category ?? ""}${reading?.map?.length ?? ""}`)
            return name === "none"
              ? Effect.fail(new DatasetError({ reason: "Missing", message: "none is not there" }))
              : Effect.delay(Effect.succeed(generatedDataset("sentiment", 3)), 0)
          })
      })
      const map = Either.getOrThrow(parseColumnMap("text=a,label=b"))
      yield* Effect.gen(function*() {
        const { open } = yield* Datasets
        const one = yield* open("a", "test")
        expect(yield* open("a", "test", {})).toBe(one)
        yield* open("a", "valid")
        yield* open("a", "test", { category: "sentiment" })
        yield* open("a", "test", { map })
        yield* open("a", "test", { map })
        expect(yield* Effect.flip(open("none", "test"))).toMatchObject({ reason: "Missing" })
        expect(yield* Effect.flip(open("none", "test"))).toMatchObject({ reason: "Missing" })
        yield* Effect.all([open("b", "test"), open("b", "test")], { concurrency: 2 })
      }).pipe(Effect.provide(Layer.provide(sharedDatasets, inner)))
      expect(opened).toEqual(["a test ", "a valid ", "a test sentiment", "a test 2", "none test ", "b test "])
    }))
})
