import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { asked, recordOf } from "../support/dialogue.ts"
import { news, newsFields, review, reviewFields, story, storyFields } from "../support/observations.ts"

const classify = { task: "classify" } as const

describe("Classify", () => {
  it.effect.each(
    [
      {
        category: "sentiment",
        observation: review,
        fields: reviewFields,
        answer: "positive",
        isCorrect: true
      },
      {
        category: "sentiment",
        observation: review,
        fields: reviewFields,
        answer: "neutral",
        isCorrect: false
      },
      {
        category: "sentiment",
        observation: review,
        fields: reviewFields,
        answer: "unknown",
        isCorrect: false
      },
      {
        category: "multi-choice",
        observation: story,
        fields: storyFields,
        answer: "c) office",
        isCorrect: true
      },
      {
        category: "multi-choice",
        observation: story,
        fields: storyFields,
        answer: "d) unknown",
        isCorrect: false
      },
      { category: "entailment", observation: news, fields: newsFields, answer: "2) no", isCorrect: true },
      { category: "entailment", observation: news, fields: newsFields, answer: "unknown", isCorrect: false }
    ] as const
  )(
    "asks once and compares with the label: $category, $answer",
    ({ answer, category, fields, isCorrect, observation }) =>
      Effect.gen(function*() {
        const { prompts, record } = yield* recordOf({ ...classify, category, observation, answers: [answer] })
        expect(prompts).toEqual([asked(category, "classify", fields)])
        expect(record).toMatchObject({ idx: observation.idx, correct: isCorrect, verdict: null, error: null })
        expect(record.sessions).toHaveLength(1)
      })
  )

  it.effect("is neither correct nor wrong when the answer cannot be read", () =>
    Effect.gen(function*() {
      const { record } = yield* recordOf({
        ...classify,
        category: "sentiment",
        observation: review,
        answers: [""]
      })
      expect(record).toMatchObject({ correct: null, verdict: null, applicability: "applicable", error: null })
      expect(record.sessions[0]?.reading).toBeNull()
    }))

  it.effect("asks in the wording of the flags", () =>
    Effect.gen(function*() {
      const flags = ["c-persona-you", "c-no-redacted"]
      const { prompts } = yield* recordOf({
        ...classify,
        category: "sentiment",
        observation: review,
        flags,
        answers: ["positive"]
      })
      expect(prompts).toEqual([asked("sentiment", "classify", reviewFields, flags)])
      expect(prompts[0]).toContain("would you say")
      expect(prompts[0]).not.toContain("redacted")
    }))
})
