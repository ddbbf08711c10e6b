/**
 * Requests, and generations that may answer them.
 */
import { type GenerateRequest, makeRequest } from "../../src/domain/GenerateRequest.ts"
import type { Generation } from "../../src/domain/Generation.ts"

/** A generation with this text that ended by itself, unless the facts say otherwise. */
export const generationOf = (text: string, facts: Partial<Generation> = {}): Generation => ({
  text,
  reasoning: null,
  finishReason: "stop",
  promptTokens: null,
  completionTokens: null,
  durationMillis: 1,
  durationBy: "client",
  server: null,
  ...facts
})

/** A request to the model `m` with this text as its whole prompt and the seed 0. */
export const requestOf = (text: string): GenerateRequest =>
  makeRequest({ model: "m", prompt: { _tag: "Text", text }, params: { stop: [], seed: 0 } })
