import { describe, expect, it } from "@effect/vitest"
import { Context, Effect, Either, Layer, Logger } from "effect"
import * as Vllm from "../../../layers/clients/Vllm.ts"
import { vllmParameters } from "../../../layers/clients/vllm/parameters.ts"
import { type GenerateParams, paperParams } from "../../../src/domain/GenerateParams.ts"
import { type GenerateRequest, makeRequest } from "../../../src/domain/GenerateRequest.ts"
import type { Prompt } from "../../../src/domain/Prompt.ts"
import { Inference } from "../../../src/inference/Inference.ts"
import {
  type Scripted,
  type ScriptedServer,
  scriptedServer,
  type Seen
} from "../../support/scriptedServer.ts"

const client = (options: Vllm.VllmOptions) =>
  Effect.map(Layer.build(Vllm.layer(options)), Context.get(Inference))

const text: Prompt = { _tag: "Text", text: "<s>[INST] Hello [/INST]" }
const chat: Prompt = { _tag: "Chat", messages: [{ role: "user", content: "Hello" }] }

const ask = (prompt: Prompt, params: Partial<GenerateParams> = {}, model = "m") =>
  makeRequest({ model, prompt, params: { stop: [], seed: 3, ...params } })

const card = {
  id: "m",
  object: "model",
  owned_by: "vllm",
  root: "/models/m",
  parent: null,
  max_model_len: 2048
}
const good: Scripted = {
  body: {
    choices: [{ index: 0, text: "fine", finish_reason: "stop", stop_reason: null }],
    usage: { prompt_tokens: 4, completion_tokens: 2, total_tokens: 6 }
  }
}

interface Served {
  readonly health?: Scripted
  readonly version?: Scripted
  readonly cards?: readonly object[]
  readonly reply?: Scripted
}

const serve = ({ cards = [card], health = { body: "" }, reply = good, version }: Served = {}) =>
  scriptedServer(({ method, path }: Seen) => {
    if (method === "POST") return reply
    if (path === "/health") return health
    if (path === "/version") return version ?? { body: { version: "0.11.0" } }
    return path === "/v1/models" ? { body: { object: "list", data: cards } } : { status: 404 }
  })

const posted = (server: ScriptedServer) =>
  server.seen().filter(({ method }) => method === "POST").map((seen) => ({
    path: seen.path,
    body: JSON.parse(seen.text)
  }))

const always = {
  min_p: 0,
  presence_penalty: 0,
  frequency_penalty: 0,
  n: 1,
  include_stop_str_in_output: false,
  ignore_eos: false,
  skip_special_tokens: true
}

describe("parameters", () => {
  const sent = (params: Partial<GenerateParams>) => vllmParameters({ stop: [], seed: 0, ...params }, 7)

  it("have vLLM's names, and every one that its model could bring is sent", () => {
    expect(sent({ ...paperParams, stop: ["</s>"] })).toEqual({
      ...always,
      temperature: 0.1,
      top_p: 0.95,
      top_k: 50,
      repetition_penalty: 1.2,
      max_tokens: 1024,
      seed: 7,
      stop: ["</s>"]
    })
  })

  it("that are left out are the server's own", () => {
    expect(sent({})).toEqual({ ...always, seed: 7, stop: [] })
  })

  it("mean what they mean elsewhere", () => {
    expect(sent({ top_k: 0 })).toMatchObject({ top_k: -1 })
    expect(sent({ top_p: 0, temperature: 1 })).toMatchObject({ top_p: 1, temperature: 0 })
    expect(sent({ top_p: 1, temperature: 0 })).toMatchObject({ top_p: 1, temperature: 0 })
  })
})

