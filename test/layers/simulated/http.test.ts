import { describe, expect, it } from "@effect/vitest"
import { Duration, Effect, Fiber } from "effect"
import { loadReader } from "../../../layers/clients/http/load.ts"
import { endAnswer } from "../../../layers/simulated/http/answer.ts"
import { eventually, send } from "../../support/http.ts"
import { faithfulAnswer, sentimentPrompt, serveFaithful } from "../../support/simulated.ts"

const answer = faithfulAnswer(sentimentPrompt, 0)
const words = (text: string) => text.split(/\s+/).filter((word) => word !== "").length
const firstWord = (text: string) => text.split(/\s/)[0]
const user = (content: string) => ({ role: "user", content })

describe("how an answer ends", () => {
  const limits = { maxTokens: 100, stop: [] }

  it("ends by itself, which is a token as well", () => {
    expect(endAnswer("one two\n three", limits)).toEqual(
      { text: "one two\n three", finishReason: "eos_token", stopped: "", tokens: 4 }
    )
  })

  it("is cut after so many words, even where it would have ended by itself", () => {
    expect(endAnswer("one two\n three", { ...limits, maxTokens: 2 })).toEqual(
      { text: "one two", finishReason: "length", stopped: "", tokens: 2 }
    )
    expect(endAnswer("one two three", { ...limits, maxTokens: 3 }).finishReason).toBe("length")
  })

  it("ends with the stop string that is complete first", () => {
    const stop = ["three four", "User:", "two"]
    expect(endAnswer("one two three four", { ...limits, stop })).toEqual(
      { text: "one two", finishReason: "stop_sequence", stopped: "two", tokens: 2 }
    )
    expect(endAnswer("one two three", { stop, maxTokens: 2 }).finishReason).toBe("length")
  })
})

