import { describe, expect, it } from "@effect/vitest"
import { Context, Effect, Layer, Logger } from "effect"
import * as OpenAi from "../../../layers/clients/OpenAi.ts"
import { type GenerateParams, paperParams } from "../../../src/domain/GenerateParams.ts"
import { makeRequest } from "../../../src/domain/GenerateRequest.ts"
import type { ChatMessage } from "../../../src/domain/Prompt.ts"
import { Inference } from "../../../src/inference/Inference.ts"
import {
  type Scripted,
  type ScriptedServer,
  scriptedServer,
  type Seen
} from "../../support/scriptedServer.ts"
import { serveFaithful } from "../../support/simulated.ts"

const client = (options: OpenAi.OpenAiOptions) =>
  Effect.map(Layer.build(OpenAi.layer(options)), Context.get(Inference))

const ask = (
  prompt: string | readonly [ChatMessage, ...ChatMessage[]],
  params: Partial<GenerateParams> = {},
  model = "m"
) =>
  makeRequest({
    model,
    prompt: typeof prompt === "string" ? { _tag: "Text", text: prompt } : { _tag: "Chat", messages: prompt },
    params: { stop: [], seed: 3, ...params }
  })

const hello = [{ role: "user", content: "Hello" }] as const

const said = (message: object, more: object = {}) => ({
  body: {
    choices: [{ index: 0, message: { role: "assistant", ...message }, finish_reason: "stop" }],
    ...more
  }
})

const listed = (...cards: readonly object[]): Scripted => ({ body: { object: "list", data: cards } })
const usualCards = listed({ id: "m", owned_by: "someone" })

/** A server with models, and replies to generations in turn; the last one stays. */
const serve = (models: Scripted, ...replies: readonly Scripted[]) => {
  const rest = [...replies]
  return scriptedServer(({ method }) =>
    method === "GET" ? models : rest.length > 1 ? rest.shift()! : rest[0] ?? said({ content: "fine" })
  )
}

const posts = (server: ScriptedServer): readonly Seen[] =>
  server.seen().filter(({ method }) => method === "POST")
const bodies = (server: ScriptedServer): readonly { readonly [field: string]: unknown }[] =>
  posts(server).map(({ text }) => JSON.parse(text))

/** What is logged while an effect runs. */
const withLogs = <A, E, R>(effect: Effect.Effect<A, E, R>) => {
  const logs: string[] = []
  const logger = Logger.make(({ message }) => logs.push(String(message)))
  return Effect.map(
    Effect.provide(effect, Logger.replace(Logger.defaultLogger, logger)),
    (value) => [value, logs] as const
  )
}

describe("requests", () => {
  it.scopedLive("send texts and messages on their routes, with the parameters by their names", () =>
    Effect.gen(function*() {
      const server = yield* serve(usualCards)
      const { generate } = yield* client({ endpoint: server.url })
      yield* generate(ask("<s>[INST] Hello [/INST]", { ...paperParams, seed: 3, stop: ["</s>"] }))
      yield* generate(ask(hello, { max_new_tokens: 5 }))
      expect(posts(server).map(({ path }) => path)).toEqual(["/v1/completions", "/v1/chat/completions"])
      expect(bodies(server)).toEqual([
        {
          model: "m",
          prompt: "<s>[INST] Hello [/INST]",
          temperature: 0.1,
          top_p: 0.95,
          top_k: 50,
          repetition_penalty: 1.2,
          max_tokens: 1024,
          seed: 3,
          stop: ["</s>"],
          stream: false
        },
        { model: "m", messages: hello, max_tokens: 5, seed: 3, stream: false }
      ])
    }))

  for (
    const path of ["", "/", "/v1", "/v1/", "/v1/chat/completions", "/base", "/base/v1", "/v1beta/openai"]
  ) {
    it.scopedLive(`take the endpoint ${JSON.stringify(path)}`, () =>
      Effect.gen(function*() {
        const server = yield* serve(usualCards)
        const { generate } = yield* client({ endpoint: `${server.url}${path}` })
        yield* generate(ask(hello))
        const base = path.startsWith("/base") ? "/base" : ""
        const expected = path === "/v1beta/openai" ? path : `${base}/v1`
        expect(server.seen().map((seen) => seen.path)).toEqual([
          `${expected}/models`,
          `${expected}/chat/completions`
        ])
      }))
  }

  it.scopedLive("name the model that the server means", () =>
    Effect.gen(function*() {
      const cases = [
        [usualCards, "m", "m"],
        [listed({ id: "/model", owned_by: "x" }), "m", "/model"],
        [listed({ id: "a" }, { id: "b" }), "m", "m"],
        [listed({ id: "a" }, { id: "m" }), "m", "m"],
        [{ body: { object: "list", data: null } }, "m", "m"],
        [{ body: [{ id: "bare" }] }, "m", "bare"],
        [{ status: 404 }, "m", "m"]
      ] as const
      for (const [models, model, sent] of cases) {
        const server = yield* serve(models)
        const { generate } = yield* client({ endpoint: server.url })
        yield* generate(ask(hello, {}, model))
        expect(bodies(server)[0]!["model"]).toBe(sent)
      }
    }))
})

