/**
 * Clients against a real llama.cpp server with a tiny model of random weights: `INTROSPECT_LLAMA_SERVER=/usr/bin/llama-server
 * npm run test:full`, with `INTROSPECT_LLAMA_MODEL` for another model.
 */
import { describe, expect, it } from "@effect/vitest"
import { Context, Effect, Exit, Layer, Redacted, Scope } from "effect"
import { afterAll, beforeAll } from "vitest"
import { loadReader } from "../../layers/clients/http/load.ts"
import * as OpenAi from "../../layers/clients/OpenAi.ts"
import * as Tgi from "../../layers/clients/Tgi.ts"
import * as Vllm from "../../layers/clients/Vllm.ts"
import { inferenceContract } from "../../layers/testing/contracts/inference.ts"
import { type GenerateParams, paperParams } from "../../src/domain/GenerateParams.ts"
import { type JsonSchema, makeRequest } from "../../src/domain/GenerateRequest.ts"
import type { Prompt } from "../../src/domain/Prompt.ts"
import { Inference } from "../../src/inference/Inference.ts"
import { answerSchema } from "../../src/prompts/answerSchema.ts"
import { llamaServer, llamaServerProgram, tellWithoutLlamaServer } from "../support/llamaServer.ts"
import { recorded, recordedFacts } from "../support/recordedLlamaServer.ts"

/** Random weights answer with broken characters too, of which only whole ones can be a stop string. */
const wholeCharacter = (answer: string) => /[!-~]/.exec(answer)?.[0] ?? answer

const text: Prompt = { _tag: "Text", text: "the answer is" }
const chat: Prompt = { _tag: "Chat", messages: [{ role: "user", content: "the answer?" }] }

const ask = (prompt: Prompt, params: Partial<GenerateParams> = {}, responseSchema?: JsonSchema) =>
  makeRequest({
    model: "tiny",
    prompt,
    params: { stop: [], seed: 1, max_new_tokens: 24, ...params },
    ...(responseSchema === undefined ? {} : { responseSchema })
  })

const connect = <E>(layer: Layer.Layer<Inference, E>) =>
  Effect.map(Layer.build(layer), Context.get(Inference))

tellWithoutLlamaServer("a real llama.cpp server")

