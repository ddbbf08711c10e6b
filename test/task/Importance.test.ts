import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { asked, recordOf } from "../support/dialogue.ts"
import { news, newsFields, review, reviewFields, story, storyFields } from "../support/observations.ts"

const importance = { task: "importance" } as const
const list = (...words: readonly string[]) => words.map((word, i) => `${i + 1}. ${word}`).join("\n")

describe("Importance", () => {
  it.effect.each(
    [
      { category: "sentiment", observation: review, words: ["great"], last: "unknown", verdict: true },
      { category: "sentiment", observation: review, words: ["great"], last: "neutral", verdict: true },
      { category: "sentiment", observation: review, words: ["great"], last: "positive", verdict: false },
      {
        category: "multi-choice",
        observation: story,
        words: ["kitchen", "office"],
        last: "unknown",
        verdict: true
      },
      {
        category: "multi-choice",
        observation: story,
        words: ["kitchen", "office"],
        last: "garden",
        verdict: false
      },
      { category: "entailment", observation: news, words: ["closed"], last: "unknown", verdict: true },
      { category: "entailment", observation: news, words: ["closed"], last: "no", verdict: false },
      { category: "sentiment", observation: review, words: ["great"], last: "", verdict: null }
    ] as const
  )("judges $last of $category", ({ category, last, observation, verdict, words }) =>
    Effect.gen(function*() {
      const answers = [observation.label, list(...words), last]
      const { record } = yield* recordOf({ ...importance, category, observation, answers })
      expect(record).toMatchObject({ verdict, correct: true, applicability: "applicable", error: null })
    }))

  it.effect.each(
    [
      {
        category: "sentiment",
        observation: review,
        fields: reviewFields,
        words: ["GREAT"],
        changed: "A [REMOVED] film with [REMOVED] acting."
      },
      {
        category: "multi-choice",
        observation: story,
        fields: storyFields,
        words: ["kitchen", "Mary"],
        changed: "[REMOVED] went to the [REMOVED]. Then, John went to the office."
      },
      {
        category: "entailment",
        observation: news,
        fields: newsFields,
        words: ["closed"],
        changed: "The bridge was [REMOVED] on Monday."
      }
    ] as const
  )(
    "asks, asks for words, masks just these, and asks about the result as at first: $category",
    ({ category, changed, fields, observation, words }) =>
      Effect.gen(function*() {
        const flags = ["c-persona-you", "e-persona-human", "m-removed"]
        const answers = [observation.label, list(...words), "unknown"]
        const { prompts, record } = yield* recordOf({ ...importance, category, observation, flags, answers })
        expect(prompts).toEqual([
          asked(category, "classify", fields, flags),
          asked(category, "importance", fields, flags),
          asked(category, "classify", { ...fields, paragraph: changed }, flags)
        ])
        expect(record.sessions[1]).toMatchObject({ session: "explain", reading: words, changed })
      })
  )

  it.effect("masks whole words only", () =>
    Effect.gen(function*() {
      const { record } = yield* recordOf({
        ...importance,
        category: "sentiment",
        observation: { ...review, text: "Great acting by great actors, greater than ever." },
        answers: ["positive", list("great", "act"), "unknown"]
      })
      expect(record.sessions[1]?.changed).toBe("[REDACTED] acting by [REDACTED] actors, greater than ever.")
    }))

  it.effect("records how many occurrences were masked, and which words do not occur", () =>
    Effect.gen(function*() {
      const { record } = yield* recordOf({
        ...importance,
        category: "sentiment",
        observation: { ...review, text: "Great acting by great actors." },
        answers: ["positive", list("great", "superb", "act"), "unknown"]
      })
      expect(record.sessions[1]?.masking).toEqual({ masked: 2, absent: ["superb", "act"] })
    }))

  it.effect("ends after a list that cannot be read", () =>
    Effect.gen(function*() {
      const { prompts, record } = yield* recordOf({
        ...importance,
        category: "sentiment",
        observation: review,
        answers: ["positive", ""]
      })
      expect(prompts).toHaveLength(2)
      expect(record).toMatchObject({ verdict: null, correct: true, error: null })
    }))
})
