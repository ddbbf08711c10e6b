import { describe, expect, it } from "@effect/vitest"
import { Cause, Effect, Exit } from "effect"
import * as Test from "../../../layers/clients/Test.ts"
import { isSimulatedModel } from "../../../src/domain/Generation.ts"
import { Inference } from "../../../src/inference/Inference.ts"
import { requestOf } from "../../support/answers.ts"
import { overloaded } from "../../support/errors.ts"

const generate = (prompt: string) => Effect.flatMap(Inference, (model) => model.generate(requestOf(prompt)))

describe("answers", () => {
  const answers = new Map<string, Test.TestAnswer>([
    ["a text?", "yes"],
    ["a generation?", { text: "cut", finishReason: "length" as const, durationMillis: 12 }],
    ["a failure?", overloaded(null)]
  ])

  it.effect("from a map: a text, parts of a generation, or a failure", () =>
    Effect.gen(function*() {
      const { info } = yield* Inference
      const server = yield* info
      const usual = {
        reasoning: null,
        promptTokens: null,
        completionTokens: null,
        durationBy: "client",
        server
      }
      expect(isSimulatedModel(server?.model ?? "")).toBe(true)
      expect(yield* generate("a text?")).toEqual(
        { ...usual, text: "yes", finishReason: "stop", durationMillis: 0 }
      )
      expect(yield* generate("a generation?")).toEqual(
        { ...usual, text: "cut", finishReason: "length", durationMillis: 12 }
      )
      expect((yield* Effect.flip(generate("a failure?"))).reason._tag).toBe("Overloaded")
    }).pipe(Effect.provide(Test.layer(answers))))

  it.effect("from a function of the prompt and the request", () =>
    Effect.gen(function*() {
      expect((yield* generate("hello")).text).toBe("hello 0 m")
    }).pipe(
      Effect.provide(Test.layer((prompt, { model, params }) => `${prompt} ${params.seed} ${model}`))
    ))

  for (const [kind, given] of [["map", new Map()], ["function", () => undefined]] as const) {
    it.effect(`a prompt that a ${kind} does not know is a defect that shows it`, () =>
      Effect.gen(function*() {
        const exit = yield* Effect.exit(generate("What now?"))
        const defect = Exit.isFailure(exit) ? Cause.squash(exit.cause) : null
        expect(Exit.isFailure(exit) && Cause.isDie(exit.cause)).toBe(true)
        expect(defect).toMatchObject({ message: "the test model has no answer to: What now?" })
      }).pipe(Effect.provide(Test.layer(given))))
  }
})

describe("the prompts asked", () => {
  it.effect("stand in their order, failures and repetitions included", () =>
    Effect.gen(function*() {
      const { prompts } = yield* Test.Asked
      expect(prompts()).toEqual([])
      yield* generate("b")
      yield* Effect.flip(generate("a"))
      yield* generate("b")
      yield* Effect.exit(generate("unknown"))
      expect(prompts()).toEqual(["b", "a", "b", "unknown"])
    }).pipe(
      Effect.provide(
        Test.layer(new Map<string, Test.TestAnswer>([["b", "1"], ["a", overloaded(null)]]))
      )
    ))

  it.effect("are noted when a request runs, not when it is described", () =>
    Effect.gen(function*() {
      const { prompts } = yield* Test.Asked
      const { generate } = yield* Inference
      const described = generate(requestOf("x"))
      expect(prompts()).toEqual([])
      yield* described
      expect(prompts()).toEqual(["x"])
    }).pipe(Effect.provide(Test.layer(() => "1"))))
})
