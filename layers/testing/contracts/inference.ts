/**
 * What every implementation of `Inference` does: the suite for clients, also for those of other people.
 *
 * @example
 * inferenceContract({ describe, expect, it }, "mine", { client: Effect.succeed(Mine.layer({ file })), model: "m", prompts: { text: "Hello" } })
 */
import { Context, Effect, Either, Layer, type Scope } from "effect"
import type { GenerateError } from "../../../src/domain/GenerateError.ts"
import type { GenerateParams } from "../../../src/domain/GenerateParams.ts"
import { type GenerateRequest, makeRequest } from "../../../src/domain/GenerateRequest.ts"
import type { Prompt } from "../../../src/domain/Prompt.ts"
import { makeScoreRequest, scoresIn } from "../../../src/domain/ScoreRequest.ts"
import { Inference } from "../../../src/inference/Inference.ts"
import { effectTest, type TestFramework } from "../TestFramework.ts"
import { type WireContract, wireContract } from "./inferenceWire.ts"

/** What the suite needs to know of a client. */
export interface InferenceContract {
  /** Something that answers, for one test. */
  readonly client: Effect.Effect<Layer.Layer<Inference, GenerateError>, unknown, Scope.Scope>
  /** The model's id as requests have it. */
  readonly model: string
  /** One prompt of each kind that it takes, whose answers are longer than a token; the other kind is refused. */
  readonly prompts: { readonly text?: string; readonly chat?: string }
  /** A string within the answer to a prompt; default a piece of its middle. */
  readonly stopIn?: (answer: string) => string
  /** Whether it counts tokens and says why an answer ended; default true. */
  readonly tellsEnd?: boolean
  /** Whether it can tell how likely a given text is after a prompt that is a text; default false. */
  readonly scores?: boolean
  /** For clients of servers: how such a server fails. */
  readonly wire?: WireContract
}

const params: GenerateParams = { temperature: 0.8, top_p: 0.95, max_new_tokens: 24, stop: [], seed: 42 }

const middle = (answer: string) => answer.slice(Math.floor(answer.length / 2)).slice(0, 3)

const kinds = ["Text", "Chat"] as const

const promptOf = (kind: Prompt["_tag"], text: string): Prompt =>
  kind === "Text" ? { _tag: kind, text } : { _tag: kind, messages: [{ role: "user", content: text }] }

/** Registers the suite for one implementation. */
export const inferenceContract = (
  framework: TestFramework,
  name: string,
  { client, model, prompts, stopIn = middle, scores = false, tellsEnd = true, wire }: InferenceContract
): void => {
  const { describe, expect } = framework
  const test = effectTest(framework)
  const connected = Effect.map(Effect.flatMap(client, Layer.build), Context.get(Inference))
  const asked = { Text: prompts.text, Chat: prompts.chat }

  const requestOf = (prompt: Prompt, change: Partial<GenerateParams> = {}): GenerateRequest =>
    makeRequest({ model, prompt, params: { ...params, ...change } })

  describe(`${name} as an Inference`, () => {
    test("tells which model answers", () =>
      Effect.gen(function*() {
        const { info } = yield* connected
        const server = yield* info
        expect(server?.model).toEqual(expect.stringMatching(/./))
        expect(server?.version).toEqual(expect.stringMatching(/./))
      }))

    test(
      scores ? "scores texts" : "says that it cannot score texts, which stops no run",
      () =>
        Effect.gen(function*() {
          const { generate } = yield* connected
          const kind = prompts.text === undefined ? "Chat" : "Text"
          const prompt = promptOf(kind, asked[kind] ?? "")
          const request = makeScoreRequest({
            model,
            revision: null,
            prompt,
            continuations: [" yes", " no way"]
          })
          const outcome = yield* Effect.either(generate(request))
          if (scores) {
            const told = Either.isRight(outcome) ? scoresIn(request, outcome.right) : null
            expect(told?.length).toBe(2)
            expect(told?.every((score) => score <= 0)).toBe(true)
          } else {
            expect(Either.isLeft(outcome) ? [outcome.left.reason._tag, outcome.left.class] : []).toEqual([
              "CannotScore",
              "request"
            ])
          }
        })
    )

    for (const kind of kinds) {
      const text = asked[kind]

      if (text === undefined) {
        test(`refuses a ${kind} prompt: it would refuse every one`, () =>
          Effect.gen(function*() {
            const { generate } = yield* connected
            const error = yield* Effect.flip(generate(requestOf(promptOf(kind, "Hello"))))
            expect([error.reason._tag, error.class]).toEqual(["Unsupported", "setup"])
          }))
        continue
      }
      const prompt = promptOf(kind, text)

      test(`answers a ${kind} prompt, with what is known of the answer`, () =>
        Effect.gen(function*() {
          const { generate } = yield* connected
          const answer = yield* generate(requestOf(prompt))
          expect(answer.text).not.toBe("")
          expect(answer.durationMillis).toBeGreaterThanOrEqual(0)
          expect(answer.finishReason === "unknown").toBe(!tellsEnd)
          expect(answer.promptTokens === null).toBe(!tellsEnd)
          expect(answer.completionTokens === null).toBe(!tellsEnd)
        }))

      test(`ends a ${kind} answer after the most tokens`, () =>
        Effect.gen(function*() {
          const { generate } = yield* connected
          const answer = yield* generate(requestOf(prompt, { max_new_tokens: 1 }))
          expect([answer.finishReason, answer.completionTokens]).toEqual(
            tellsEnd ? ["length", 1] : ["unknown", null]
          )
        }))

      test(`keeps a stop string out of a ${kind} answer`, () =>
        Effect.gen(function*() {
          const { generate } = yield* connected
          const stop = stopIn((yield* generate(requestOf(prompt))).text)
          const answer = yield* generate(requestOf(prompt, { stop: [stop] }))
          expect(answer.text).not.toContain(stop)
          expect(answer.finishReason).toBe(tellsEnd ? "stop" : "unknown")
        }))

      test(`gives the same ${kind} answer by the same seed`, () =>
        Effect.gen(function*() {
          const { generate } = yield* connected
          const request = requestOf(prompt)
          expect((yield* generate(request)).text).toBe((yield* generate(request)).text)
        }))
    }
  })

  const kind = prompts.text === undefined ? "Chat" : "Text"
  if (wire !== undefined) {
    wireContract(framework, name, wire, requestOf(promptOf(kind, asked[kind] ?? "Hello")))
  }
}