describe("dialects", () => {
  const sentTo = (card: object, params: Partial<GenerateParams> = paperParams) =>
    Effect.gen(function*() {
      const server = yield* serve(listed({ id: "m", ...card }))
      const { generate } = yield* client({ endpoint: server.url })
      const [, logs] = yield* withLogs(
        Effect.all([generate(ask(hello, params)), generate(ask(hello, params))])
      )
      return { body: bodies(server)[0]!, logs }
    })

  it.scopedLive("llama.cpp gets its own names, and no defaults of its own", () =>
    Effect.gen(function*() {
      const { body, logs } = yield* sentTo({ owned_by: "llamacpp" })
      expect(body).toMatchObject({
        top_k: 50,
        repeat_penalty: 1.2,
        repeat_last_n: 131_072,
        min_p: 0,
        typical_p: 1
      })
      expect(body).not.toHaveProperty("repetition_penalty")
      expect(logs).toEqual([])
      const { body: bare } = yield* sentTo({ owned_by: "llamacpp" }, {})
      expect(bare).not.toHaveProperty("repeat_penalty")
      expect(bare).not.toHaveProperty("repeat_last_n")
    }))

  it.scopedLive("Ollama ignores two parameters, which is said once", () =>
    Effect.gen(function*() {
      const { body, logs } = yield* sentTo({ owned_by: "library" })
      expect(body).not.toHaveProperty("top_k")
      expect(logs).toEqual([
        expect.stringContaining(
          "Ollama ignores top_k and repetition_penalty here; --param top_k=none --param repetition_penalty=none"
        )
      ])
      expect((yield* sentTo({ owned_by: "library" }, { temperature: 1 })).logs).toEqual([])
    }))

  it.scopedLive("TGI is called tgi, and takes no top_p of 1", () =>
    Effect.gen(function*() {
      const { body, logs } = yield* sentTo({ owned_by: "m", created: 0 }, { top_p: 1, top_k: 50 })
      expect(body).toMatchObject({ model: "tgi" })
      expect(body).not.toHaveProperty("top_p")
      expect(logs).toHaveLength(1)
    }))

  it.scopedLive("others have a word of their own for the penalty or for no top_k", () =>
    Effect.gen(function*() {
      expect((yield* sentTo({ owned_by: "organization_owner" })).body).toMatchObject({ repeat_penalty: 1.2 })
      expect((yield* sentTo({ owned_by: "sglang" }, { top_k: 0 })).body).toMatchObject({ top_k: -1 })
      expect((yield* sentTo({ owned_by: "vllm" }, { top_k: 9 })).body).toMatchObject({ top_k: 9 })
    }))
})

