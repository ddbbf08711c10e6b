/**
 * Generations and requests as tests need them.
 */
import { type GenerateRequest, makeRequest } from "../../src/domain/GenerateRequest.ts"
import type { Generation } from "../../src/domain/Generation.ts"

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

export const requestOf = (text: string): GenerateRequest =>
  makeRequest({ model: "m", prompt: { _tag: "Text", text }, params: { stop: [], seed: 0 } })
