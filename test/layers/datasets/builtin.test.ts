import { describe, expect, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { writeFile } from "node:fs/promises"
import { join } from "node:path"
import { layer } from "../../../layers/datasets/builtin.ts"
import { MultiChoiceObservation } from "../../../src/domain/Observation.ts"
import { Datasets } from "../../../src/storage/Datasets.ts"
import { temporaryFolder } from "../../support/folder.ts"

const open = (name: string, split: "train" | "valid" | "test" = "test") =>
  Effect.flatMap(Datasets, (datasets) => datasets.open(name, split)).pipe(Effect.provide(layer))

describe("the data sets that need nothing but this package", () => {
  it.effect("are listed", () =>
    Effect.gen(function*() {
      const { names } = yield* Datasets
      expect(names).toEqual([
        "sample-sentiment",
        "sample-multi-choice",
        "sample-entailment",
        "simulated-babi-1"
      ])
    }).pipe(Effect.provide(layer)))

  it.effect("generate stories in any number", () =>
    Effect.gen(function*() {
      expect(yield* open("simulated-babi-1")).toMatchObject({
        size: 1000,
        category: "multi-choice",
        sha256: null
      })
      const few = yield* open("simulated-babi-1:5")
      expect(few).toMatchObject({ name: "simulated-babi-1:5", size: 5 })
      for (const idx of [0, 1, 2, 3, 4]) {
        const row = yield* few.row(idx)
        expect(row.idx).toBe(idx)
        expect(Schema.is(Schema.typeSchema(MultiChoiceObservation))(row)).toBe(true)
      }
    }))

  it.effect("generate the same row whatever the number, and others for each split", () =>
    Effect.gen(function*() {
      const [few, many] = [yield* open("simulated-babi-1:5"), yield* open("simulated-babi-1:5000")]
      expect(yield* few.row(3)).toEqual(yield* many.row(3))
      const splits = yield* Effect.forEach(
        ["train", "valid", "test"] as const,
        (split) =>
          Effect.flatMap(
            open("simulated-babi-1", split),
            ({ row }) => Effect.forEach([0, 1, 2, 3, 4, 5, 6, 7], row)
          )
      )
      expect(new Set(splits.map((rows) => JSON.stringify(rows))).size).toBe(3)
    }))

  it.effect.each([
    "simulated-babi-1:",
    "simulated-babi-1:0",
    "simulated-babi-1:-3",
    "simulated-babi-1:x",
    "simulated-babi-1:05"
  ])(
    "know no number such as %s",
    (name) =>
      Effect.gen(function*() {
        expect(yield* Effect.flip(open(name))).toMatchObject({ _tag: "DatasetError", reason: "Unknown" })
      })
  )

  it.effect("are named to those who mistype one", () =>
    Effect.gen(function*() {
      const { message } = yield* Effect.flip(open("sample-sentimnt"))
      expect(message).toMatch(/^unknown data set sample-sentimnt \(did you mean sample-sentiment or /)
      expect(message).toContain(
        "known: sample-sentiment, sample-multi-choice, sample-entailment, simulated-babi-1"
      )
      expect(message).toContain("; or give the path of a .jsonl, .csv or .parquet file")
    }))
})

describe("a user's file", () => {
  it.effect("is a data set of its own name, the same for every split", () =>
    Effect.gen(function*() {
      const path = join(yield* temporaryFolder, "Mine.jsonl")
      yield* Effect.promise(() => writeFile(path, "{\"text\":\"T\",\"label\":\"positive\"}\n"))
      for (const split of ["train", "valid", "test"] as const) {
        const dataset = yield* open(path, split)
        expect(dataset).toMatchObject({ name: "Mine.jsonl", category: "sentiment", size: 1 })
        expect(dataset.sha256).toMatch(/^[0-9a-f]{64}$/)
        expect(yield* dataset.row(0)).toEqual({ idx: 0, text: "T", label: "positive" })
      }
    }).pipe(Effect.scoped))

  it.effect("is told from a name by its ending or its folder", () =>
    Effect.gen(function*() {
      for (
        const path of [
          "none.jsonl",
          "./none.jsonl",
          "/no/such/none.JSONL",
          "none.csv",
          "none.tsv",
          "none.parquet"
        ]
      ) {
        expect(yield* Effect.flip(open(path))).toMatchObject({
          reason: "Missing",
          message: `${path}: there is no such file`
        })
      }
    }))

  it.effect("must be JSON Lines, CSV or Parquet", () =>
    Effect.gen(function*() {
      for (const path of ["mine.txt", "./mine.json", "mine.json", "/data/mine"]) {
        expect(yield* Effect.flip(open(path)))
          .toMatchObject({
            reason: "Unreadable",
            message: `${path}: only .jsonl, .csv, .tsv, .parquet files can be read (.jsonl is JSON Lines)`
          })
      }
    }))
})
