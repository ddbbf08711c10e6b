import { describe, expect, it } from "@effect/vitest"
import { Context, Effect, Fiber, Layer } from "effect"
import * as Tgi from "../../../layers/clients/Tgi.ts"
import { tgiParameters } from "../../../layers/clients/tgi/parameters.ts"
import type { GenerateError } from "../../../src/domain/GenerateError.ts"
import { type GenerateParams, paperParams } from "../../../src/domain/GenerateParams.ts"
import { makeRequest, sentSeed } from "../../../src/domain/GenerateRequest.ts"
import { Inference } from "../../../src/inference/Inference.ts"
import { eventually } from "../../support/http.ts"
import { freePort, type Scripted, type ScriptedServer, scriptedServer } from "../../support/scriptedServer.ts"
import { faithfulAnswer, sentimentPrompt, serveFaithful } from "../../support/simulated.ts"

const ask = (params: Partial<GenerateParams> = {}, text = sentimentPrompt, repeat = 0) =>
  makeRequest({
    model: "m",
    prompt: { _tag: "Text", text },
    params: { stop: [], seed: 0, ...params },
    repeat
  })

/** The client of one endpoint, until the scope closes. */
const client = (endpoint: string, headers: { readonly [name: string]: string } = {}) =>
  Effect.map(Layer.build(Tgi.layer({ endpoint, headers })), Context.get(Inference))

const scripted = (...replies: readonly Scripted[]) => {
  const rest = [...replies]
  return scriptedServer(() => rest.length > 1 ? rest.shift()! : rest[0]!)
}

const good = { body: { generated_text: "fine" } }
const noKey = "(no key was sent: name the environment variable that holds it with --api-key-env)"

/** The error of one generation against a script. */
const failure = (...replies: readonly Scripted[]) =>
  Effect.gen(function*() {
    const server = yield* scripted(...replies)
    const { generate } = yield* client(server.url)
    const error = yield* Effect.flip(generate(ask()))
    return { error, at: `${server.url}/generate`, server }
  })

const bodyOf = (server: ScriptedServer, i = 0): unknown => JSON.parse(server.seen()[i]!.text)

describe("against the simulated server", () => {
  it.scopedLive("gives the model's answer with what the server tells of it", () =>
    Effect.gen(function*() {
      const { url } = yield* serveFaithful({ latency: "20 millis" })
      const { generate, info } = yield* client(url)
      const server = yield* info
      expect(server).toEqual({
        model: "simulated/faithful",
        sha: null,
        version: "text-generation-inference 3.3.6-simulated",
        maxConcurrentRequests: 10_000,
        maxInputTokens: 32_767,
        maxTotalTokens: 32_768
      })
      const generation = yield* generate(ask({ ...paperParams, seed: 5 }))
      const text = faithfulAnswer(sentimentPrompt, 5)
      expect(generation).toEqual({
        text,
        reasoning: null,
        finishReason: "stop",
        promptTokens: sentimentPrompt.split(/\s+/).length,
        completionTokens: text.split(/\s+/).length + 1,
        durationMillis: expect.any(Number),
        durationBy: "server",
        server
      })
      expect(generation.durationMillis).toBeGreaterThanOrEqual(19)
    }))

  it.scopedLive("takes the stop string off, and tells an answer that was cut", () =>
    Effect.gen(function*() {
      const { url } = yield* serveFaithful()
      const { generate } = yield* client(url)
      const answer = faithfulAnswer(sentimentPrompt, 0)
      const stopped = yield* generate(ask({ stop: ["[INST]", answer.slice(4, 8)] }))
      expect(stopped).toMatchObject({ text: answer.slice(0, 4), finishReason: "stop" })
      const cut = yield* generate(ask({ max_new_tokens: 1 }))
      expect(cut).toMatchObject({ text: answer.split(/\s/)[0], finishReason: "length", completionTokens: 1 })
    }))

  it.scopedLive("asks with every parameter of the paper, and with none", () =>
    Effect.gen(function*() {
      const { url } = yield* serveFaithful()
      const { generate } = yield* client(url)
      for (const params of [paperParams, {}, { temperature: 0, top_p: 1, top_k: 0 }, { top_p: 0 }]) {
        expect((yield* generate(ask(params))).text).toBe(faithfulAnswer(sentimentPrompt, 0))
      }
    }))

  it.scopedLive("reports a parameter that the server refuses as an error of the set-up", () =>
    Effect.gen(function*() {
      const { url } = yield* serveFaithful()
      const { generate } = yield* client(url)
      const error = yield* Effect.flip(generate(ask({ stop: ["1", "2", "3", "4", "5"] })))
      expect(error.reason._tag).toBe("Unsupported")
      expect(error.message).toBe(
        `${url}/generate: 422 Input validation error: \`stop\` supports up to 4 stop sequences. Given: 5`
      )
    }))

  it.scopedLive("reports a prompt that is too long with the server's limit", () =>
    Effect.gen(function*() {
      const { url } = yield* serveFaithful()
      const { generate } = yield* client(url)
      const long = yield* Effect.flip(generate(ask({}, "x ".repeat(40_000))))
      expect(long.reason).toMatchObject({ _tag: "ContextOverflow", limit: 32_767 })
      const cramped = yield* Effect.flip(generate(ask({ max_new_tokens: 20_000 }, "x ".repeat(20_000))))
      expect(cramped.reason).toMatchObject({ _tag: "ContextOverflow", limit: 32_768 })
    }))
})

