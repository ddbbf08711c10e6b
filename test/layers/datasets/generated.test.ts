import { Schema } from "effect"
import { describe, expect, it } from "vitest"
import { babi1 } from "../../../layers/datasets/generated/babi1.ts"
import { generatedEntailment } from "../../../layers/datasets/generated/entailment.ts"
import { generatedReview } from "../../../layers/datasets/generated/sentiment.ts"
import {
  EntailmentObservation,
  MultiChoiceObservation,
  SentimentObservation
} from "../../../src/domain/Observation.ts"
import { asker, casesOf, promptOf } from "../simulated/cases.ts"

const count = 500
const range = Array.from({ length: count }, (_, idx) => idx)
const words = (text: string) => text.split(/\s+/).length

describe("babi1", () => {
  it("makes valid observations, the same each time, others with another seed", () => {
    const decode = Schema.decodeUnknownSync(MultiChoiceObservation)
    for (const idx of range) {
      const observation = babi1(1, idx)
      expect(decode(observation)).toEqual(observation)
      expect(babi1(1, idx)).toEqual(observation)
      expect(observation.idx).toBe(idx)
    }
    expect(range.filter((idx) => babi1(1, idx).paragraph === babi1(2, idx).paragraph)).toEqual([])
  })

  it("asks after each two of a story's ten statements", () => {
    for (let story = 0; story < 20; story++) {
      const questions = [0, 1, 2, 3, 4].map((i) => babi1(1, 5 * story + i))
      for (const [i, { choices, paragraph }] of questions.entries()) {
        expect(paragraph.split(" Then, ")).toHaveLength(2 * (i + 1))
        expect(questions.at(-1)!.paragraph.startsWith(paragraph)).toBe(true)
        expect(choices).toEqual([...new Set(questions.map(({ label }) => label))].toSorted())
      }
    }
  })

  it("labels the last place of the person asked about", () => {
    for (const idx of range) {
      const { label, paragraph, question } = babi1(1, idx)
      const who = /^Where is (\w+)\?$/.exec(question)![1]!
      const last = paragraph.split(" Then, ").findLast((statement) => statement.startsWith(`${who} `))
      expect(last).toMatch(new RegExp(` to the ${label}\\.$`))
    }
  })
})

describe.each([
  ["sentiment", generatedReview, SentimentObservation],
  ["entailment", generatedEntailment, EntailmentObservation]
])("generated %s", (category, generate, schema) => {
  it("makes valid observations of 30 to 80 words, the same each time", () => {
    const decode = Schema.decodeUnknownSync(schema as Schema.Schema<unknown>)
    for (const idx of range) {
      const observation = generate(1, idx)
      expect(decode(observation)).toEqual(observation)
      expect(generate(1, idx)).toEqual(observation)
      const length = words("text" in observation ? observation.text : observation.paragraph)
      expect(length).toBeGreaterThanOrEqual(30)
      expect(length).toBeLessThanOrEqual(80)
    }
  })

  it("has balanced labels, which the simulated rules find", () => {
    const ask = asker("faithful")
    const cases = casesOf(category as "entailment" | "sentiment", count)
    const found = cases.filter((one) => {
      const reply = ask(promptOf(one, "classify"))
      return reply.kind === "answer" && reply.answer === one.label
    })
    expect(found.length).toBeGreaterThanOrEqual(0.95 * count)
    expect(cases.filter(({ label }) => label === cases[0]!.label)).toHaveLength(count / 2)
  })
})
