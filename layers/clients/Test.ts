/**
 * A model for tests: it answers from a map or a function, and remembers what it was asked.
 */
import { Context, Effect, Layer } from "effect"
import { GenerateError } from "../../src/domain/GenerateError.ts"
import type { GenerateRequest } from "../../src/domain/GenerateRequest.ts"
import { type Generation, type ServerInfo, simulatedModelId } from "../../src/domain/Generation.ts"
import { showPrompt } from "../../src/domain/Prompt.ts"
import { Inference } from "../../src/inference/Inference.ts"

/** The prompts that the test model was asked, in order. */
export class Asked extends Context.Tag("introspect/Test/Asked")<Asked, {
  /** All prompts so far, failures and repetitions included. */
  readonly prompts: () => readonly string[]
}>() {}

/** A text, a whole generation, or a failure. */
export type TestAnswer = string | Partial<Generation> | GenerateError

/** The answer to each prompt; a function may return undefined for what it does not know. */
export type TestAnswers =
  | ReadonlyMap<string, TestAnswer>
  | ((prompt: string, request: GenerateRequest) => TestAnswer | undefined)

const server: ServerInfo = {
  model: simulatedModelId("test"),
  sha: null,
  version: "test",
  maxConcurrentRequests: null
}

const complete = (answer: Partial<Generation>): Generation => ({
  text: "",
  reasoning: null,
  finishReason: "stop",
  promptTokens: null,
  completionTokens: null,
  durationMillis: 0,
  durationBy: "client",
  server,
  ...answer
})

/** A model that gives these answers; a prompt without one is a defect whose message shows it. */
export const layer = (answers: TestAnswers): Layer.Layer<Inference | Asked> =>
  Layer.effectContext(Effect.sync(() => {
    const asked: string[] = []
    const answerTo = (request: GenerateRequest) => {
      const prompt = showPrompt(request.prompt)
      asked.push(prompt)
      const answer = typeof answers === "function" ? answers(prompt, request) : answers.get(prompt)
      if (answer === undefined) return Effect.dieMessage(`the test model has no answer to: ${prompt}`)
      if (answer instanceof GenerateError) return Effect.fail(answer)
      return Effect.succeed(complete(typeof answer === "string" ? { text: answer } : answer))
    }
    return Context.make(Asked, { prompts: () => asked }).pipe(
      Context.add(Inference, {
        info: Effect.succeed(server),
        generate: (request) => Effect.suspend(() => answerTo(request))
      })
    )
  }))
