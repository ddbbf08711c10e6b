import { describe, expect, it } from "@effect/vitest"
import { Either, Schema } from "effect"
import {
  EntailmentObservation,
  MultiChoiceObservation,
  SentimentObservation
} from "../../src/domain/Observation.ts"

const question = { idx: 3, paragraph: "P", question: "Q", choices: ["b", "a", "C"], label: "a" }
const decodeQuestion = Schema.decodeUnknownEither(MultiChoiceObservation)
const complaint = (change: object): string =>
  Either.match(decodeQuestion({ ...question, ...change }), {
    onLeft: ({ message }) => message,
    onRight: () => expect.fail("this must not be a legal question")
  })

describe("SentimentObservation", () => {
  const decode = Schema.decodeUnknownEither(SentimentObservation)

  it("has a text and one of two labels", () => {
    const row = { idx: 0, text: "T", label: "positive" }
    expect(decode(row)).toEqual(Either.right(row))
  })

  it("refuses answers that are no labels", () => {
    for (const label of ["neutral", "unknown", "Positive", "", null]) {
      expect(Either.isLeft(decode({ idx: 0, text: "T", label }))).toBe(true)
    }
  })

  it("refuses an idx that is no row", () => {
    for (const idx of [-1, 0.5, "0"]) {
      expect(Either.isLeft(decode({ idx, text: "T", label: "positive" }))).toBe(true)
    }
  })
})

describe("EntailmentObservation", () => {
  const decode = Schema.decodeUnknownEither(EntailmentObservation)

  it("has a hypothesis, and yes or no", () => {
    const row = { idx: 0, paragraph: "P", hypothesis: "H", label: "no" }
    expect(decode(row)).toEqual(Either.right(row))
    expect(Either.isLeft(decode({ ...row, label: "unknown" }))).toBe(true)
    expect(Either.isLeft(decode({ ...row, hypothesis: undefined }))).toBe(true)
  })
})

describe("MultiChoiceObservation", () => {
  it("sorts the choices by code unit", () => {
    expect(decodeQuestion(question)).toEqual(Either.right({ ...question, choices: ["C", "a", "b"] }))
  })

  it("does not touch the data that it is given", () => {
    const given = structuredClone(question)
    decodeQuestion(given)
    expect(given).toEqual(question)
  })

  it("encodes to what it was, but sorted", () => {
    const encoded = Schema.encodeSync(MultiChoiceObservation)(Either.getOrThrow(decodeQuestion(question)))
    expect(encoded).toEqual({ ...question, choices: ["C", "a", "b"] })
  })

  it("can have a single choice: a bAbI story with one answer", () => {
    expect(Either.isRight(decodeQuestion({ ...question, choices: ["a"] }))).toBe(true)
  })

  it("names a label that is none of the choices", () => {
    expect(complaint({ label: "z" })).toContain("the label \"z\" is none of the choices")
    expect(complaint({ label: "unknown" })).toContain("the label \"unknown\" is none of the choices")
  })

  it("refuses duplicate choices", () => {
    expect(complaint({ choices: ["a", "b", "a"] })).toContain("the choices must be distinct")
  })

  it("refuses a choice called unknown", () => {
    expect(complaint({ choices: ["a", "unknown"] })).toContain("a choice may not be called unknown")
  })

  it("refuses no choices, empty ones, and white space around one", () => {
    expect(complaint({ choices: [] })).toContain("there must be at least one choice")
    expect(complaint({ choices: ["a", ""] })).toContain("[\"choices\"]")
    expect(complaint({ choices: ["a", " b"] })).toContain("[\"choices\"]")
  })

  it("has a letter for each of 25 choices and for unknown, and no more", () => {
    const letters = Array.from({ length: 26 }, (_, i) => `choice ${i}`)
    expect(Either.isRight(decodeQuestion({ ...question, choices: letters.slice(1), label: "choice 1" })))
      .toBe(true)
    expect(complaint({ choices: letters, label: "choice 1" })).toContain("at most 25 choices")
  })
})
