import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { readFileSync } from "node:fs"
import { sample } from "../../../layers/datasets/Sample.ts"
import type {
  EntailmentObservation,
  MultiChoiceObservation,
  Observation,
  SentimentObservation
} from "../../../src/domain/Observation.ts"

const rowsOf = <O extends Observation>(name: string) =>
  Effect.flatMap(
    sample.open(name, "test", {}),
    ({ row, size }) => Effect.forEach(Array.from({ length: size }, (_, i) => i), row)
  ) as unknown as Effect.Effect<readonly O[]>

const textOf = (row: Observation) => "text" in row ? row.text : row.paragraph
const wordsIn = (text: string) => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word))
const sentencesIn = (text: string) =>
  text.split(/(?<=[.!?…]["'”’)]*)\s+|\n+/)
    .map((sentence) => wordsIn(sentence.toLowerCase()).join(" ").replace(/[^\p{L}\p{N} ]/gu, ""))
    .filter((sentence) => sentence.split(" ").length >= 4)

const share = (rows: readonly Observation[], label: string) =>
  rows.filter((row) => row.label === label).length / rows.length

describe.each(sample.names)("the built-in data set %s", (name) => {
  it.effect("has at least 60 rows, numbered from 0, of 30 to 250 words", () =>
    Effect.gen(function*() {
      const rows = yield* rowsOf(name)
      expect(rows.length).toBeGreaterThanOrEqual(60)
      expect(rows.map(({ idx }) => idx)).toEqual(Array.from(rows, (_, i) => i))
      for (const row of rows) {
        const words = wordsIn(textOf(row)).length
        expect(words, textOf(row)).toBeGreaterThanOrEqual(30)
        expect(words, textOf(row)).toBeLessThanOrEqual(250)
      }
    }))

  it.effect("has no two rows that share a sentence", () =>
    Effect.gen(function*() {
      const homes = new Map<string, number>()
      for (const row of yield* rowsOf(name)) {
        for (const sentence of sentencesIn(textOf(row))) {
          expect(homes.get(sentence) ?? row.idx, sentence).toBe(row.idx)
          homes.set(sentence, row.idx)
        }
      }
      expect(homes.size).toBeGreaterThan(180)
    }))

  it.effect("has no mask tokens, markup or stray white space in its texts", () =>
    Effect.gen(function*() {
      for (const row of yield* rowsOf(name)) {
        expect(textOf(row)).not.toMatch(/REDACTED|REMOVED|<\w+|\{\{|\[INST\]|^\s|\s$|\r|\uFFFD/)
      }
    }))

  it.effect("has the same rows for every split, and no digest, because its name says what it is", () =>
    Effect.gen(function*() {
      const [train, test] = [yield* sample.open(name, "train", {}), yield* sample.open(name, "test", {})]
      expect(train).toMatchObject({ name, size: test.size, sha256: null })
      expect(yield* train.row(5)).toEqual(yield* test.row(5))
    }))
})

describe("the built-in data sets", () => {
  it("are three", () => {
    expect(sample.names).toEqual(["sample-sentiment", "sample-multi-choice", "sample-entailment"])
    expect(sample.names.every(sample.has)).toBe(true)
    expect(sample.has("sample-other")).toBe(false)
  })

  it.effect("are half positive, and half entailed", () =>
    Effect.gen(function*() {
      expect(share(yield* rowsOf<SentimentObservation>("sample-sentiment"), "positive")).toBe(0.5)
      expect(share(yield* rowsOf<EntailmentObservation>("sample-entailment"), "yes")).toBe(0.5)
    }))

  it.effect("have four sorted choices, of which each is right equally often", () =>
    Effect.gen(function*() {
      const rows = yield* rowsOf<MultiChoiceObservation>("sample-multi-choice")
      const places = [0, 0, 0, 0]
      for (const { choices, label } of rows) {
        expect(choices).toHaveLength(4)
        expect(choices).toEqual(choices.toSorted())
        places[choices.indexOf(label)]!++
      }
      for (const times of places) expect(Math.abs(times / rows.length - 0.25)).toBeLessThanOrEqual(0.05)
    }))

  it("have their choices sorted in the file itself", () => {
    const file = new URL("../../../layers/datasets/sample/multi-choice.jsonl", import.meta.url)
    for (const line of readFileSync(file, "utf8").trim().split("\n")) {
      const { choices } = JSON.parse(line) as { readonly choices: readonly string[] }
      expect(choices).toEqual(choices.toSorted())
    }
  })

  it.effect("repeat no question with its paragraph, and no hypothesis", () =>
    Effect.gen(function*() {
      const questions = yield* rowsOf<MultiChoiceObservation>("sample-multi-choice")
      const claims = yield* rowsOf<EntailmentObservation>("sample-entailment")
      expect(new Set(questions.map(({ paragraph, question }) => `${question}\n${paragraph}`)).size).toBe(
        questions.length
      )
      expect(new Set(claims.map(({ hypothesis }) => hypothesis)).size).toBe(claims.length)
    }))
})