describe("TGI's routes", () => {
  it.scopedLive("is healthy, and says in /info that it is simulated", () =>
    Effect.gen(function*() {
      const { url } = yield* serveFaithful()
      for (const path of ["/", "/health", "/health?probe=1"]) {
        const { status, text } = yield* send("GET", url + path)
        expect([status, text]).toEqual([200, ""])
      }
      const info = yield* send("GET", `${url}/info`)
      expect(Object.keys(info.json as object)).toEqual([
        "model_id",
        "model_sha",
        "model_pipeline_tag",
        "max_concurrent_requests",
        "max_best_of",
        "max_stop_sequences",
        "max_input_tokens",
        "max_total_tokens",
        "validation_workers",
        "max_client_batch_size",
        "router",
        "version",
        "sha",
        "docker_label"
      ])
      expect(info.json).toMatchObject({ model_id: "simulated/faithful", version: "3.3.6-simulated" })
    }))

  it.scopedLive("answers an object at /generate, and an array of one at /", () =>
    Effect.gen(function*() {
      const { url } = yield* serveFaithful()
      const body = { inputs: sentimentPrompt }
      expect((yield* send("POST", `${url}/generate`, body)).json).toEqual({ generated_text: answer })
      expect((yield* send("POST", url, body)).json).toEqual([{ generated_text: answer }])
      const seeded = { ...body, parameters: { seed: 7, return_full_text: true } }
      expect((yield* send("POST", `${url}/generate`, seeded)).json).toEqual({
        generated_text: sentimentPrompt + faithfulAnswer(sentimentPrompt, 7)
      })
    }))

  it.scopedLive("tells times and counts in headers, and details only when asked", () =>
    Effect.gen(function*() {
      const { url } = yield* serveFaithful()
      const parameters = { details: true, do_sample: true, seed: 3, max_new_tokens: 1 }
      const reply = yield* send("POST", `${url}/generate`, { inputs: sentimentPrompt, parameters })
      expect(reply.json).toEqual({
        generated_text: firstWord(faithfulAnswer(sentimentPrompt, 3)),
        details: { finish_reason: "length", generated_tokens: 1, seed: 3, prefill: [], tokens: [] }
      })
      expect(reply.header("x-compute-type")).toBe("cpu+simulated")
      expect(reply.header("x-compute-characters")).toBe(String(sentimentPrompt.length))
      expect(reply.header("x-prompt-tokens")).toBe(String(words(sentimentPrompt)))
      expect(reply.header("x-generated-tokens")).toBe("1")
      expect(reply.header("x-compute-time")).toMatch(/^\d+(\.\d+)?$/)
      for (
        const name of ["total-time", "validation-time", "queue-time", "inference-time", "time-per-token"]
      ) {
        expect(reply.header(`x-${name}`)).toMatch(/^\d+$/)
      }
    }))

  it.scopedLive("keeps the stop string, and gives no seed for greedy answers", () =>
    Effect.gen(function*() {
      const { url } = yield* serveFaithful()
      const stop = answer.slice(4, 8)
      const parameters = { details: true, stop: [stop] }
      const reply = yield* send("POST", `${url}/generate`, { inputs: sentimentPrompt, parameters })
      expect(reply.json).toMatchObject({
        generated_text: answer.slice(0, 8),
        details: { finish_reason: "stop_sequence", seed: null }
      })
    }))

  const broken: readonly (readonly [parameters: object, rule: string])[] = [
    [{ temperature: 0 }, "`temperature` must be strictly positive"],
    [{ top_p: 1 }, "`top_p` must be > 0.0 and < 1.0"],
    [{ top_p: 0 }, "`top_p` must be > 0.0 and < 1.0"],
    [{ top_k: 0 }, "`top_k` must be strictly positive"],
    [{ repetition_penalty: 0 }, "`repetition_penalty` must be strictly positive"],
    [{ max_new_tokens: 0 }, "`max_new_tokens` must be strictly positive"],
    [{ stop: ["a", "b", "c", "d", "e"] }, "`stop` supports up to 4 stop sequences. Given: 5"],
    [{ best_of: 2 }, "`best_of` is not simulated"],
    [
      { max_new_tokens: 32_768 },
      "`inputs` tokens + `max_new_tokens` must be <= 32768. Given: 1 `inputs` tokens and 32768 `max_new_tokens`"
    ]
  ]
  it.scopedLive("refuses what TGI refuses, in its words", () =>
    Effect.gen(function*() {
      const { counts, url } = yield* serveFaithful()
      for (const [parameters, rule] of broken) {
        const { json, status } = yield* send("POST", `${url}/generate`, { inputs: "x", parameters })
        expect([status, json]).toEqual([
          422,
          { error: `Input validation error: ${rule}`, error_type: "validation" }
        ])
      }
      const long = yield* send("POST", url, { inputs: "x ".repeat(40_000) })
      expect(long.json).toMatchObject({
        error: "Input validation error: `inputs` must have less than 32767 tokens. Given: 40000"
      })
      const streamed = yield* send("POST", url, { inputs: "x", stream: true })
      expect([streamed.status, streamed.json]).toMatchObject([422, { error_type: "validation" }])
      expect(counts()).toEqual({ requests: broken.length + 2, generations: 0, inFlight: 0 })
    }))

  it.scopedLive("refuses what is no request at all with bare text", () =>
    Effect.gen(function*() {
      const { url } = yield* serveFaithful()
      const plain = "text/plain; charset=utf-8"
      const at = `${url}/generate`
      const cases: readonly (readonly [Effect.Effect<{ status: number; text: string }>, number, RegExp])[] = [
        [send("POST", at, "{\"inputs\":"), 400, /^Failed to parse the request body as JSON: /],
        [send("POST", at, {}), 422, /target type: missing field `inputs`$/],
        [send("POST", at, { inputs: 5 }), 422, /inputs: invalid type: number 5, expected a string$/],
        [
          send("POST", at, { inputs: "x", parameters: { stop: "x" } }),
          422,
          /parameters\.stop: invalid type: string "x", expected a sequence/
        ],
        [send("POST", at, "{}", {}), 415, /^Expected request with `Content-Type: application\/json`$/],
        [send("POST", at, { inputs: "x".repeat(2_000_000) }), 413, /length limit exceeded$/],
        [send("POST", `${url}/generate_stream`, {}), 404, /^$/],
        [send("GET", `${url}/constructor`), 404, /^$/],
        [send("GET", at), 405, /^$/]
      ]
      for (const [sent, status, message] of cases) {
        const reply = yield* sent
        expect(reply).toMatchObject({ status, text: expect.stringMatching(message) })
        expect((reply as { header?: (name: string) => unknown }).header?.("content-type")).toBe(plain)
      }
    }))
})

