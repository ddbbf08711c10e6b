/**
 * Scores by llama.cpp's server: what it is asked, and what becomes of its replies.
 */
import { describe, expect, it } from "@effect/vitest"
import { Context, Effect, Either, Layer } from "effect"
import * as OpenAi from "../../../layers/clients/OpenAi.ts"
import type { Prompt } from "../../../src/domain/Prompt.ts"
import { makeScoreRequest, scoresIn } from "../../../src/domain/ScoreRequest.ts"
import { Inference } from "../../../src/inference/Inference.ts"
import { recordedFacts } from "../../support/recordedLlamaServer.ts"
import { type Scripted, scriptedServer } from "../../support/scriptedServer.ts"

/** Tokens are characters behind one of the beginning. */
const tokensOf = (text: string) => [1, ...[...text].map((letter) => letter.codePointAt(0)!)]

interface Asked {
  readonly prompt: readonly number[]
  readonly logit_bias: readonly [readonly [number, number]]
  readonly n_probs: number
}

/** How likely a character is: the less, the further back. */
const logProbability = (token: number, { length }: readonly number[]) => -(token + length) / 100

/** What a server says of the token that it is made to generate. */
const tellsOwn = ({ logit_bias: [[id]], prompt }: Asked): Scripted => ({
  body: { completion_probabilities: [{ id, logprob: logProbability(id, prompt), top_logprobs: [] }] }
})

/** The outcome of scoring, and the bodies that a server of such replies was sent. */
const scored = (
  prompt: Prompt,
  continuations: readonly string[],
  complete: (asked: Asked) => Scripted,
  tokenize: (content: string) => Scripted = (content) => ({ body: { tokens: tokensOf(content) } })
) =>
  Effect.gen(function*() {
    const server = yield* scriptedServer(({ method, path, text }) => {
      if (method === "GET") return recordedFacts(path) ?? { status: 404 }
      const body = JSON.parse(text)
      if (path === "/apply-template") return { body: { prompt: `<${body.messages[0].content}>` } }
      return path === "/tokenize" ? tokenize(body.content) : complete(body)
    })
    const { generate } = Context.get(yield* Layer.build(OpenAi.layer({ endpoint: server.url })), Inference)
    const request = makeScoreRequest({ model: "m", revision: null, prompt, continuations })
    const outcome = yield* Effect.either(generate(request))
    const posts = server.seen().filter(({ method }) => method === "POST")
    const sent = (route: string) =>
      posts.filter(({ path }) => path === route).map(({ text }) => JSON.parse(text))
    return { outcome, request, sent }
  })

const prompt: Prompt = { _tag: "Text", text: "ab" }
const reasonOf = (outcome: Either.Either<unknown, { readonly reason: { readonly _tag: string } }>) =>
  Either.isLeft(outcome) ? outcome.left.reason._tag : "none"

describe("llama.cpp's server", () => {
  it.scopedLive("is made to generate each token of each answer, and asked once about those that two have in common", () =>
    Effect.gen(function*() {
      const { outcome, request, sent } = yield* scored(prompt, ["xy", "xz", "w"], tellsOwn)
      const generation = Either.getOrThrow(outcome)
      const sums = [
        [logProbability(120, tokensOf("ab")), logProbability(121, tokensOf("abx"))],
        [logProbability(120, tokensOf("ab")), logProbability(122, tokensOf("abx"))],
        [logProbability(119, tokensOf("ab"))]
      ].map((all) => all.reduce((sum, one) => sum + one, 0))
      expect(scoresIn(request, generation)).toEqual(sums)
      expect(generation).toMatchObject({ promptTokens: 17, completionTokens: 4, durationBy: "client" })

      expect(sent("/tokenize")).toEqual(
        ["ab", "abxy", "abxz", "abw"].map((content) => ({
          model: "tiny",
          content,
          add_special: true,
          parse_special: true
        }))
      )
      expect(sent("/completion").map((body) => [body.prompt, body.logit_bias])).toEqual([
        [tokensOf("ab"), [[120, 10_000]]],
        [tokensOf("abx"), [[121, 10_000]]],
        [tokensOf("abx"), [[122, 10_000]]],
        [tokensOf("ab"), [[119, 10_000]]]
      ])
      expect(sent("/completion")[0]).toMatchObject({
        n_predict: 1,
        n_probs: 1,
        temperature: 0,
        stream: false
      })
    }))

  it.scopedLive("is sent a complete prompt without its first token, and messages in the server's own format", () =>
    Effect.gen(function*() {
      const complete = yield* scored({ _tag: "Text", text: "<s>ab", bos: "<s>" }, ["x"], tellsOwn)
      expect(complete.sent("/tokenize").map(({ content }) => content)).toEqual(["ab", "abx"])
      const chat = yield* scored(
        { _tag: "Chat", messages: [{ role: "user", content: "Q" }] },
        ["x"],
        tellsOwn
      )
      expect(chat.sent("/tokenize").map(({ content }) => content)).toEqual(["<Q>", "<Q>x"])
      expect(scoresIn(chat.request, Either.getOrThrow(chat.outcome))).toHaveLength(1)
    }))

  it.scopedLive("that tells nothing of a part of a character is asked about all tokens beside another one", () =>
    Effect.gen(function*() {
      const part = 120
      const { outcome, request, sent } = yield* scored(prompt, ["xy"], (asked) => {
        const [[id]] = asked.logit_bias
        if (id === part) return { body: { content: "" } }
        const own = { id, logprob: logProbability(id, asked.prompt) }
        const others = asked.n_probs > 1 ? [{ id: 7, logprob: -1 }, { id: part, logprob: -2 }] : []
        return { body: { completion_probabilities: [{ ...own, top_logprobs: others }] } }
      })
      expect(scoresIn(request, Either.getOrThrow(outcome))).toEqual([
        -2 + logProbability(121, tokensOf("abx"))
      ])
      const [first, second, third] = sent("/completion")
      expect([first.logit_bias[0][0], second.logit_bias[0][0], third.logit_bias[0][0]]).toEqual([
        part,
        1,
        121
      ])
      expect(second.n_probs).toBeGreaterThan(300_000)
      expect(second.prompt).toEqual(first.prompt)
    }))

  it.scopedLive("that is too old, or too far behind a proxy, cannot score; what the prompt is refused for is told", () =>
    Effect.gen(function*() {
      const old = { completion_probabilities: [{ content: "x", probs: [{ tok_str: "x", prob: 0.5 }] }] }
      const outcomes = [
        yield* scored(prompt, ["x"], () => ({ body: old })),
        yield* scored(prompt, ["x"], tellsOwn, () => ({ status: 404, body: { error: { message: "no" } } })),
        yield* scored(prompt, ["x"], () => ({
          status: 400,
          body: { error: { code: 400, message: "too long", type: "exceed_context_size_error", n_ctx: 512 } }
        }))
      ]
      expect(outcomes.map(({ outcome }) => reasonOf(outcome))).toEqual([
        "CannotScore",
        "CannotScore",
        "ContextOverflow"
      ])
    }))
})