describe("parameters", () => {
  const sent = (params: Partial<GenerateParams>) => tgiParameters({ stop: [], seed: 0, ...params }, 0)
  const always = { seed: 0, stop: [], return_full_text: false, details: true }

  it("samples where the parameters ask for it, and says so", () => {
    expect(sent({ ...paperParams, stop: ["</s>"] })).toEqual({
      ...always,
      temperature: 0.1,
      top_p: 0.95,
      top_k: 50,
      repetition_penalty: 1.2,
      max_new_tokens: 1024,
      do_sample: true,
      stop: ["</s>"]
    })
    expect(sent({ temperature: 1 })).toEqual({ ...always, temperature: 1, do_sample: true })
    expect(sent({ top_p: 0.9 })).toEqual({ ...always, top_p: 0.9, do_sample: true })
  })

  it("leaves out what TGI refuses", () => {
    const greedy = { ...always, do_sample: false }
    expect(sent({ temperature: 0, top_p: 0.9, top_k: 5 })).toEqual(greedy)
    expect(sent({ temperature: 1, top_p: 0 })).toEqual(greedy)
    expect(sent({})).toEqual(greedy)
    expect(sent({ top_p: 1, top_k: 0 })).toEqual(greedy)
    expect(sent({ temperature: 1, top_p: 1, top_k: 0 })).toEqual({
      ...always,
      temperature: 1,
      do_sample: true
    })
  })
})

