/**
 * One model in this process and behind llama.cpp's server: the same prompt reaches it, and the likeliest answer is the same.
 */
import { describe, expect, it } from "@effect/vitest"
import { Context, Effect, Layer } from "effect"
import * as LlamaCpp from "../../layers/clients/LlamaCpp.ts"
import * as OpenAi from "../../layers/clients/OpenAi.ts"
import { makeRequest } from "../../src/domain/GenerateRequest.ts"
import type { Prompt } from "../../src/domain/Prompt.ts"
import { Inference } from "../../src/inference/Inference.ts"
import { useLlamaCpp } from "../support/llamaCpp.ts"
import { llamaServer, llamaServerProgram, tellWithoutLlamaServer, tinyModel } from "../support/llamaServer.ts"

const missing = useLlamaCpp("one model in process and behind a server")
tellWithoutLlamaServer("one model in process and behind a server")

const subjects = [
  "a film",
  "a book",
  "the weather",
  "C++ and \"quotes\"",
  "Zo\u00eb's \u2013 na\u00efve \u2013 caf\u00e9",
  "two\n\nlines"
]

const prompts: readonly Prompt[] = subjects.flatMap((subject): readonly Prompt[] => [
  { _tag: "Text", text: `[INST] Is this about ${subject}? [/INST]` },
  { _tag: "Text", text: `<s>user: ${subject}\nassistant:`, bos: "<s>" }
])
const connect = <E>(layer: Layer.Layer<Inference, E>) =>
  Effect.map(Layer.build(layer), Context.get(Inference))

describe.runIf(missing === null && llamaServerProgram !== undefined)("one model, twice", () => {
  it.scopedLive("takes each prompt for the same tokens, and answers it alike", () =>
    Effect.gen(function*() {
      const { url } = yield* llamaServer({ args: ["-c", "512", "-np", "1"] })
      const there = yield* connect(OpenAi.layer({ endpoint: url }))
      const here = yield* connect(LlamaCpp.layer({ modelPath: tinyModel, threads: 1, sequences: 1 }))
      for (const repetition_penalty of [undefined, 1.2]) {
        for (const prompt of prompts) {
          const request = makeRequest({
            model: "tiny",
            prompt,
            params: {
              temperature: 0,
              max_new_tokens: 24,
              stop: [],
              seed: 0,
              ...(repetition_penalty === undefined ? {} : { repetition_penalty })
            }
          })
          const [one, other] = [yield* here.generate(request), yield* there.generate(request)]
          expect(other.promptTokens).toBe(one.promptTokens)
          expect(other).toMatchObject({ text: one.text, completionTokens: one.completionTokens })
        }
      }
    }))
})
