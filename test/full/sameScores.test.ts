/**
 * How likely given texts are by one model in this process and behind llama.cpp's server: the same figures.
 */
import { describe, expect, it } from "@effect/vitest"
import { Context, Effect, Either, Layer } from "effect"
import * as LlamaCpp from "../../layers/clients/LlamaCpp.ts"
import * as OpenAi from "../../layers/clients/OpenAi.ts"
import type { Prompt } from "../../src/domain/Prompt.ts"
import { makeScoreRequest, scoresIn } from "../../src/domain/ScoreRequest.ts"
import { Inference } from "../../src/inference/Inference.ts"
import { send } from "../support/http.ts"
import { tinyBpePath, tinyModelPath, useLlamaCpp } from "../support/llamaCpp.ts"
import { llamaServer, llamaServerProgram, tellWithoutLlamaServer } from "../support/llamaServer.ts"

const missing = useLlamaCpp("scores of one model in process and behind a server")
tellWithoutLlamaServer("scores of one model in process and behind a server")

const prompts: readonly Prompt[] = [
  { _tag: "Text", text: "[INST] Is the film good? [/INST]" },
  { _tag: "Text", text: "<s>Is the film good?\n", bos: "<s>" },
  // Longer than what is evaluated at once.
  { _tag: "Text", text: `${"The film is long. ".repeat(60)}Is it?` },
  { _tag: "Chat", messages: [{ role: "user", content: "Is the film good?" }] },
  { _tag: "Chat", messages: [{ role: "user", content: "Is it?" }, { role: "assistant", content: "It is" }] }
]

const continuations = [
  " positive",
  " negative",
  " neutral",
  "posit",
  "{\"answer\": \"positive\"}",
  "s",
  "",
  " na\u00efve \u2013 \u{1F3AC}",
  "\u00e9"
]

const connect = <E>(layer: Layer.Layer<Inference, E>) =>
  Effect.map(Layer.build(layer), Context.get(Inference))

const requestOf = (prompt: Prompt, continuations: readonly string[]) =>
  makeScoreRequest({ model: "tiny", revision: null, prompt, continuations })

const scores = ({ generate }: Inference["Type"], prompt: Prompt) => {
  const request = requestOf(prompt, continuations)
  return Effect.map(
    generate(request),
    (generation) => ({ generation, scores: scoresIn(request, generation)! })
  )
}

/**
 * How far two scores are apart, as a share. The model's weights are random and large, so that sums in another order show:
 * one server gives -16.634 for a token behind a long prompt that it reads, and -16.605 behind the same from its cache.
 */
const apart = (one: number, other: number) => Math.abs(one - other) / Math.max(1, Math.abs(one))
const tolerance = 2.5e-3

/** The log-probability of a text of letters that are tokens of their own, as the server tells it of all tokens. */
const spelled = (url: string, prompt: string, text: string) =>
  Effect.gen(function*() {
    const post = (path: string, body: object) =>
      Effect.map(send("POST", `${url}${path}`, JSON.stringify(body)), (reply) => JSON.parse(reply.text))
    const tokens = (content: string) =>
      Effect.map(post("/tokenize", { content, add_special: true }), (reply) => reply.tokens as number[])
    const [start, whole] = [yield* tokens(prompt), yield* tokens(prompt + text)]
    expect(whole.slice(0, start.length)).toEqual(start)
    let sum = 0
    for (let i = start.length; i < whole.length; i++) {
      const asked = { prompt: whole.slice(0, i), n_predict: 1, n_probs: 400, temperature: 0 }
      const [{ top_logprobs }] = (yield* post("/completion", asked)).completion_probabilities
      sum += top_logprobs.find((one: { readonly id: number }) => one.id === whole[i]).logprob
    }
    return sum
  })

describe.runIf(missing === null && llamaServerProgram !== undefined)("scores of one model", () => {
  for (const [kind, model] of [["SentencePiece's", tinyModelPath], ["GPT-2's", tinyBpePath]] as const) {
    it.scopedLive(`are the same in process and behind a server: ${kind} tokenizer`, () =>
      Effect.gen(function*() {
        const args = ["-c", "2048", "-np", "1", "--override-kv", "llama.context_length=int:2048"]
        const { url } = yield* llamaServer({ model, args })
        const there = yield* connect(OpenAi.layer({ endpoint: url }))
        const here = yield* connect(LlamaCpp.layer({ modelPath: model, contextSize: 2048, threads: 1 }))
        let furthest = 0
        for (const prompt of prompts) {
          const [one, other] = [yield* scores(here, prompt), yield* scores(there, prompt)]
          expect(one.generation.promptTokens).toBe(other.generation.promptTokens)
          expect(one.scores).toHaveLength(continuations.length)
          const differences = one.scores.map((score, i) => apart(score, other.scores[i]!))
          const most = Math.max(...differences)
          furthest = Math.max(furthest, most)
          expect(most, JSON.stringify([prompt, one.scores, other.scores])).toBeLessThan(tolerance)
        }
        process.stderr.write(
          `scores by a ${kind} tokenizer are apart by ${furthest.toExponential(1)} at most\n`
        )
      }))
  }

  it.scopedLive("are those of the tokens one by one, and those of answers that exclude one another sum to less than 1", () =>
    Effect.gen(function*() {
      const { url } = yield* llamaServer({ args: ["-c", "512", "-np", "1"] })
      const clients = [
        OpenAi.layer({ endpoint: url }),
        LlamaCpp.layer({ modelPath: tinyModelPath, threads: 1 })
      ]
      const text = "[INST] Is the film good? [/INST]"
      const answers = [" yes", " no", "X"]
      const expected = yield* Effect.forEach(answers, (answer) => spelled(url, text, answer))
      for (const client of clients) {
        const { generate } = yield* connect(client)
        const request = requestOf({ _tag: "Text", text }, answers)
        const found = scoresIn(request, yield* generate(request))!
        for (const [i, score] of found.entries()) expect(apart(score, expected[i]!)).toBeLessThan(tolerance)
        expect(found.map(Math.exp).reduce((sum, one) => sum + one)).toBeLessThan(1)
      }
    }))

  it.scopedLive("need room for the longest text", () =>
    Effect.gen(function*() {
      const { url } = yield* llamaServer({ args: ["-c", "256", "-np", "1"] })
      const clients = [
        OpenAi.layer({ endpoint: url }),
        LlamaCpp.layer({ modelPath: tinyModelPath, contextSize: 256, threads: 1 })
      ]
      for (const client of clients) {
        const { generate } = yield* connect(client)
        const long = requestOf({ _tag: "Text", text: "word ".repeat(40) }, ["yes", "no ".repeat(60)])
        const outcome = yield* Effect.either(generate(long))
        expect(Either.isLeft(outcome) && outcome.left.reason).toMatchObject({
          _tag: "ContextOverflow",
          limit: 256
        })
        const fitting = requestOf({ _tag: "Text", text: "word ".repeat(40) }, ["yes", "no"])
        expect(scoresIn(fitting, yield* generate(fitting))).toHaveLength(2)
      }
    }))
})
