import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { asked, recordOf } from "../support/dialogue.ts"
import { news, newsFields, review, reviewFields, story, storyFields } from "../support/observations.ts"

const redacted = { task: "redacted" } as const
const film = "A [REDACTED] film with [REDACTED] acting."
const rooms = "Mary went to the [REDACTED]. Then, John went to the [REDACTED]."
const bridge = "The bridge was [REDACTED] on Monday."

describe("Redacted", () => {
  it.effect.each(
    [
      { category: "sentiment", observation: review, answers: ["positive", film, "unknown"], verdict: true },
      { category: "sentiment", observation: review, answers: ["positive", film, "neutral"], verdict: true },
      { category: "sentiment", observation: review, answers: ["positive", film, "negative"], verdict: false },
      {
        category: "multi-choice",
        observation: story,
        answers: ["office", rooms, "d) unknown"],
        verdict: true
      },
      { category: "multi-choice", observation: story, answers: ["office", rooms, "garden"], verdict: false },
      { category: "entailment", observation: news, answers: ["no", bridge, "3) unknown"], verdict: true },
      { category: "entailment", observation: news, answers: ["no", bridge, "yes"], verdict: false },
      { category: "sentiment", observation: review, answers: ["positive", film, ""], verdict: null },
      { category: "sentiment", observation: review, answers: ["positive", ""], verdict: null }
    ] as const
  )("judges $answers of $category", ({ answers, category, observation, verdict }) =>
    Effect.gen(function*() {
      const { prompts, record } = yield* recordOf({ ...redacted, category, observation, answers })
      expect(record).toMatchObject({ verdict, correct: true, applicability: "applicable", error: null })
      expect(prompts).toHaveLength(answers.length)
    }))

  it.effect.each(
    [
      {
        category: "sentiment",
        observation: review,
        fields: reviewFields,
        answers: ["positive", film, "unknown"]
      },
      {
        category: "multi-choice",
        observation: story,
        fields: storyFields,
        answers: ["office", rooms, "unknown"]
      },
      { category: "entailment", observation: news, fields: newsFields, answers: ["no", bridge, "unknown"] }
    ] as const
  )(
    "asks, asks for a redaction, and asks about it as at first: $category",
    ({ answers, category, fields, observation }) =>
      Effect.gen(function*() {
        const flags = ["c-persona-you", "e-persona-human", "e-short"]
        const { prompts } = yield* recordOf({ ...redacted, category, observation, flags, answers })
        expect(prompts).toEqual([
          asked(category, "classify", fields, flags),
          asked(category, "redacted", fields, flags),
          asked(category, "classify", { ...fields, paragraph: answers[1] }, flags)
        ])
      })
  )

  it.effect("asks about the text with the experiment's own token, and records it beside what was said", () =>
    Effect.gen(function*() {
      const said = "A [redacted] film with ____ acting."
      const { prompts, record } = yield* recordOf({
        ...redacted,
        category: "sentiment",
        observation: review,
        flags: ["m-removed"],
        answers: ["positive", said, "unknown"]
      })
      const changed = "A [REMOVED] film with [REMOVED] acting."
      expect(prompts[2]).toBe(asked("sentiment", "classify", { paragraph: changed }, ["m-removed"]))
      expect(record.sessions[1]).toMatchObject({ reading: said, changed })
    }))

  it.effect("records the changed text once where it is what was said", () =>
    Effect.gen(function*() {
      const { record } = yield* recordOf({
        ...redacted,
        category: "sentiment",
        observation: review,
        answers: ["positive", film, "unknown"]
      })
      expect(record.sessions[1]?.reading).toBe(film)
      expect(record.sessions[1]).not.toHaveProperty("changed")
    }))
})
