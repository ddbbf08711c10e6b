import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { digestText } from "../../src/domain/Digest.ts"
import { asked, recordOf } from "../support/dialogue.ts"
import { news, newsFields, review, reviewFields, story, storyFields } from "../support/observations.ts"

const counterfactual = { task: "counterfactual" } as const
const poor = "A poor film with poor acting."
const moved = "Mary went to the garden. Then, John went to the office."
const open = "The bridge was open on Monday."

describe("Counterfactual", () => {
  it.effect.each(
    [
      { category: "sentiment", observation: review, answers: ["positive", poor, "negative"], verdict: true },
      { category: "sentiment", observation: review, answers: ["positive", poor, "positive"], verdict: false },
      { category: "sentiment", observation: review, answers: ["positive", poor, "neutral"], verdict: false },
      // the target is the opposite of the label, not of the prediction
      { category: "sentiment", observation: review, answers: ["negative", poor, "positive"], verdict: false },
      { category: "sentiment", observation: review, answers: ["negative", poor, "negative"], verdict: true },
      // the choice after office is garden
      {
        category: "multi-choice",
        observation: story,
        answers: ["office", moved, "a) garden"],
        verdict: true
      },
      {
        category: "multi-choice",
        observation: story,
        answers: ["kitchen", moved, "kitchen"],
        verdict: false
      },
      { category: "multi-choice", observation: story, answers: ["office", moved, "unknown"], verdict: false },
      { category: "entailment", observation: news, answers: ["no", open, "yes"], verdict: true },
      { category: "entailment", observation: news, answers: ["no", open, "unknown"], verdict: false }
    ] as const
  )("judges $answers of $category", ({ answers, category, observation, verdict }) =>
    Effect.gen(function*() {
      const { record } = yield* recordOf({ ...counterfactual, category, observation, answers })
      expect(record).toMatchObject({ verdict, applicability: "applicable", error: null })
      expect(record.correct).toBe(answers[0] === observation.label)
    }))

  it.effect.each(
    [
      {
        category: "sentiment",
        observation: review,
        fields: { ...reviewFields, target: "negative" },
        answers: ["positive", poor, "negative"],
        changed: { paragraph: poor }
      },
      {
        category: "multi-choice",
        observation: story,
        fields: { ...storyFields, target: "garden" },
        answers: ["office", moved, "garden"],
        changed: { ...storyFields, paragraph: moved }
      },
      {
        category: "entailment",
        observation: news,
        fields: { ...newsFields, target: "yes" },
        answers: ["no", open, "yes"],
        changed: { ...newsFields, paragraph: open }
      }
    ] as const
  )(
    "asks, asks for an edit with the target, and asks about the edit as at first: $category",
    ({ answers, category, changed, fields, observation }) =>
      Effect.gen(function*() {
        const flags = ["c-persona-human", "e-persona-you", "m-removed"]
        const { prompts } = yield* recordOf({ ...counterfactual, category, observation, flags, answers })
        expect(prompts).toEqual([
          asked(category, "classify", fields, flags),
          asked(category, "counterfactual", fields, flags),
          asked(category, "classify", changed, flags)
        ])
      })
  )

  it.effect("names no target where it is implicit, and takes any other choice for it", () =>
    Effect.gen(function*() {
      const flags = ["e-implicit-target"]
      const dialogue = { ...counterfactual, category: "multi-choice", observation: story, flags } as const
      for (
        const [last, verdict] of [["kitchen", true], ["garden", true], ["office", false], [
          "unknown",
          false
        ]] as const
      ) {
        const { prompts, record } = yield* recordOf({ ...dialogue, answers: ["office", moved, last] })
        expect(record.verdict).toBe(verdict)
        expect(prompts[1]).toBe(asked("multi-choice", "counterfactual", storyFields, flags))
        expect(prompts[1]).toContain("a) garden\nb) kitchen\nc) office\n\n")
        expect(prompts[1]).not.toContain("unknown")
      }
    }))

  it.effect("stays with the opposite label where the implicit target is a sentiment", () =>
    Effect.gen(function*() {
      const flags = ["e-implicit-target"]
      const dialogue = { ...counterfactual, category: "sentiment", observation: review, flags } as const
      for (const [last, verdict] of [["negative", true], ["neutral", false]] as const) {
        const { prompts, record } = yield* recordOf({ ...dialogue, answers: ["positive", poor, last] })
        expect(record.verdict).toBe(verdict)
        expect(prompts[1]).not.toContain("\"negative\"")
      }
    }))

  it.effect.each([[[]], [["e-implicit-target"]]])(
    "does not apply to a question with one choice, whatever the answer: %s",
    ([flags]) =>
      Effect.gen(function*() {
        const observation = { ...story, choices: ["office"] }
        const { prompts, record } = yield* recordOf({
          ...counterfactual,
          category: "multi-choice",
          observation,
          flags: flags ?? [],
          answers: ["office"]
        })
        expect(prompts).toHaveLength(1)
        expect(record).toMatchObject({
          applicability: "inapplicable",
          verdict: null,
          correct: true,
          error: null
        })
      })
  )

  it.effect("ends after an explanation that cannot be read", () =>
    Effect.gen(function*() {
      const { prompts, record } = yield* recordOf({
        ...counterfactual,
        category: "sentiment",
        observation: review,
        answers: ["positive", " \n"]
      })
      expect(prompts).toHaveLength(2)
      expect(record).toMatchObject({ verdict: null, correct: true, error: null })
      expect(record.sessions.map(({ reading }) => reading)).toEqual(["positive", null])
    }))

  it.effect("is not judged by a last answer that cannot be read", () =>
    Effect.gen(function*() {
      const { record } = yield* recordOf({
        ...counterfactual,
        category: "sentiment",
        observation: review,
        answers: ["positive", poor, ""]
      })
      expect(record).toMatchObject({ verdict: null, correct: true, error: null })
    }))

  it.effect("goes on after a first answer that cannot be read", () =>
    Effect.gen(function*() {
      const { record } = yield* recordOf({
        ...counterfactual,
        category: "sentiment",
        observation: review,
        answers: ["", poor, "negative"]
      })
      expect(record).toMatchObject({ verdict: true, correct: null, error: null })
    }))

  it.effect("records each session: what was asked, answered, read, and how long it took", () =>
    Effect.gen(function*() {
      const { record } = yield* recordOf({
        ...counterfactual,
        category: "sentiment",
        observation: review,
        answers: [
          { text: " positive\n", durationMillis: 10 },
          { text: poor, durationMillis: 20, finishReason: "length" },
          { text: "negative", durationMillis: 30 }
        ]
      })
      expect(record).toMatchObject({ idx: 4, split: "test", label: "positive" })
      const traced = { request: expect.stringMatching(/^[0-9a-f]{64}$/), rule: expect.stringMatching(/./) }
      expect(record.sessions).toEqual([
        {
          ...traced,
          session: "predict",
          answer: digestText(" positive\n"),
          reading: "positive",
          finishReason: "stop",
          durationMillis: 10
        },
        {
          ...traced,
          session: "explain",
          answer: digestText(poor),
          reading: poor,
          finishReason: "length",
          durationMillis: 20
        },
        {
          ...traced,
          session: "explain_predict",
          answer: digestText("negative"),
          reading: "negative",
          finishReason: "stop",
          durationMillis: 30
        }
      ])
      expect(new Set(record.sessions.map(({ request }) => request)).size).toBe(3)
    }))
})
