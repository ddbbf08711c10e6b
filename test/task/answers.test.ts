import { describe, expect, it } from "@effect/vitest"
import { readFileSync } from "node:fs"
import { MultiChoice } from "../../src/category/MultiChoice.ts"
import { Sentiment } from "../../src/category/Sentiment.ts"
import type { MultiChoiceObservation } from "../../src/domain/Observation.ts"
import {
  abilityAnswer,
  answerOf,
  paragraphAnswer,
  questionAnswer,
  wordsAnswer
} from "../../src/task/answers.ts"
import { review, story } from "../support/observations.ts"

const json = (value: unknown) => JSON.stringify(value)

describe("answerOf", () => {
  it("holds what stands under the key of an object that is the whole answer", () => {
    expect(answerOf(" {\"answer\":\n \"yes\"}\n", "answer")).toEqual({
      text: "{\"answer\":\n \"yes\"}",
      held: "yes",
      isCutOff: false
    })
  })

  it("knows the beginning of such an object", () => {
    const isCutOff = (text: string) => answerOf(text, "answer").isCutOff
    expect(["{\"answer\"", "{ \"answer\": \"ye", "{\n\"answer\" :[\"a\",\n"].map(isCutOff)).toEqual([
      true,
      true,
      true
    ])
    expect(["{\"reply\": \"ye", "{", "answer: ye", "{\"answer\": \"yes\"}"].map(isCutOff)).not.toContain(true)
    expect(answerOf("{\"answer\": \"ye", undefined).isCutOff).toBe(false)
  })

  it.each([
    ["free text", "yes"],
    ["text around it", "Sure! {\"answer\": \"yes\"}"],
    ["another key", json({ reply: "yes" })],
    ["a key more", json({ answer: "yes", why: "because" })],
    ["an object cut off", "{\"answer\": \"ye"],
    ["a list", json(["yes"])],
    ["null", "null"],
    ["nothing", ""]
  ])("holds nothing in %s", (_, text) => {
    expect(answerOf(text, "answer").held).toBeUndefined()
  })

  it("holds nothing where the pack names no key", () => {
    expect(answerOf(json({ answer: "yes" }), undefined).held).toBeUndefined()
  })
})

describe("answers in JSON are taken as they stand", () => {
  it("one of the answers to the question", () => {
    const asked = (text: string) => questionAnswer(Sentiment, review, answerOf(text, "answer"))
    expect(asked(json({ answer: "neutral" }))).toEqual({ value: "neutral", rule: "schema" })
    // Not one of them as it stands: a person would still know what is meant, and so do the readers.
    expect(asked(json({ answer: "Positive." })).value).toBe("positive")
    expect(asked("```json\n{\"answer\": \"negative\"}\n```").value).toBe("negative")
    expect(asked(json({ answer: "" })).value).toBeNull()
  })

  it("every choice of the built-in sample, also one in words that a reader could mistake", () => {
    const path = new URL("../../layers/datasets/sample/multi-choice.jsonl", import.meta.url)
    const rows = readFileSync(path, "utf8").trim().split("\n").map((line) => JSON.parse(line))
    const odd: MultiChoiceObservation = {
      ...story,
      choices: ["I do not know", "a) b)", "none of the above", "\"so\""],
      label: "a) b)"
    }
    for (const observation of [...rows, odd]) {
      for (const choice of [...observation.choices, "unknown"]) {
        expect(questionAnswer(MultiChoice, observation, answerOf(json({ answer: choice }), "answer")).value)
          .toBe(choice)
      }
    }
  })

  it("yes or no", () => {
    const asked = (text: string) => abilityAnswer(answerOf(text, "can_be_answered"))
    expect(asked(json({ can_be_answered: "no" }))).toEqual({ value: "no", rule: "schema" })
    expect(asked(json({ can_be_answered: true })).value).toBe("yes")
    expect(asked(json({ can_be_answered: "Yes, it can." })).value).toBe("yes")
    expect(asked("No.").value).toBe("no")
    expect(asked("{\"can_be_answered\": \"yes\"\n\n").value).toBe("yes")
  })

  it("a paragraph, also one that begins like an apology or a preamble", () => {
    const asked = (text: string) => paragraphAnswer(answerOf(text, "paragraph"))
    const text = "I'm sorry, but I cannot help with that.\nHere is the text: \"so\""
    expect(asked(json({ paragraph: text }))).toEqual({ value: text, rule: "schema" })
    expect(asked(json({ paragraph: " " }))).toEqual({ value: null, rule: "no-text" })
    expect(asked(`\`\`\`json\n${json({ edited_paragraph: "A bad film." })}\n\`\`\``).value).toContain(
      "A bad film."
    )
    expect(asked("A bad film.").value).toBe("A bad film.")
    expect(asked("{\"paragraph\": \"A bad")).toEqual({ value: null, rule: "cut-off" })
  })

  it("words, also phrases with commas", () => {
    const asked = (text: string) => wordsAnswer(answerOf(text, "words"))
    expect(asked(json({ words: ["great", " a bit, too long ", ""] }))).toEqual({
      value: ["great", "a bit, too long"],
      rule: "schema"
    })
    expect(asked(json({ words: [] }))).toEqual({ value: null, rule: "none" })
    expect(asked(json({ words: "great, bad" })).value).toEqual(["great", "bad"])
    expect(asked(json({ words: [1] })).value).toBeNull()
    expect(asked("{\"words\": [\"great\", \"ba")).toEqual({ value: null, rule: "cut-off" })
  })
})