describe("requests", () => {
  it.scopedLive("send a paper's format as it stands, with the tokenizer's own beginning", () =>
    Effect.gen(function*() {
      const server = yield* serve()
      const { generate } = yield* client({ endpoint: server.url })
      const answer = yield* generate(ask(text, { max_new_tokens: 5 }))
      expect(answer).toMatchObject({
        text: "fine",
        finishReason: "stop",
        promptTokens: 4,
        completionTokens: 2
      })
      expect(posted(server)).toEqual([{
        path: "/v1/completions",
        body: {
          ...always,
          model: "m",
          prompt: "<s>[INST] Hello [/INST]",
          max_tokens: 5,
          seed: 3,
          stop: [],
          add_special_tokens: true,
          echo: false,
          stream: false
        }
      }])
    }))

  it.scopedLive("send messages for the server to format, and let it go on with an answer that was begun", () =>
    Effect.gen(function*() {
      const server = yield* serve()
      const { generate } = yield* client({ endpoint: `${server.url}/v1` })
      yield* generate(ask(chat, { max_new_tokens: 5 }))
      const messages = [{ role: "user", content: "Hello" }, { role: "assistant", content: "Well" }] as const
      yield* generate(ask({ _tag: "Chat", messages }))
      const [first, second] = posted(server)
      expect(first).toMatchObject({
        path: "/v1/chat/completions",
        body: {
          messages: [{ role: "user", content: "Hello" }],
          max_tokens: 5,
          max_completion_tokens: 5,
          add_special_tokens: false,
          add_generation_prompt: true,
          continue_final_message: false
        }
      })
      expect(second?.body).toMatchObject({ add_generation_prompt: false, continue_final_message: true })
      expect(second?.body).not.toHaveProperty("max_completion_tokens")
    }))

  it.scopedLive("name the model as the server does", () =>
    Effect.gen(function*() {
      const adapter = { ...card, id: "adapter", root: "a", parent: "m" }
      const cases = [
        [[card], "other", "m"],
        [[card, adapter], "other", "m"],
        [[card, adapter], "adapter", "adapter"],
        [[{ ...card, id: "alias", root: "meta/llama" }, { ...card, id: "second" }], "meta/llama", "alias"]
      ] as const
      for (const [cards, model, sent] of cases) {
        const server = yield* serve({ cards })
        const { generate } = yield* client({ endpoint: server.url })
        yield* generate(ask(text, {}, model))
        expect(posted(server)[0]?.body.model).toBe(sent)
      }
    }))
})

describe("info", () => {
  const infoOf = (served: Served, model?: string) =>
    Effect.gen(function*() {
      const server = yield* serve(served)
      const { info } = yield* client({ endpoint: server.url, model })
      return yield* info
    })

  it.scopedLive("tells the version and the model, also behind another name", () =>
    Effect.gen(function*() {
      const facts = { sha: null, version: "vllm 0.11.0", maxConcurrentRequests: null, maxTotalTokens: 2048 }
      expect(yield* infoOf({})).toEqual({ ...facts, model: "m", root: "/models/m" })
      expect(yield* infoOf({}, "meta/llama")).toEqual({ ...facts, model: "m", root: "/models/m" })
      const alias = [{ ...card, id: "alias", root: "meta/llama" }]
      expect(yield* infoOf({ cards: alias }, "meta/llama")).toEqual({ ...facts, model: "meta/llama" })
      expect(yield* infoOf({ version: { status: 404 } })).toMatchObject({ version: "vllm" })
    }))

  it.scopedLive("says so when the engine is dead, though its other routes answer", () =>
    Effect.gen(function*() {
      const error = yield* Effect.flip(infoOf({ health: { status: 503 } }))
      expect([error.reason._tag, error.class]).toEqual(["Overloaded", "transient"])
      expect(yield* infoOf({ health: { status: 404 } })).toMatchObject({ model: "m" })
    }))

  it.scopedLive("refuses a server that would ignore vLLM's parameters, before anything is asked", () =>
    Effect.gen(function*() {
      for (const owned_by of ["llamacpp", "library", "organization_owner"]) {
        const server = yield* serve({ cards: [{ ...card, owned_by }] })
        const { generate, info } = yield* client({ endpoint: server.url, model: "m" })
        for (const refused of [Effect.asVoid(info), Effect.asVoid(generate(ask(text)))]) {
          const error = yield* Effect.flip(refused)
          expect([error.reason._tag, error.class]).toEqual(["WrongServer", "setup"])
          expect(error.message).toMatch(
            / is (llama\.cpp|Ollama|LM Studio), and not vLLM: --client OpenAI asks it$/
          )
        }
        expect(posted(server)).toEqual([])
      }
      expect(yield* infoOf({ cards: [{ ...card, owned_by: "sglang" }] })).toMatchObject({ model: "m" })
    }))
})

describe("warnings", () => {
  const warnings = (legacy: boolean, ...requests: readonly GenerateRequest[]) => {
    const said: string[] = []
    const logger = Logger.make(({ message }) => said.push(String(message)))
    return Effect.gen(function*() {
      const server = yield* serve({})
      const { generate } = yield* client({ endpoint: server.url, legacy, model: "m" })
      for (const request of requests) yield* Effect.exit(generate(request))
      return said.map((message) => message.replace(`${server.url}: `, ""))
    }).pipe(Effect.provide(Logger.replace(Logger.defaultLogger, logger)))
  }
  const unlimited = "without max_new_tokens vLLM ends answers to whole prompts after 16 tokens"

  it.scopedLive("say once that whole prompts have short answers without a limit", () =>
    Effect.gen(function*() {
      expect(yield* warnings(false, ask(text), ask(text, { seed: 1 }))).toEqual([unlimited])
      expect(yield* warnings(true, ask(text))).toEqual([unlimited])
      expect(yield* warnings(false, ask(chat), ask(text, { max_new_tokens: 5 }))).toEqual([])
    }))
})

