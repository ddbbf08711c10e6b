import { describe, expect, it } from "@effect/vitest"
import { Effect, Either, Layer } from "effect"
import type { GenerateError } from "../../src/domain/GenerateError.ts"
import * as Budgeted from "../../src/inference/Budgeted.ts"
import { Inference } from "../../src/inference/Inference.ts"
import { generationOf, requestOf } from "../support/answers.ts"
import { overflow } from "../support/errors.ts"
import { fakeInference } from "../support/fakes.ts"

/** Asks one after the other within a budget; each answer has 7 tokens with its prompt. */
const ask = (
  budget: Partial<Budgeted.Budget>,
  number: number,
  tokens: { readonly promptTokens: number | null; readonly completionTokens: number | null } = {
    promptTokens: 5,
    completionTokens: 2
  },
  error: GenerateError | null = null
) => {
  let sent = 0
  const inner = fakeInference({
    generate: () => {
      sent++
      return error === null ? Effect.succeed({ ...generationOf("A"), ...tokens }) : Effect.fail(error)
    }
  })
  return Effect.gen(function*() {
    const { generate } = yield* Inference
    const outcomes = yield* Effect.forEach(
      Array.from({ length: number }, (_, i) => requestOf(`${i}`)),
      (request) => Effect.either(generate(request))
    )
    const refusals = outcomes.flatMap((outcome) => Either.isLeft(outcome) ? [outcome.left] : [])
    return { sent, refusals }
  }).pipe(
    Effect.provide(
      Layer.provide(Budgeted.layer({ maxGenerations: null, maxTokens: null, ...budget }), inner)
    )
  )
}

describe("a budget", () => {
  it.effect("of none is as much as is needed", () =>
    Effect.gen(function*() {
      expect(yield* ask({}, 50)).toEqual({ sent: 50, refusals: [] })
    }))

  it.effect("of generations refuses what comes after them, as an error of the set-up that says what to do", () =>
    Effect.gen(function*() {
      const { refusals, sent } = yield* ask({ maxGenerations: 3 }, 5)
      expect(sent).toBe(3)
      expect(refusals.map(({ class: kind, reason }) => [kind, reason._tag])).toEqual([
        ["setup", "BudgetReached"],
        ["setup", "BudgetReached"]
      ])
      expect(refusals[0]?.message).toBe(
        "the run has used its 3 generations (--max-generations); everything is stored, and the same command goes on "
          + "from here"
      )
    }))

  it.effect("of tokens counts those of prompts and answers, and lets the last request exceed it", () =>
    Effect.gen(function*() {
      const { refusals, sent } = yield* ask({ maxTokens: 15 }, 5)
      expect([sent, refusals.length]).toEqual([3, 2])
      expect(refusals[0]?.message).toContain("15 tokens (--max-tokens)")
    }))

  it.effect("of tokens knows nothing of what servers do not count", () =>
    Effect.gen(function*() {
      expect((yield* ask({ maxTokens: 1 }, 4, { promptTokens: null, completionTokens: null })).sent).toBe(4)
    }))

  it.effect("of generations counts failed ones, which were sent too", () =>
    Effect.gen(function*() {
      const { refusals, sent } = yield* ask({ maxGenerations: 2 }, 3, undefined, overflow)
      expect(sent).toBe(2)
      expect(refusals.map(({ reason }) => reason._tag)).toEqual([
        "ContextOverflow",
        "ContextOverflow",
        "BudgetReached"
      ])
    }))
})
