import { describe, expect, it } from "@effect/vitest"
import { Context, Effect, Layer } from "effect"
import * as OpenAi from "../../../layers/clients/OpenAi.ts"
import * as Tgi from "../../../layers/clients/Tgi.ts"
import * as Vllm from "../../../layers/clients/Vllm.ts"
import type { GenerateError } from "../../../src/domain/GenerateError.ts"
import { makeRequest } from "../../../src/domain/GenerateRequest.ts"
import type { TextPrompt } from "../../../src/domain/Prompt.ts"
import { Inference } from "../../../src/inference/Inference.ts"
import { type Scripted, scriptedServer } from "../../support/scriptedServer.ts"

const complete: TextPrompt = { _tag: "Text", text: "<s>[ASK] U [/ASK]", bos: "<s>" }
const bare: TextPrompt = { _tag: "Text", text: "<|user|>U", bos: "" }
const paper: TextPrompt = { _tag: "Text", text: "<s>[INST] U [/INST]" }

/** What one server is sent of a prompt. */
const sent = (
  layer: (endpoint: string) => Layer.Layer<Inference, GenerateError>,
  reply: (sent: string) => unknown,
  prompt: TextPrompt
) =>
  Effect.gen(function*() {
    const server = yield* scriptedServer(({ method, text }): Scripted =>
      method === "GET" ? { body: { data: [{ id: "m" }] } } : { body: reply(text) }
    )
    const { generate } = Context.get(yield* Layer.build(layer(server.url)), Inference)
    yield* generate(makeRequest({ model: "m", prompt, params: { stop: [], seed: 0 } }))
    return JSON.parse(server.seen().find(({ method }) => method === "POST")!.text)
  })

const choice = () => ({ choices: [{ text: "fine", finish_reason: "stop" }] })

describe("the beginning-of-text token of a complete prompt", () => {
  it.scopedLive("is left to TGI, which adds it to every text", () =>
    Effect.gen(function*() {
      const inputs = (prompt: TextPrompt) =>
        Effect.map(
          sent((endpoint) => Tgi.layer({ endpoint }), () => ({ generated_text: "fine" }), prompt),
          (body) => body.inputs
        )
      expect(yield* inputs(complete)).toBe("[ASK] U [/ASK]")
      expect(yield* inputs(bare)).toBe("<|user|>U")
      expect(yield* inputs(paper)).toBe(paper.text)
    }))

  it.scopedLive("is sent to vLLM, which is told to add none", () =>
    Effect.gen(function*() {
      const body = (prompt: TextPrompt) => sent((endpoint) => Vllm.layer({ endpoint }), choice, prompt)
      expect(yield* body(complete)).toMatchObject({ prompt: complete.text, add_special_tokens: false })
      expect(yield* body(bare)).toMatchObject({ prompt: "<|user|>U", add_special_tokens: false })
      expect(yield* body(paper)).toMatchObject({ prompt: paper.text, add_special_tokens: true })
    }))

  it.scopedLive("is left to other servers, and to vLLM's legacy one", () =>
    Effect.gen(function*() {
      const openAi = (endpoint: string) => OpenAi.layer({ endpoint })
      expect(yield* sent(openAi, choice, complete)).toMatchObject({ prompt: "[ASK] U [/ASK]" })
      expect(yield* sent(openAi, choice, paper)).toMatchObject({ prompt: paper.text })
      const legacy = (endpoint: string) => Vllm.layer({ endpoint, legacy: true })
      const echo = (text: string) => ({ text: [`${JSON.parse(text).prompt}fine`] })
      expect(yield* sent(legacy, echo, complete)).toMatchObject({ prompt: "[ASK] U [/ASK]" })
    }))

  it("is part of the request, whatever server it is sent to", () => {
    const digest = (prompt: TextPrompt) =>
      makeRequest({ model: "m", prompt, params: { stop: [], seed: 0 } }).digest
    expect(digest({ ...paper, bos: "<s>" })).not.toBe(digest(paper))
  })
})
