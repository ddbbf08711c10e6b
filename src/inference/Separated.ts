/**
 * What a model wrote while it thought is kept, and is no part of its answer.
 */
import { Effect, Layer } from "effect"
import type { GenerateRequest } from "../domain/GenerateRequest.ts"
import type { Generation } from "../domain/Generation.ts"
import { opensThought, splitReasoning } from "../domain/reasoning.ts"
import { guard, insideOf } from "./guarded.ts"
import { Inference } from "./Inference.ts"

const separate = ({ prompt, scored }: GenerateRequest, generation: Generation): Generation => {
  if (scored !== undefined) return generation
  // A server that told the thoughts apart began its text after them.
  const isOpen = generation.reasoning === null && prompt._tag === "Text" && opensThought(prompt.text)
  const { reasoning, text } = splitReasoning(generation.text, isOpen)
  if (reasoning === null && text === generation.text) return generation
  const parts = [generation.reasoning, reasoning].filter((part) => part !== null)
  return { ...generation, text, reasoning: parts.length === 0 ? null : parts.join("\n\n") }
}

/** Splits what the inner service answers; it stands nearest to the client, so that nothing else ever sees thoughts. */
export const layer: Layer.Layer<Inference, never, Inference> = Layer.effect(
  Inference,
  Effect.map(Inference, ({ generate, info }) => {
    const ask = insideOf(generate)
    return {
      info,
      generate: guard((request, restore) =>
        Effect.map(ask(request, restore), (generation) => separate(request, generation))
      )
    }
  })
)