describe("answers", () => {
  const read = (reply: Scripted) =>
    Effect.gen(function*() {
      const server = yield* serve(usualCards, reply)
      const { generate } = yield* client({ endpoint: server.url })
      return yield* generate(ask(hello, { stop: ["END"] }))
    })

  it.scopedLive("keep what the model says to itself apart", () =>
    Effect.gen(function*() {
      const cases = [
        [said({ content: "yes", reasoning_content: "Hm." }), "yes", "Hm."],
        [said({ content: "yes", reasoning: "Hm.", reasoning_content: null }), "yes", "Hm."],
        [said({ content: "yes", reasoning: "" }), "yes", null],
        [said({ content: null, reasoning: "Hm." }), "", "Hm."],
        [said({ content: [{ type: "thinking", thinking: [] }, { type: "text", text: "yes" }] }), "yes", null],
        [said({ content: null, refusal: "I cannot." }), "I cannot.", null],
        [said({ content: "yes END" }), "yes ", null]
      ] as const
      for (const [reply, text, reasoning] of cases) {
        expect(yield* read(reply)).toMatchObject({ text, reasoning })
      }
    }))

  it.scopedLive("carry tokens, reason and time as far as they are told", () =>
    Effect.gen(function*() {
      expect(yield* read(said({ content: "a" }))).toMatchObject({
        finishReason: "stop",
        promptTokens: null,
        completionTokens: null,
        durationBy: "client"
      })
      const usage = { prompt_tokens: 7, completion_tokens: 9, total_tokens: 16 }
      const timings = { prompt_ms: 1.5, predicted_ms: 2.5 }
      expect(yield* read(said({ content: "a" }, { usage, timings }))).toMatchObject({
        promptTokens: 7,
        completionTokens: 9,
        durationMillis: 4,
        durationBy: "server"
      })
    }))

  it.scopedLive("that the server broke off are none", () =>
    Effect.gen(function*() {
      const broken = { body: { choices: [{ text: "half", finish_reason: "abort" }] } }
      const error = yield* Effect.flip(read(broken))
      expect([error.reason._tag, error.class]).toEqual(["ServerFailure", "transient"])
      expect((yield* Effect.flip(read({ body: { choices: [] } }))).reason._tag).toBe("UnreadableReply")
    }))
})

