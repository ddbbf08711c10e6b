import { describe, expect, it } from "@effect/vitest"
import { Context, Effect, Either, Layer } from "effect"
import * as OpenAi from "../../../layers/clients/OpenAi.ts"
import { continuationScore, sharedBeginning } from "../../../layers/clients/scoring.ts"
import * as Simulated from "../../../layers/clients/Simulated.ts"
import * as Tgi from "../../../layers/clients/Tgi.ts"
import * as Vllm from "../../../layers/clients/Vllm.ts"
import { chatFormats } from "../../../src/chat/formats.ts"
import type { GenerateError } from "../../../src/domain/GenerateError.ts"
import type { Prompt } from "../../../src/domain/Prompt.ts"
import { makeScoreRequest, scoresIn } from "../../../src/domain/ScoreRequest.ts"
import { Inference } from "../../../src/inference/Inference.ts"
import { type Scripted, scriptedServer } from "../../support/scriptedServer.ts"
import { faithful, sentimentPrompt, serveFaithful } from "../../support/simulated.ts"

const token = (id: number, logProbability: number | null) => ({ id, logProbability })

describe("continuationScore", () => {
  const prompt = [token(1, null), token(2, -3), token(3, -4)]

  it("sums what a continuation adds to the prompt's own tokens", () => {
    const whole = [...prompt, token(4, -0.5), token(5, -0.25)]
    expect(continuationScore(prompt, whole)).toBe(-0.75)
    // The shared beginning cancels out, even where the server is not exact to the last digit.
    expect(continuationScore(prompt, [token(1, null), token(2, -3.01), token(3, -4), token(4, -0.5)])).toBe(
      -0.5
    )
  })

  it("counts on both sides what the tokenizer joins", () => {
    expect(continuationScore(prompt, [token(1, null), token(2, -3), token(34, -4.5)])).toBe(-0.5)
    expect(continuationScore(prompt, prompt)).toBe(0)
  })
})

describe("sharedBeginning", () => {
  it("is as long as what all texts have in common", () => {
    expect(sharedBeginning([[1, 2, 3], [1, 2, 4], [1, 2]])).toBe(2)
    expect(sharedBeginning([[1, 2], [1, 2, 4]])).toBe(2)
    expect(sharedBeginning([[1], [2]])).toBe(0)
    expect(sharedBeginning([])).toBe(0)
  })
})

const answers = ["positive", "negative", "neutral", "unknown"]
const formats = ["Llama2", "Falcon", "Mistral"] as const

const text = (format: typeof formats[number], assistant?: string): string => {
  const turn = assistant === undefined ? { user: sentimentPrompt } : { user: sentimentPrompt, assistant }
  const prompt = chatFormats[format].render({ turns: [turn] })
  return prompt._tag === "Text" ? prompt.text : ""
}

const requestIn = (format: typeof formats[number]) =>
  makeScoreRequest({
    model: "simulated/faithful",
    revision: null,
    prompt: { _tag: "Text", text: text(format) },
    continuations: answers.map((answer) => text(format, answer).slice(text(format).length))
  })

const asked = (client: Layer.Layer<Inference, GenerateError>, request: ReturnType<typeof makeScoreRequest>) =>
  Effect.flatMap(
    Effect.map(Layer.build(client), Context.get(Inference)),
    ({ generate }) => generate(request)
  )

describe("the simulated model's scores", () => {
  it.scopedLive.each(formats)(
    "are the same in process, by TGI's API and by vLLM's: %s",
    (format) =>
      Effect.gen(function*() {
        const { counts, url } = yield* serveFaithful()
        const request = requestIn(format)
        const here = scoresIn(request, yield* asked(Simulated.layer({ profile: faithful }), request))!
        expect(here.map(Math.exp)[0]).toBeCloseTo(1, 12)
        for (const answer of here.slice(1)) expect(Math.exp(answer)).toBeCloseTo(0.005, 12)

        const tgi = yield* asked(Tgi.layer({ endpoint: url }), request)
        const afterTgi = counts().generations
        expect(afterTgi).toBe(5)
        const vllm = yield* asked(Vllm.layer({ endpoint: url }), request)
        expect(counts().generations - afterTgi).toBe(5)
        for (const generation of [tgi, vllm]) {
          const scores = scoresIn(request, generation)!
          expect(scores).toHaveLength(4)
          for (const [i, score] of scores.entries()) expect(score).toBeCloseTo(here[i]!, 9)
          expect(generation.promptTokens).toBeGreaterThan(100)
          expect(generation.completionTokens).toBe(5)
        }
      })
  )
})

/** What a scripted server says to the requests of one client. */
const said = (reply: Scripted, client: (url: string) => Layer.Layer<Inference, GenerateError>) =>
  Effect.gen(function*() {
    const server = yield* scriptedServer(({ path }) => {
      if (path === "/v1/models") return { body: { object: "list", data: [{ id: "m", object: "model" }] } }
      return reply
    })
    const outcome = yield* Effect.either(asked(client(server.url), requestIn("Llama2")))
    const bodies = server.seen().filter(({ text }) => text !== "").map((one) => JSON.parse(one.text))
    return { outcome, bodies }
  })

