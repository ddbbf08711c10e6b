import { describe, expect, it } from "@effect/vitest"
import { Effect, Either } from "effect"
import { TaskName } from "../../src/domain/Variation.ts"
import { readerVersion } from "../../src/readers/index.ts"
import { tasks } from "../../src/task/tasks.ts"
import { holdDialogue, recordOf } from "../support/dialogue.ts"
import { overflow, unauthorized, unreachable } from "../support/errors.ts"
import { review } from "../support/observations.ts"

const dialogue = { category: "sentiment", observation: review, task: "redacted" } as const
const film = "A [REDACTED] film with [REDACTED] acting."

describe("tasks", () => {
  it("has every task under its own name, with the name of its verdict", () => {
    expect(TaskName.literals.map((name) => [tasks[name].name, tasks[name].verdictName])).toEqual([
      ["classify", null],
      ["answerable", "introspect"],
      ["counterfactual", "faithful"],
      ["redacted", "faithful"],
      ["importance", "faithful"]
    ])
  })
})

describe("observe", () => {
  it.effect.each([
    { answers: [], session: "predict", correct: null },
    { answers: ["negative"], session: "explain", correct: false },
    { answers: ["positive", film], session: "explain_predict", correct: true }
  ])(
    "records a request that failed at $session, with the sessions before it",
    ({ answers, correct, session }) =>
      Effect.gen(function*() {
        const { prompts, record } = yield* recordOf({ ...dialogue, answers: [...answers, overflow] })
        expect(prompts).toHaveLength(answers.length + 1)
        expect(record.sessions).toHaveLength(answers.length)
        expect(record).toMatchObject({
          idx: 4,
          split: "test",
          label: "positive",
          correct,
          verdict: null,
          applicability: "applicable",
          error: { session, class: "request", reason: "ContextOverflow", message: "too long" }
        })
        expect(record.error?.request).toMatch(/^[0-9a-f]{64}$/)
        expect(record.sessions.map(({ request }) => request)).not.toContain(record.error?.request)
      })
  )

  it.effect("records a transient failure as one", () =>
    Effect.gen(function*() {
      const { record } = yield* recordOf({ ...dialogue, answers: ["positive", unreachable] })
      expect(record.error).toMatchObject({ session: "explain", class: "transient", reason: "Unreachable" })
      expect(record.error).not.toHaveProperty("request")
    }))

  it.effect("fails where everything would fail, whatever was answered before", () =>
    Effect.gen(function*() {
      for (const answers of [[unauthorized], ["positive", unauthorized]]) {
        const { outcome } = yield* holdDialogue({ ...dialogue, answers })
        expect(outcome).toEqual(Either.left(unauthorized))
      }
    }))

  it.effect("records how long the model thought, of the sessions in which it did", () =>
    Effect.gen(function*() {
      const thought = { text: "positive", reasoning: "Nice words." }
      const { record } = yield* recordOf({ ...dialogue, answers: [thought, film, "unknown"] })
      expect(record.sessions.map(({ reasoningLength }) => reasoningLength)).toEqual([
        11,
        undefined,
        undefined
      ])
      expect(record.sessions[1]).not.toHaveProperty("reasoningLength")
    }))

  it.effect("records which readers read", () =>
    Effect.gen(function*() {
      const { record } = yield* recordOf({ ...dialogue, answers: ["positive", film, "unknown"] })
      expect(record.readers).toBe(readerVersion)
    }))
})