describe.runIf(llamaServerProgram !== undefined)("a real llama.cpp server", () => {
  const scope = Effect.runSync(Scope.make())
  let endpoint = ""

  beforeAll(async () => {
    endpoint = (await Effect.runPromise(Scope.extend(llamaServer(), scope))).url
  })
  afterAll(() => Effect.runPromise(Scope.close(scope, Exit.void)))

  inferenceContract({ describe, expect, it }, "OpenAi", {
    client: Effect.sync(() => OpenAi.layer({ endpoint })),
    model: "tiny",
    scores: true,
    prompts: { text: "the answer is", chat: "the answer?" },
    stopIn: wholeCharacter,
    wire: {
      layer: OpenAi.layer,
      facts: recordedFacts,
      good: recorded("v1-completions"),
      refusedParameter: recorded("error-wrong-type-temperature"),
      tooLong: recorded("error-context-overflow")
    }
  })

  it.scopedLive("tells its build, its slots and the context of each", () =>
    Effect.gen(function*() {
      const { info } = yield* connect(OpenAi.layer({ endpoint }))
      expect(yield* info).toEqual({
        model: "tiny",
        sha: null,
        version: expect.stringMatching(/^llama\.cpp b\d+/),
        maxConcurrentRequests: 2,
        maxTotalTokens: 512
      })
    }))

  it.scopedLive("takes every parameter, alone and together", () =>
    Effect.gen(function*() {
      const { generate } = yield* connect(OpenAi.layer({ endpoint }))
      const all: readonly Partial<GenerateParams>[] = [
        paperParams,
        { temperature: 0 },
        { temperature: 1, top_p: 1, top_k: 0, repetition_penalty: 1 },
        { repetition_penalty: 1.2 },
        { seed: 2 ** 40 }
      ]
      for (const prompt of [text, chat]) {
        for (const params of all) {
          const { completionTokens } = yield* generate(ask(prompt, { ...params, max_new_tokens: 4 }))
          expect(completionTokens).toBeGreaterThan(0)
        }
      }
      // A penalty of what prompt and answer have is heeded.
      const greedy = { temperature: 0, max_new_tokens: 100 }
      const plain = yield* generate(ask(text, greedy))
      const penalized = yield* generate(ask(text, { ...greedy, repetition_penalty: 1000 }))
      expect(penalized.text).not.toBe(plain.text)
    }))

  it.scopedLive("answers in the form of a schema, to messages and to whole prompts, or says that it was cut off", () =>
    Effect.gen(function*() {
      const { generate } = yield* connect(OpenAi.layer({ endpoint }))
      const shapes: readonly (readonly [JsonSchema, (value: unknown) => boolean])[] = [
        [answerSchema("answerable", "held", []), (value) => value === "yes" || value === "no"],
        [answerSchema("classify", "held", ["good", "bad"]), (value) => value === "good" || value === "bad"],
        [answerSchema("counterfactual", "held", []), (value) => typeof value === "string"],
        [answerSchema("importance", "held", []), (value) => Array.isArray(value)]
      ]
      let whole = 0
      for (const prompt of [text, chat]) {
        for (const [schema, isHeld] of shapes) {
          for (let seed = 0; seed < 5; seed++) {
            const params = { temperature: 1, seed, max_new_tokens: 300 }
            const answer = yield* generate(ask(prompt, params, schema))
            if (answer.finishReason !== "stop") {
              expect(answer.finishReason).toBe("length")
              continue
            }
            const object = JSON.parse(answer.text)
            expect(Object.keys(object)).toEqual(["held"])
            expect(isHeld(object.held)).toBe(true)
            whole++
          }
        }
      }
      expect(whole).toBeGreaterThan(20)
    }))

  it.scopedLive("refuses a prompt that is too long, with the limit of a slot", () =>
    Effect.gen(function*() {
      const { generate } = yield* connect(OpenAi.layer({ endpoint }))
      const long = "word ".repeat(600)
      for (
        const prompt of [
          { _tag: "Text", text: long },
          { _tag: "Chat", messages: [{ role: "user", content: long }] }
        ] satisfies readonly Prompt[]
      ) {
        const { reason } = yield* Effect.flip(generate(ask(prompt)))
        expect(reason).toMatchObject({ _tag: "ContextOverflow", limit: 512 })
      }
    }))

  it.scopedLive("tells how busy it is", () =>
    Effect.gen(function*() {
      const load = yield* loadReader({ endpoint })
      expect(yield* load).toEqual({ running: 0, waiting: 0, memory: null })
      const { generate } = yield* connect(OpenAi.layer({ endpoint }))
      const many = Effect.forEach(
        Array.from({ length: 8 }, (_, seed) => ask(text, { temperature: 1, seed, max_new_tokens: 400 })),
        generate,
        { concurrency: "unbounded", discard: true }
      )
      yield* Effect.fork(many)
      const busy = yield* Effect.repeat(load, {
        until: (told) => told !== null && told.running === 2 && told.waiting > 0,
        times: 500
      })
      expect(busy).toMatchObject({ running: 2 })
      expect(busy?.waiting).toBeGreaterThan(0)
    }))

  it.scopedLive("is not taken for TGI or vLLM", () =>
    Effect.gen(function*() {
      for (const layer of [Tgi.layer({ endpoint }), Vllm.layer({ endpoint, model: "tiny" })]) {
        const { info } = yield* connect(layer)
        const error = yield* Effect.flip(info)
        expect(error.reason._tag).toBe("WrongServer")
        expect(error.message).toMatch(/llama\.cpp.*--client OpenAI asks it/)
      }
    }))

  it.scopedLive("wants its key", () =>
    Effect.gen(function*() {
      const { url } = yield* llamaServer({ args: ["-c", "1024", "--api-key", "s3cret"] })
      const withKey = yield* connect(OpenAi.layer({ endpoint: url, apiKey: Redacted.make("s3cret") }))
      expect((yield* withKey.generate(ask(text))).completionTokens).toBeGreaterThan(0)
      for (const apiKey of [undefined, Redacted.make("wrong")]) {
        const { generate, info } = yield* connect(OpenAi.layer({ endpoint: url, apiKey }))
        for (const refused of [Effect.asVoid(info), Effect.asVoid(generate(ask(text)))]) {
          expect((yield* Effect.flip(refused)).reason._tag).toBe("Unauthorized")
        }
      }
    }))
})