const reasonOf = (outcome: Either.Either<unknown, GenerateError>) =>
  Either.isLeft(outcome) ? [outcome.left.reason._tag, outcome.left.class, outcome.left.message] : []

describe("TGI", () => {
  const client = (endpoint: string) => Tgi.layer({ endpoint })

  it.scopedLive("is asked for the details of its input, without sampling and for one token", () =>
    Effect.gen(function*() {
      const prefill = [{ id: 1, text: "<s>", logprob: null }, { id: 2, text: "a", logprob: -1 }]
      const { bodies, outcome } = yield* said(
        {
          body: [{ generated_text: "x", details: { finish_reason: "length", generated_tokens: 1, prefill } }]
        },
        client
      )
      expect(Either.isRight(outcome)).toBe(true)
      expect(bodies).toHaveLength(5)
      expect(bodies[0].inputs).toBe(text("Llama2"))
      expect(bodies[1].inputs).toBe(text("Llama2", "positive"))
      expect(bodies[1].parameters).toEqual({
        max_new_tokens: 1,
        do_sample: false,
        details: true,
        decoder_input_details: true,
        return_full_text: false
      })
    }))

  it.scopedLive("that tells nothing of its input says how it could be made to", () =>
    Effect.gen(function*() {
      const details = { finish_reason: "length", generated_tokens: 1, prefill: [] }
      const { outcome } = yield* said({ body: { generated_text: "x", details } }, client)
      expect(reasonOf(outcome)).toEqual([
        "CannotScore",
        "request",
        expect.stringContaining("--enable-prefill-logprobs")
      ])
    }))

  it.scopedLive("that refuses the parameter stops no run", () =>
    Effect.gen(function*() {
      const error = "Input validation error: `decoder_input_details` == true is not supported"
      const { outcome } = yield* said({ status: 422, body: { error, error_type: "validation" } }, client)
      expect(reasonOf(outcome).slice(0, 2)).toEqual(["CannotScore", "request"])
    }))
})

describe("vLLM", () => {
  const client = (endpoint: string) => Vllm.layer({ endpoint })

  it.scopedLive("is asked once for all texts, and the prompt's own token is found among likelier ones", () =>
    Effect.gen(function*() {
      const own = { "7": { logprob: -2, rank: 5, decoded_token: "b" }, "9": { logprob: -0.1, rank: 1 } }
      const choice = (index: number, more: readonly unknown[]) => ({
        index,
        text: "x",
        finish_reason: "length",
        prompt_logprobs: [null, own, ...more]
      })
      const choices = [
        choice(4, [{ "14": { logprob: -4, rank: 9 } }]),
        choice(0, []),
        ...[1, 2, 3].map((i) => choice(i, [{ [10 + i]: { logprob: -i, rank: 1 } }]))
      ]
      const { bodies, outcome } = yield* said({ body: { choices } }, client)
      expect(scoresIn(requestIn("Llama2"), Either.getOrThrow(outcome))).toEqual([-1, -2, -3, -4])
      expect(bodies).toHaveLength(1)
      expect(bodies[0]).toMatchObject({
        prompt_logprobs: 0,
        max_tokens: 1,
        add_special_tokens: true,
        stream: false
      })
      expect(bodies[0].prompt).toEqual([text("Llama2"), ...answers.map((answer) => text("Llama2", answer))])
    }))

  it.scopedLive("that tells nothing of its prompts, its legacy server and messages cannot be scored", () =>
    Effect.gen(function*() {
      const nothing = { body: { choices: [{ index: 0, text: "x", finish_reason: "length" }] } }
      expect(reasonOf((yield* said(nothing, client)).outcome).slice(0, 2)).toEqual(["CannotScore", "request"])
      const legacy = yield* said(nothing, (endpoint) => Vllm.layer({ endpoint, legacy: true, model: "m" }))
      expect(reasonOf(legacy.outcome)[0]).toBe("CannotScore")
      expect(legacy.bodies).toEqual([])
      const { url } = yield* serveFaithful()
      const prompt: Prompt = { _tag: "Chat", messages: [{ role: "user", content: sentimentPrompt }] }
      const chat = makeScoreRequest({ model: "m", revision: null, prompt, continuations: answers })
      const refused = yield* Effect.either(asked(Vllm.layer({ endpoint: url }), chat))
      expect(reasonOf(refused)[0]).toBe("CannotScore")
    }))
})

describe("other servers", () => {
  it.scopedLive("are not asked", () =>
    Effect.gen(function*() {
      const { bodies, outcome } = yield* said({ body: {} }, (endpoint) => OpenAi.layer({ endpoint }))
      expect(reasonOf(outcome)).toEqual(["CannotScore", "request", expect.stringContaining("--client VLLM")])
      expect(bodies).toEqual([])
    }))
})
