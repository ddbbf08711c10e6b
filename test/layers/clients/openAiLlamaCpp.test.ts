/**
 * The OpenAi client and llama.cpp's server, by its recorded replies.
 */
import { describe, expect, it } from "@effect/vitest"
import { Context, Effect, Layer } from "effect"
import * as OpenAi from "../../../layers/clients/OpenAi.ts"
import { type GenerateParams, paperParams } from "../../../src/domain/GenerateParams.ts"
import { makeRequest } from "../../../src/domain/GenerateRequest.ts"
import type { ChatMessage } from "../../../src/domain/Prompt.ts"
import { Inference } from "../../../src/inference/Inference.ts"
import { answerSchema } from "../../../src/prompts/answerSchema.ts"
import { recorded, recordedFacts, recordedLlamaServer } from "../../support/recordedLlamaServer.ts"
import { type Scripted, scriptedServer } from "../../support/scriptedServer.ts"

const client = (options: OpenAi.OpenAiOptions) =>
  Effect.map(Layer.build(OpenAi.layer(options)), Context.get(Inference))

const ask = (messages: readonly [ChatMessage, ...ChatMessage[]], params: Partial<GenerateParams> = {}) =>
  makeRequest({ model: "m", prompt: { _tag: "Chat", messages }, params: { stop: [], seed: 3, ...params } })

const hello = [{ role: "user", content: "Hello" }] as const

describe("answers of llama.cpp's server", () => {
  it.scopedLive("come with its build and without a beginning that was given", () =>
    Effect.gen(function*() {
      const { url } = yield* recordedLlamaServer
      const { generate, info } = yield* client({ endpoint: url, model: "meta/else" })
      expect(yield* info).toEqual({
        model: "tiny",
        sha: null,
        version: "llama.cpp b1-de3ff81",
        maxConcurrentRequests: 2,
        maxTotalTokens: 512
      })
      const begun = [{ role: "user", content: "the" }, { role: "assistant", content: "an" }] as const
      const answer = yield* generate(ask(begun))
      expect(answer).toMatchObject({ promptTokens: 20, completionTokens: 2, finishReason: "length" })
      expect(answer.durationMillis).toBeCloseTo(0.649)
      expect(answer.text).toMatch(/^\f/)
    }))

  /** A llama.cpp server that answers whole prompts, and withholds what it has answered to messages. */
  const withholding = (applied: Scripted, text: string) =>
    scriptedServer(({ method, path }) => {
      if (method === "GET") return recordedFacts(path) ?? { status: 404 }
      if (path === "/apply-template") return applied
      return path === "/v1/chat/completions"
        ? recorded("b11669-error-withheld")
        : { body: { choices: [{ text, finish_reason: "length" }] } }
    })

  it.scopedLive("that it withholds are had by asking for the same as a text", () =>
    Effect.gen(function*() {
      const server = yield* withholding(recorded("b11669-apply-template"), "{\"text\": \"V\ufffd")
      const { generate } = yield* client({ endpoint: server.url })
      const schema = answerSchema("counterfactual", "text", [])
      const answer = yield* generate({ ...ask(hello, paperParams), responseSchema: schema })
      expect(answer).toMatchObject({ text: "{\"text\": \"V\ufffd", reasoning: null, finishReason: "length" })
      const [chat, applied, text] = server.seen().filter(({ method }) => method === "POST")
        .map((seen) => JSON.parse(seen.text))
      expect(applied).toEqual({ messages: hello })
      const { messages: _, response_format: __, ...sampling } = chat
      expect(text).toEqual({
        ...sampling,
        prompt: "<|im_start|>user\nMake the text longer<|im_end|>\n<|im_start|>assistant\n",
        json_schema: schema
      })
    }))

  it.scopedLive("that are had so have their thoughts apart, too", () =>
    Effect.gen(function*() {
      const { url } = yield* withholding({ body: { prompt: "User: hello <think>\n" } }, "Hm.</think>yes")
      const { generate } = yield* client({ endpoint: url })
      expect(yield* generate(ask(hello))).toMatchObject({ text: "yes", reasoning: "Hm." })
    }))

  it.scopedLive("that it withholds are failures where it does not apply templates", () =>
    Effect.gen(function*() {
      const { url } = yield* withholding({ status: 404 }, "")
      const { generate } = yield* client({ endpoint: url })
      expect((yield* Effect.flip(generate(ask(hello)))).reason).toMatchObject({
        _tag: "ServerFailure",
        message: expect.stringContaining("does not match the expected peg-native format")
      })
    }))
})