describe("what a server wants otherwise", () => {
  const refusal = (message: string, param: string | null, code: string | null = null): Scripted => ({
    status: 400,
    body: { error: { message, type: "invalid_request_error", param, code } }
  })
  const wantsOther = refusal(
    "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
    "max_tokens",
    "unsupported_parameter"
  )

  it.scopedLive("is learned once: the other name for the most tokens", () =>
    Effect.gen(function*() {
      const server = yield* serve(usualCards, wantsOther, said({ content: "fine" }))
      const { generate } = yield* client({ endpoint: server.url })
      const request = ask(hello, { max_new_tokens: 5 })
      yield* generate(request)
      yield* generate(request)
      expect(bodies(server).map((body) => [body["max_tokens"], body["max_completion_tokens"]])).toEqual([
        [5, undefined],
        [undefined, 5],
        [undefined, 5]
      ])
    }))

  it.scopedLive("ends when the server refuses either name, or everything", () =>
    Effect.gen(function*() {
      const server = yield* serve(usualCards, wantsOther)
      const { generate } = yield* client({ endpoint: server.url })
      const error = yield* Effect.flip(generate(ask(hello, { max_new_tokens: 5 })))
      expect(error.class).not.toBe("transient")
      expect(posts(server)).toHaveLength(2)
      const noSeed = refusal("Unknown parameter: 'seed'.", "seed")
      const stubborn = yield* serve(usualCards, wantsOther, noSeed, wantsOther)
      const other = yield* client({ endpoint: stubborn.url })
      yield* withLogs(Effect.flip(other.generate(ask(hello, { max_new_tokens: 5 }))))
      expect(posts(stubborn)).toHaveLength(3)
    }))

  it.scopedLive("may be no seed, which is said", () =>
    Effect.gen(function*() {
      const body = {
        detail: [{ type: "extra_forbidden", loc: ["body", "seed"], msg: "Extra inputs are not permitted" }]
      }
      const server = yield* serve(usualCards, { status: 422, body }, said({ content: "fine" }))
      const { generate } = yield* client({ endpoint: server.url })
      const [answer, logs] = yield* withLogs(generate(ask(hello)))
      expect(answer.text).toBe("fine")
      expect(bodies(server).map((sent) => "seed" in sent)).toEqual([true, false])
      expect(logs).toEqual([expect.stringContaining("takes no seed")])
    }))

  const advised = [
    [refusal("Unknown parameter: 'top_k'.", "top_k", "unknown_parameter"), "top_k=none"],
    [refusal("Unrecognized request argument supplied: top_k", null), "top_k=none"],
    [refusal("property 'repetition_penalty' is unsupported", null), "repetition_penalty=none"],
    [
      refusal("Unsupported value: 'temperature' does not support 0.1 with this model.", "temperature"),
      "temperature=none"
    ],
    [refusal("max_tokens is too large: 1024.", "max_tokens"), "max_new_tokens=none"],
    [{
      status: 400,
      body: [{
        error: {
          code: 400,
          message: "Invalid JSON payload received. Unknown name \"top_k\": Cannot find field."
        }
      }]
    }, "top_k=none"],
    [
      { status: 422, body: { detail: [{ loc: ["body", "top_k"], msg: "Extra inputs are not permitted" }] } },
      "top_k=none"
    ]
  ] as const

  for (const [i, [reply, parameter]] of advised.entries()) {
    it.scopedLive(`may be a run with --param ${parameter} (${i + 1})`, () =>
      Effect.gen(function*() {
        const server = yield* serve(usualCards, reply)
        const { generate } = yield* client({ endpoint: server.url })
        const error = yield* Effect.flip(generate(ask(hello, paperParams)))
        expect([error.reason._tag, error.class]).toEqual(["Unsupported", "setup"])
        expect(error.message).toContain(`leave it out with --param ${parameter}`)
        expect(posts(server)).toHaveLength(1)
      }))
  }

  it.scopedLive("is not a parameter when the prompt itself is refused", () =>
    Effect.gen(function*() {
      const filtered = refusal("Invalid prompt: we stop here, the temperature is high.", "prompt")
      const server = yield* serve(usualCards, filtered)
      const { generate } = yield* client({ endpoint: server.url })
      const error = yield* Effect.flip(generate(ask(hello, paperParams)))
      expect([error.reason._tag, error.class]).toEqual(["InvalidRequest", "request"])
    }))

  it.scopedLive("may be another model or route, which the error names", () =>
    Effect.gen(function*() {
      const missing = {
        status: 404,
        body: { error: { message: "The model `gpt-4` does not exist", param: null } }
      }
      const server = yield* serve(listed({ id: "gpt-4o" }, { id: "gpt-4o-mini" }), missing)
      const { generate, info } = yield* client({ endpoint: server.url, model: "gpt-4" })
      expect((yield* info)?.model).toBe("gpt-4")
      const error = yield* Effect.flip(generate(ask(hello, {}, "gpt-4")))
      expect(error.reason._tag).toBe("WrongServer")
      expect(error.message).toMatch(/has gpt-4o, gpt-4o-mini, but not gpt-4 \(did you mean gpt-4o/)
      const chatOnly = yield* serve(usualCards, {
        status: 404,
        body: { error: { message: "This is a chat model" } }
      })
      const other = yield* client({ endpoint: chatOnly.url })
      expect((yield* Effect.flip(other.generate(ask("Hello")))).message).toContain("--model-type Chat")
    }))

  it.scopedLive("may be money, which waiting does not bring", () =>
    Effect.gen(function*() {
      const broke = {
        status: 429,
        body: { error: { message: "You exceeded your quota", code: "insufficient_quota" } }
      }
      const server = yield* serve(usualCards, broke)
      const { generate } = yield* client({ endpoint: server.url })
      expect((yield* Effect.flip(generate(ask(hello)))).class).toBe("setup")
    }))
})

describe("info", () => {
  it.scopedLive("is the simulated model's where the server is simulated", () =>
    Effect.gen(function*() {
      const { url } = yield* serveFaithful()
      const { generate, info } = yield* client({ endpoint: url, model: "llama" })
      expect((yield* info)?.model).toBe("simulated/faithful")
      expect((yield* generate(ask(hello))).server?.model).toBe("simulated/faithful")
    }))

  it.scopedLive("is none where the server does not list its models, and an error where the key is wrong", () =>
    Effect.gen(function*() {
      const silent = yield* serve({ status: 404 })
      expect(yield* Effect.flatMap(client({ endpoint: silent.url }), ({ info }) => info)).toBeNull()
      const closed = yield* serve({ status: 401 })
      const error = yield* Effect.flip(Effect.flatMap(client({ endpoint: closed.url }), ({ info }) => info))
      expect(error.reason._tag).toBe("Unauthorized")
    }))
})