describe("on the wire", () => {
  it.scopedLive("sends the prompt as it stands, the parameters, and the headers that were given", () =>
    Effect.gen(function*() {
      const server = yield* scripted(good)
      const { generate } = yield* client(`${server.url}/base/`, { authorization: "Bearer key" })
      const request = ask({ temperature: 0, top_p: 1, seed: 3 }, "<s>[INST] ü [/INST]", 2)
      yield* generate(request)
      const [seen] = server.seen()
      expect(seen).toMatchObject({
        method: "POST",
        path: "/base/generate",
        headers: { "content-type": "application/json", authorization: "Bearer key" }
      })
      expect(bodyOf(server)).toEqual({
        inputs: "<s>[INST] ü [/INST]",
        parameters: {
          do_sample: false,
          seed: sentSeed(request),
          stop: [],
          return_full_text: false,
          details: true
        },
        stream: false
      })
      expect(sentSeed(request)).not.toBe(3)
    }))

  it.scopedLive("uses the root where only that is served, and remembers it", () =>
    Effect.gen(function*() {
      const server = yield* scriptedServer(({ path }) =>
        path === "/" ? { body: [{ generated_text: "fine" }] } : { status: 404 }
      )
      const { generate } = yield* client(server.url)
      const texts = yield* Effect.all([generate(ask()), generate(ask())], { concurrency: "unbounded" })
      expect([...texts, yield* generate(ask())].map(({ text }) => text)).toEqual(["fine", "fine", "fine"])
      expect(server.seen().map(({ path }) => path).toSorted()).toEqual([
        "/",
        "/",
        "/",
        "/generate",
        "/generate"
      ])
    }))

  it.scopedLive("names both paths where neither is served", () =>
    Effect.gen(function*() {
      const { error, server } = yield* failure({ status: 404 })
      expect(error.reason._tag).toBe("WrongServer")
      expect(error.message).toBe(
        `${server.url}/generate: 404, and ${server.url}/: 404; is this a TGI server? `
          + "--client VLLM asks vLLM, and --client OpenAI any other with OpenAI's API"
      )
      expect(server.seen()).toHaveLength(2)
    }))

  it.scopedLive("names the client for a server that says what it is", () =>
    Effect.gen(function*() {
      const server = yield* scripted({ status: 404, headers: { server: "llama.cpp" } })
      const { info } = yield* client(server.url)
      const error = yield* Effect.flip(info)
      expect([error.reason._tag, error.message]).toEqual([
        "WrongServer",
        `${server.url}/info: 404; this is llama.cpp's server: --client OpenAI asks it`
      ])
    }))

  it.scopedLive("measures the time itself where the server does not tell it", () =>
    Effect.gen(function*() {
      const details = { finish_reason: "eos_token", generated_tokens: 3, seed: 1, prefill: [], tokens: [] }
      const server = yield* scripted(
        { body: { generated_text: "a", details } },
        { ...good, headers: { "x-inference-time": "", "x-generated-tokens": "7" } },
        { ...good, headers: { "x-inference-time": "1234", "x-prompt-tokens": "9" } }
      )
      const { generate } = yield* client(server.url)
      expect(yield* generate(ask())).toMatchObject({
        durationBy: "client",
        durationMillis: expect.any(Number),
        finishReason: "stop",
        completionTokens: 3,
        promptTokens: null,
        server: null
      })
      expect(yield* generate(ask())).toMatchObject({
        durationBy: "client",
        finishReason: "unknown",
        completionTokens: 7
      })
      expect(yield* generate(ask())).toMatchObject({
        durationBy: "server",
        durationMillis: 1234,
        promptTokens: 9
      })
    }))

  it.scopedLive("takes off the longest stop string, and a line break that TGI matches after it", () =>
    Effect.gen(function*() {
      const texts = ["yes\n\nUser:", "yes User:\n", "yes User: no"]
      const server = yield* scripted(...texts.map((generated_text) => ({ body: { generated_text } })))
      const { generate } = yield* client(server.url)
      const request = ask({ stop: ["User:", "\n\nUser:"] })
      const answers = yield* Effect.forEach(texts, () => generate(request))
      expect(answers.map(({ text }) => text)).toEqual(["yes", "yes ", "yes User: no"])
    }))

  it.scopedLive("aborts an interrupted request", () =>
    Effect.gen(function*() {
      const server = yield* scripted("silence")
      const { generate } = yield* client(server.url)
      const fiber = yield* Effect.fork(generate(ask()))
      yield* eventually(() => server.seen().length === 1)
      expect(server.abandoned()).toBe(0)
      yield* Fiber.interrupt(fiber)
      yield* eventually(() => server.abandoned() === 1)
    }))
})

