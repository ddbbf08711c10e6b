import { expect, it } from "@effect/vitest"
import { Context, Effect, Layer } from "effect"
import * as Simulated from "../../../layers/clients/Simulated.ts"
import * as Tgi from "../../../layers/clients/Tgi.ts"
import { paperParams } from "../../../src/domain/GenerateParams.ts"
import { makeRequest, sentSeed } from "../../../src/domain/GenerateRequest.ts"
import type { Prompt } from "../../../src/domain/Prompt.ts"
import { Inference } from "../../../src/inference/Inference.ts"
import { faithful, faithfulAnswer, sentimentPrompt, serveFaithful } from "../../support/simulated.ts"

const model = Effect.map(Layer.build(Simulated.layer({ profile: faithful })), Context.get(Inference))
const text: Prompt = { _tag: "Text", text: `<s>[INST] ${sentimentPrompt} [/INST]` }

const ask = (
  prompt: Prompt,
  more: { readonly params?: Partial<typeof paperParams>; readonly repeat?: number } = {}
) => makeRequest({ model: "m", prompt, params: { ...paperParams, ...more.params }, repeat: more.repeat ?? 0 })

it.scoped("answers as simulated/PROFILE, with everything that a server would tell", () =>
  Effect.gen(function*() {
    const { generate, info } = yield* model
    const server = {
      model: "simulated/faithful",
      sha: null,
      version: "simulated",
      maxConcurrentRequests: null
    }
    expect(yield* info).toEqual(server)
    const answer = faithfulAnswer(text.text, 0)
    expect(yield* generate(ask(text))).toEqual({
      text: answer,
      reasoning: null,
      finishReason: "stop",
      promptTokens: text.text.split(/\s+/).length,
      completionTokens: answer.split(/\s+/).length + 1,
      durationMillis: 0,
      durationBy: "client",
      server
    })
  }))

it.scoped("hears the last message of a user in a conversation", () =>
  Effect.gen(function*() {
    const { generate } = yield* model
    const chat: Prompt = {
      _tag: "Chat",
      messages: [
        { role: "system", content: "Be brief." },
        { role: "user", content: "Hello" },
        { role: "assistant", content: "Hello!" },
        { role: "user", content: sentimentPrompt },
        { role: "assistant", content: "The sentiment is" }
      ]
    }
    expect((yield* generate(ask(chat))).text).toBe(faithfulAnswer(sentimentPrompt, 0))
    const silent = ask({ _tag: "Chat", messages: [{ role: "system", content: sentimentPrompt }] })
    expect((yield* generate(silent)).text).toBe(faithfulAnswer("", 0))
  }))

it.scoped("answers by the seed that would be sent", () =>
  Effect.gen(function*() {
    const { generate } = yield* model
    const other = ask(text, { params: { seed: 5 } })
    expect((yield* generate(other)).text).toBe(faithfulAnswer(text.text, 5))
    const again = ask(text, { repeat: 1 })
    expect((yield* generate(again)).text).toBe(faithfulAnswer(text.text, sentSeed(again)))
  }))

it.scopedLive("ends its answers where the same model behind HTTP does", () =>
  Effect.gen(function*() {
    const { generate } = yield* model
    const { url } = yield* serveFaithful()
    const served = Context.get(yield* Layer.build(Tgi.layer({ endpoint: url })), Inference)
    const answer = faithfulAnswer(text.text, 0)
    const cases = [{}, { max_new_tokens: 1 }, { stop: [answer.slice(4, 8)] }, { stop: ["absent"], seed: 9 }]
    for (const params of cases) {
      const request = ask(text, { params })
      const { durationBy, durationMillis, server, ...here } = yield* generate(request)
      expect([durationBy, durationMillis, server?.model]).toEqual(["client", 0, "simulated/faithful"])
      expect(yield* served.generate(request)).toMatchObject(here)
    }
  }))
