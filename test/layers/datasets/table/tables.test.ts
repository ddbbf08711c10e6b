import { describe, expect, it } from "@effect/vitest"
import { Effect, Either } from "effect"
import { writeFile } from "node:fs/promises"
import { join } from "node:path"
import { readFile } from "../../../../layers/datasets/table/readFile.ts"
import { parseColumnMap } from "../../../../src/domain/ColumnMap.ts"
import { parquetFile, reviews } from "../../../support/datasets.ts"
import { temporaryFolder } from "../../../support/folder.ts"

const map = (text: string) => Either.getOrThrow(parseColumnMap(text))

const read = Effect.fnUntraced(
  function*(name: string, content: string | Uint8Array, reading: Parameters<typeof readFile>[1] = {}) {
    const path = join(yield* temporaryFolder, name)
    yield* Effect.promise(() => writeFile(path, content))
    return yield* readFile(path, reading)
  },
  Effect.scoped
)

/** What is wrong, without the folder. */
const complaint = (...file: Parameters<typeof read>) =>
  Effect.map(Effect.flip(read(...file)), ({ message }) => message.replace(/^.*[/\\]/, ""))

const sentiment = { text: "Fine.", label: "positive" }

describe("a CSV file", () => {
  it.effect("has rows by the names in its first line; cells may hold commas, quotes and lines", () =>
    Effect.gen(function*() {
      const { category, rows } = yield* read(
        "mine.csv",
        "\uFEFFlabel,text\r\npositive,\"Good, \"\"very\"\" good.\nYes.\"\r\n\r\nnegative,\r\n"
      )
      expect(category).toBe("sentiment")
      expect(rows).toEqual([
        { idx: 0, text: "Good, \"very\" good.\nYes.", label: "positive" },
        { idx: 1, text: "", label: "negative" }
      ])
    }))

  it.effect("may be separated by tabs, and may list choices as JSON or in columns", () =>
    Effect.gen(function*() {
      const asJson = yield* read(
        "mine.csv",
        "paragraph,question,choices,label\nP,Q,\"[\"\"b\"\",\"\"a\"\"]\",a\n"
      )
      const asColumns = yield* read("mine.tsv", "p\tq\tx\ty\tright\nP\tQ\tb\ta\t1\n", {
        map: map("paragraph=p,question=q,choices=x+y,label=right:index")
      })
      expect(asJson.rows).toEqual([{
        idx: 0,
        paragraph: "P",
        question: "Q",
        choices: ["a", "b"],
        label: "a"
      }])
      expect(asColumns.rows).toEqual(asJson.rows)
    }))

  it.effect("names the row and the line that is wrong", () =>
    Effect.gen(function*() {
      expect(yield* complaint("mine.csv", "text,label\nA,positive\nB,great\n"))
        .toMatch(/^mine.csv row 2 \(line 3\) is no sentiment row: label: .*"great"/)
      expect(yield* complaint("mine.csv", "text,label\nA,positive,more\n"))
        .toMatch(/^mine.csv: not CSV with a line of column names \(Invalid Record Length/)
      expect(yield* complaint("mine.csv", "text,label\n")).toBe("mine.csv: there are no rows")
      expect(yield* complaint("mine.csv", "sentence,label\nA,positive\n"))
        .toMatch(/^mine.csv row 1 .*sentence, label fit no category; .* --map text=COLUMN,label=COLUMN/)
    }))
})

describe("a Parquet file", () => {
  const texts = Array.from({ length: 7 }, (_, i) => `Text ${i}.`)
  const reading = { map: map("text=text,label=label:{0:negative,1:positive}") }

  it.effect.each(["SNAPPY", "ZSTD"] as const)(
    "in %s is read group by group",
    (codec) =>
      Effect.gen(function*() {
        const file = parquetFile(reviews(texts), { rowGroupSize: 3, codec })
        const { category, rows } = yield* read("mine.parquet", file, reading)
        expect(category).toBe("sentiment")
        expect(rows).toEqual(
          texts.map((text, idx) => ({ idx, text, label: idx % 2 === 1 ? "positive" : "negative" }))
        )
      })
  )

  it.effect("names the row whose label has no meaning", () =>
    Effect.gen(function*() {
      const file = parquetFile(reviews(texts, [0, 1, 0, 1, -1, 0, 1]), { rowGroupSize: 3 })
      expect(yield* complaint("mine.parquet", file, reading))
        .toBe("mine.parquet row 5: the label is \"-1\", which is none of 0, 1")
      expect(yield* complaint("mine.parquet", file)).toMatch(
        /row 1 is no sentiment row: .*--map text=text,label=label/
      )
    }))

  it.effect("is told from a web page, and from a piece of itself", () =>
    Effect.gen(function*() {
      expect(yield* complaint("mine.parquet", "<!doctype html><html></html>"))
        .toBe("mine.parquet: not a Parquet file: it begins with \"<!do\"")
      expect(yield* complaint("mine.parquet", parquetFile(reviews(texts)).subarray(0, 100)))
        .toBe("mine.parquet: a Parquet file that is cut off")
      expect(yield* complaint("mine.parquet", "PAR1 but nothing else PAR1"))
        .toMatch(/^mine.parquet: this Parquet file cannot be read/)
      expect(yield* complaint("mine.parquet", "")).toBe("mine.parquet: the file is empty")
    }))
})

describe("a map or a category that the user gives", () => {
  it.effect("is used for JSON Lines as well, and a wrong one is named with the row", () =>
    Effect.gen(function*() {
      const line = JSON.stringify({ review: "Fine.", stars: 5 })
      const { rows } = yield* read("mine.jsonl", line, {
        map: map("text=review,label=stars:{1:negative,5:positive}")
      })
      expect(rows).toEqual([{ idx: 0, ...sentiment }])
      expect(yield* complaint("mine.jsonl", line, { map: map("text=reviews,label=stars") }))
        .toBe("mine.jsonl line 1: there is no column reviews; the columns are review, stars")
      expect(yield* complaint("mine.jsonl", JSON.stringify(sentiment), { category: "entailment" }))
        .toMatch(/^mine.jsonl line 1 is no entailment row: paragraph: is missing/)
    }))
})