describe("OpenAI's routes", () => {
  it.scopedLive("lists the model", () =>
    Effect.gen(function*() {
      const { url } = yield* serveFaithful()
      const { json } = yield* send("GET", `${url}/v1/models`)
      expect(json).toMatchObject({ object: "list", data: [{ id: "simulated/faithful", object: "model" }] })
    }))

  it.scopedLive("completes one prompt or several, without the stop string", () =>
    Effect.gen(function*() {
      const { counts, url } = yield* serveFaithful()
      const at = `${url}/v1/completions`
      const one = yield* send("POST", at, { model: "any", prompt: sentimentPrompt, stop: answer.slice(4, 8) })
      expect(one.json).toMatchObject({
        object: "text_completion",
        model: "simulated/faithful",
        choices: [{ index: 0, text: answer.slice(0, 4), finish_reason: "stop", logprobs: null }]
      })
      const several = yield* send("POST", at, { prompt: [sentimentPrompt, "x"], seed: 7, max_tokens: 1 })
      expect(several.json).toMatchObject({
        choices: [
          { index: 0, text: firstWord(faithfulAnswer(sentimentPrompt, 7)), finish_reason: "length" },
          { index: 1, finish_reason: "length" }
        ],
        usage: {
          prompt_tokens: words(sentimentPrompt) + 1,
          completion_tokens: 2,
          total_tokens: words(sentimentPrompt) + 3
        }
      })
      expect(counts().generations).toBe(3)
    }))

  it.scopedLive("answers the last message of a user", () =>
    Effect.gen(function*() {
      const { url } = yield* serveFaithful()
      const messages = [{ role: "system", content: "be brief" }, user("hello"), user(sentimentPrompt)]
      const { json } = yield* send("POST", `${url}/v1/chat/completions`, { messages, temperature: 0 })
      expect(json).toMatchObject({
        object: "chat.completion",
        choices: [{ index: 0, message: { role: "assistant", content: answer }, finish_reason: "stop" }],
        usage: { prompt_tokens: words(sentimentPrompt) + 3, completion_tokens: words(answer) + 1 }
      })
    }))

  const wrong: readonly (readonly [path: string, body: unknown, status: number, param: string | null])[] = [
    ["/v1/completions", "{", 400, null],
    ["/v1/completions", [], 400, null],
    ["/v1/completions", {}, 400, "prompt"],
    ["/v1/completions", { prompt: "x", n: 2 }, 400, "n"],
    ["/v1/completions", { prompt: "x", seed: -1 }, 400, "seed"],
    ["/v1/completions", { prompt: Array(129).fill("x") }, 400, "prompt"],
    ["/v1/chat/completions", { messages: [] }, 400, "messages"],
    ["/v1/chat/completions", { messages: [user("x")], stream: true }, 400, "stream"],
    ["/v1/chat/completions", { messages: [user("x")], max_tokens: 0 }, 400, "max_tokens"],
    ["/v1/chat/completions", { messages: [user("x")], stop: [1] }, 400, "stop"],
    ["/v1/responses", {}, 404, null],
    ["/v1/models", {}, 405, null]
  ]
  it.scopedLive("says what is wrong in OpenAI's shape", () =>
    Effect.gen(function*() {
      const { url } = yield* serveFaithful()
      for (const [path, body, status, param] of wrong) {
        const reply = yield* send("POST", url + path, body)
        const error = { message: expect.any(String), type: "invalid_request_error", param, code: status }
        expect([reply.status, reply.json]).toEqual([status, { error }])
      }
    }))
})

describe("the server", () => {
  it.scopedLive("lets each generation take its time, all at once", () =>
    Effect.gen(function*() {
      const { counts, url } = yield* serveFaithful({ latency: "50 millis" })
      const body = { inputs: sentimentPrompt }
      const [elapsed, replies] = yield* Effect.timed(
        Effect.all(Array.from({ length: 20 }, () => send("POST", `${url}/generate`, body)), {
          concurrency: "unbounded"
        })
      )
      for (const reply of replies) {
        expect(Number(reply.header("x-inference-time"))).toBeGreaterThanOrEqual(49)
        expect(Number(reply.header("x-compute-time"))).toBeGreaterThanOrEqual(0.049)
      }
      expect(Duration.toMillis(elapsed)).toBeLessThan(500)
      expect(counts()).toEqual({ requests: 20, generations: 20, inFlight: 0 })
    }))

  it.scopedLive("tells its load by TGI's names", () =>
    Effect.gen(function*() {
      const { url } = yield* serveFaithful({ latency: "1 minute" })
      const read = yield* loadReader({ endpoint: url })
      expect(yield* read).toEqual({ running: 0, waiting: 0, memory: null })
      yield* Effect.forkScoped(send("POST", `${url}/generate`, { inputs: sentimentPrompt }))
      while ((yield* read)?.running !== 1) yield* Effect.sleep("2 millis")
      expect((yield* send("GET", `${url}/metrics`)).text).toContain("# TYPE tgi_queue_size gauge\n")
    }))

  it.scopedLive("drops the request of a client that went away", () =>
    Effect.gen(function*() {
      const { counts, url } = yield* serveFaithful({ latency: "1 hour" })
      const fiber = yield* Effect.fork(send("POST", `${url}/generate`, { inputs: "x" }))
      yield* eventually(() => counts().inFlight === 1)
      yield* Fiber.interrupt(fiber)
      yield* eventually(() => counts().inFlight === 0)
      expect(counts()).toEqual({ requests: 1, generations: 0, inFlight: 0 })
    }))

  it.scopedLive("says what to do when it cannot listen", () =>
    Effect.gen(function*() {
      const { url } = yield* serveFaithful()
      const port = Number(new URL(url).port)
      const messageOf = (options: { readonly port?: number; readonly host?: string }) =>
        Effect.map(Effect.flip(serveFaithful(options)), ({ message }) => message)
      expect(yield* messageOf({ port })).toMatch(
        `cannot listen on 127.0.0.1:${port}: the port is in use; stop`
      )
      expect(yield* messageOf({ port: 65_536 })).toMatch(": a port is a number from 0 to 65535")
      expect(yield* messageOf({ host: "192.0.2.1" })).toMatch(
        ": the host is no address of this machine; 127.0.0.1"
      )
    }))

  it.live("frees its port with the scope, whoever is still waiting", () =>
    Effect.gen(function*() {
      const { url } = yield* Effect.scoped(Effect.gen(function*() {
        const server = yield* serveFaithful({ latency: "1 hour" })
        yield* Effect.forkDaemon(Effect.exit(send("POST", `${server.url}/generate`, { inputs: "x" })))
        yield* eventually(() => server.counts().inFlight === 1)
        return server
      }))
      yield* Effect.scoped(serveFaithful({ port: Number(new URL(url).port) }))
    }))
})
