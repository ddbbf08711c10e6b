import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { asked, recordOf } from "../support/dialogue.ts"
import { news, newsFields, review, reviewFields, story, storyFields } from "../support/observations.ts"

describe("Answerable", () => {
  it.effect.each(
    [
      { category: "sentiment", observation: review, answers: ["negative", "yes"], verdict: true },
      { category: "sentiment", observation: review, answers: ["neutral", "yes"], verdict: true },
      { category: "sentiment", observation: review, answers: ["neutral", "no"], verdict: false },
      { category: "sentiment", observation: review, answers: ["unknown", "no"], verdict: true },
      { category: "sentiment", observation: review, answers: ["unknown", "yes"], verdict: false },
      { category: "multi-choice", observation: story, answers: ["a) garden", "yes"], verdict: true },
      { category: "multi-choice", observation: story, answers: ["a) garden", "no"], verdict: false },
      { category: "multi-choice", observation: story, answers: ["unknown", "no"], verdict: true },
      { category: "entailment", observation: news, answers: ["yes", "yes"], verdict: true },
      { category: "entailment", observation: news, answers: ["unknown", "yes"], verdict: false },
      { category: "entailment", observation: news, answers: ["unknown", "no"], verdict: true }
    ] as const
  )("judges $answers of $category", ({ answers, category, observation, verdict }) =>
    Effect.gen(function*() {
      const { record } = yield* recordOf({ task: "answerable", category, observation, answers })
      expect(record.verdict).toBe(verdict)
      expect(record.sessions.map(({ reading, session }) => [session, reading?.length !== undefined])).toEqual(
        [
          ["predict", true],
          ["ability", true]
        ]
      )
      expect(record.sessions[1]?.reading).toBe(answers[1])
    }))

  it.effect.each([
    { answers: ["", "yes"], correct: null },
    { answers: ["positive", ""], correct: true }
  ])("does not judge what it cannot read: $answers", ({ answers, correct }) =>
    Effect.gen(function*() {
      const { prompts, record } = yield* recordOf({
        task: "answerable",
        category: "sentiment",
        observation: review,
        answers
      })
      expect(prompts).toHaveLength(2)
      expect(record).toMatchObject({ correct, verdict: null, error: null })
    }))

  it.effect.each(
    [
      { category: "sentiment", observation: review, fields: reviewFields, answer: "positive" },
      { category: "multi-choice", observation: story, fields: storyFields, answer: "office" },
      { category: "entailment", observation: news, fields: newsFields, answer: "no" }
    ] as const
  )(
    "asks the question, then whether it can be answered: $category",
    ({ answer, category, fields, observation }) =>
      Effect.gen(function*() {
        const flags = ["c-persona-human", "i-persona-you", "i-options"]
        const { prompts } = yield* recordOf({
          task: "answerable",
          category,
          observation,
          flags,
          answers: [answer, "yes"]
        })
        expect(prompts).toEqual([
          asked(category, "classify", fields, flags),
          asked(category, "answerable", fields, flags)
        ])
      })
  )
})