describe("errors", () => {
  const failing = (reply: Scripted) =>
    Effect.gen(function*() {
      const server = yield* serve({ reply })
      const { generate } = yield* client({ endpoint: server.url })
      return yield* Effect.flip(generate(ask(text, paperParams)))
    })
  const refused = (status: number, error: unknown): Scripted => ({ status, body: { error } })

  it.scopedLive("tell a prompt that is too long by its parameter, with the server's limit", () =>
    Effect.gen(function*() {
      for (const param of ["input_tokens", "input_text"]) {
        const error = yield* failing(
          refused(400, { message: "Too many.", type: "BadRequestError", param, code: 400 })
        )
        expect(error.reason).toMatchObject({ _tag: "ContextOverflow", limit: 2048 })
      }
    }))

  it.scopedLive("tell it by the words of an older server, which had the object flat", () =>
    Effect.gen(function*() {
      const message =
        "This model's maximum context length is 512 tokens. However, you requested 1100 tokens (76 in the messages, 1024 in the completion)."
      const error = yield* failing({
        status: 400,
        body: { object: "error", message, type: "BadRequestError", param: null, code: 400 }
      })
      expect(error.reason).toMatchObject({ _tag: "ContextOverflow", limit: 512 })
      expect(error.message).toContain(message)
    }))

  it.scopedLive("tell a wrong model, key and parameter from a wrong prompt", () =>
    Effect.gen(function*() {
      const model = {
        message: "The model `x` does not exist.",
        type: "NotFoundError",
        param: "model",
        code: 404
      }
      expect((yield* failing(refused(404, model))).reason._tag).toBe("WrongServer")
      expect((yield* failing(refused(401, "Unauthorized"))).reason).toMatchObject({
        _tag: "Unauthorized",
        message: expect.stringMatching(/401 Unauthorized \(no key was sent: /)
      })
      const topK = {
        message: "top_k must be 0 (disable), or at least 1.",
        type: "BadRequestError",
        param: null,
        code: 400
      }
      const error = yield* failing(refused(400, topK))
      expect([error.reason._tag, error.message]).toEqual([
        "Unsupported",
        expect.stringContaining("--param top_k=none")
      ])
      const prompt = {
        message: "Cannot decode the prompt.",
        type: "BadRequestError",
        param: "prompt",
        code: 400
      }
      expect((yield* failing(refused(400, prompt))).class).toBe("request")
    }))
})

describe("the legacy server", () => {
  it.scopedLive("is asked by its own route, and answers with the prompt before the answer", () =>
    Effect.gen(function*() {
      const server = yield* scriptedServer(({ text: sent }) => ({
        body: { text: [`${JSON.parse(sent).prompt} fine</s>`] }
      }))
      const { generate } = yield* client({ endpoint: server.url, legacy: true, model: "m" })
      const answer = yield* generate(ask(text, { max_new_tokens: 5, stop: ["</s>"] }))
      expect(answer).toMatchObject({ text: " fine", finishReason: "unknown", server: { model: "m" } })
      expect(posted(server)).toEqual([{
        path: "/generate",
        body: { ...always, prompt: text.text, max_tokens: 5, seed: 3, stop: ["</s>"], stream: false }
      }])
      const error = yield* Effect.flip(generate(ask(chat)))
      expect(error.reason._tag).toBe("Unsupported")
    }))

  it.scopedLive("is not one that answers otherwise", () =>
    Effect.gen(function*() {
      const server = yield* scriptedServer(({ method }) =>
        method === "GET" ? { body: "" } : { body: { text: ["something else"] } }
      )
      const { generate, info } = yield* client({ endpoint: server.url, legacy: true })
      expect(yield* info).toBeNull()
      expect((yield* Effect.flip(generate(ask(text)))).reason._tag).toBe("UnreadableReply")
    }))
})

describe("load", () => {
  it.scopedLive("comes from the server's own figures, where it has them", () =>
    Effect.gen(function*() {
      const metrics =
        "vllm:num_requests_running{engine=\"0\"} 3.0\nvllm:num_requests_waiting{engine=\"0\"} 1.0\n"
      const server = yield* scriptedServer(() => ({ body: metrics }))
      const load = yield* Vllm.load({ endpoint: `${server.url}/v1` })
      expect(yield* load).toEqual({ running: 3, waiting: 1, memory: null })
      expect(server.seen()[0]?.path).toBe("/metrics")
    }))

  it.scopedLive("is not known of a server that does not tell, and not now of one in trouble", () =>
    Effect.gen(function*() {
      const statusOf = (status: number) =>
        Effect.flatMap(
          scriptedServer(() => ({ status })),
          ({ url }) => Effect.either(Effect.flatten(Vllm.load({ endpoint: url })))
        )
      for (const status of [401, 404, 501]) expect(yield* statusOf(status)).toEqual(Either.right(null))
      for (const status of [500, 503]) expect((yield* statusOf(status))._tag).toBe("Left")
    }))
})
