/**
 * A run that may send only so much: when that is used up, nothing new is sent.
 */
import { Effect, Layer } from "effect"
import { generateError } from "../domain/GenerateError.ts"
import type { GenerateRequest } from "../domain/GenerateRequest.ts"
import { Inference } from "./Inference.ts"

/** What a run may use; null for as much as it needs. */
export interface Budget {
  /** The most generations that are sent. */
  readonly maxGenerations: number | null
  /** The tokens, of prompts and answers as the servers count them, after which nothing more is sent. */
  readonly maxTokens: number | null
}

const reached = (amount: number, what: string) =>
  Effect.fail(
    generateError({
      _tag: "BudgetReached",
      message:
        `the run has used its ${amount} ${what}; everything is stored, and the same command goes on from here`
    })
  )

/** Refuses what goes beyond the budget with `BudgetReached`; what is in flight goes on. */
export const layer = ({ maxGenerations, maxTokens }: Budget): Layer.Layer<Inference, never, Inference> =>
  Layer.effect(
    Inference,
    Effect.map(Inference, (inner) => {
      let generations = 0
      let tokens = 0
      const generate = (request: GenerateRequest) =>
        Effect.suspend(() => {
          if (maxGenerations !== null && generations >= maxGenerations) {
            return reached(maxGenerations, "generations (--max-generations)")
          }
          if (maxTokens !== null && tokens >= maxTokens) return reached(maxTokens, "tokens (--max-tokens)")
          generations++
          return Effect.map(inner.generate(request), (generation) => {
            tokens += (generation.promptTokens ?? 0) + (generation.completionTokens ?? 0)
            return generation
          })
        })
      return { generate, info: inner.info }
    })
  )