describe("errors", () => {
  const refused = (message: string) => ({ status: 422, body: { error: message, error_type: "validation" } })
  const html = "<html>\n<h1>502 Bad Gateway</h1>\n</html>"
  const cases:
    readonly (readonly [Scripted, GenerateError["reason"]["_tag"], GenerateError["class"], string])[] = [
      [{ status: 401 }, "Unauthorized", "setup", `401 ${noKey}`],
      [{ status: 403, body: { error: { message: "no" } } }, "Unauthorized", "setup", `403 no ${noKey}`],
      [{ status: 405 }, "WrongServer", "setup", "405"],
      [{ status: 307, headers: { location: "/x" } }, "WrongServer", "setup", "307"],
      [
        { status: 422, body: "missing field" },
        "WrongServer",
        "setup",
        "422 missing field (is this a TGI server?)"
      ],
      [
        refused("Input validation error: `top_p` must be > 0.0 and < 1.0"),
        "Unsupported",
        "setup",
        "422 Input validation error: `top_p` must be > 0.0 and < 1.0"
      ],
      [
        refused("Input validation error: `inputs` cannot be empty"),
        "InvalidRequest",
        "request",
        "422 Input validation error: `inputs` cannot be empty"
      ],
      [
        { status: 413, body: "length limit exceeded" },
        "InvalidRequest",
        "request",
        "413 length limit exceeded"
      ],
      [
        { status: 424, body: { error: "Request failed during generation: oom", error_type: "generation" } },
        "ServerFailure",
        "transient",
        "424 Request failed during generation: oom"
      ],
      [
        { status: 429, body: { error: "Model is overloaded", error_type: "overloaded" } },
        "Overloaded",
        "transient",
        "429 Model is overloaded"
      ],
      [{ status: 500, body: "{\"error\":null}" }, "ServerFailure", "transient", "500 {\"error\":null}"],
      [
        { status: 502, body: html },
        "ServerFailure",
        "transient",
        "502 <html> <h1>502 Bad Gateway</h1> </html>"
      ],
      ["reset", "Unreachable", "transient", "connection reset"],
      [{ ...good, cutAt: 5 }, "Unreachable", "transient", "connection closed"]
    ]

  for (const [reply, tag, errorClass, message] of cases) {
    it.scopedLive(`${errorClass}: ${message}`, () =>
      Effect.gen(function*() {
        const { at, error, server } = yield* failure(reply)
        expect([error.reason._tag, error.class, error.message]).toEqual([
          tag,
          errorClass,
          `${at}: ${message}`
        ])
        expect(server.seen()).toHaveLength(1)
      }))
  }

  it.scopedLive("comes back when an overloaded server says so", () =>
    Effect.gen(function*() {
      const { error } = yield* failure({ status: 429, headers: { "retry-after": "2" } })
      expect(error.reason).toMatchObject({ _tag: "Overloaded", retryAfterMillis: 2000 })
      const { error: dated } = yield* failure({ status: 503, headers: { "retry-after": "tomorrow" } })
      expect(dated.reason).toMatchObject({ _tag: "Overloaded", retryAfterMillis: null })
    }))

  it.scopedLive("tells how a reply begins that is not what was promised", () =>
    Effect.gen(function*() {
      for (
        const body of ["{\"generated_text\":\"fi", "<html>login</html>", "{\"text\":\"fine\"}", "[]", ""]
      ) {
        const { at, error } = yield* failure({ body })
        expect(error.reason._tag).toBe("UnreadableReply")
        expect(error.message.startsWith(`${at}: not the promised reply (`)).toBe(true)
        expect(error.message.endsWith(`; it begins with ${JSON.stringify(body)}`)).toBe(true)
      }
    }))

  it.scopedLive("says when nobody listens", () =>
    Effect.gen(function*() {
      const port = yield* freePort
      for (const host of ["127.0.0.1", "localhost"]) {
        const { generate, info } = yield* client(`http://${host}:${port}`)
        const error = yield* Effect.flip(generate(ask()))
        expect(error.reason).toEqual({
          _tag: "Unreachable",
          phase: "connect",
          message: `http://${host}:${port}/generate: connection refused`
        })
        expect((yield* Effect.flip(info)).message).toBe(`http://${host}:${port}/info: connection refused`)
      }
    }))

  it.scopedLive("cannot send messages, nor use an endpoint that is none", () =>
    Effect.gen(function*() {
      const server = yield* scripted(good)
      const { generate } = yield* client(server.url)
      const chat = makeRequest({
        model: "m",
        prompt: { _tag: "Chat", messages: [{ role: "user", content: "x" }] },
        params: { stop: [], seed: 0 }
      })
      expect((yield* Effect.flip(generate(chat))).reason._tag).toBe("Unsupported")
      expect(server.seen()).toEqual([])
      for (const endpoint of ["localhost:8080", "ftp://host", "", "http://me:secret@host:80"]) {
        const error: GenerateError = yield* Effect.flip(Layer.build(Tgi.layer({ endpoint })))
        expect(error.reason._tag).toBe("Unsupported")
        expect(error.message).not.toContain("secret")
      }
    }))
})
