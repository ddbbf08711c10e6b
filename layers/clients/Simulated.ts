/**
 * The simulated model in process: the embedded default.
 */
import { Effect, Layer } from "effect"
import { type GenerateRequest, sentSeed } from "../../src/domain/GenerateRequest.ts"
import type { Generation, ServerInfo } from "../../src/domain/Generation.ts"
import type { Prompt } from "../../src/domain/Prompt.ts"
import { scoreText } from "../../src/domain/ScoreRequest.ts"
import { Inference } from "../../src/inference/Inference.ts"
import { defaultPack } from "../../src/prompts/defaultPack.ts"
import type { PromptPack } from "../../src/prompts/PromptPack.ts"
import { answeringModel, countTokens, withoutStop } from "../simulated/http/answer.ts"
import type { SimulatedProfile } from "../simulated/profile.ts"

export { type Habit, parseProfile, ProfileError, type SimulatedProfile } from "../simulated/profile.ts"

/** How the model behaves, and what it understands. */
export interface SimulatedOptions {
  readonly profile: SimulatedProfile
  /** The wording that the model understands; default the built-in pack. */
  readonly pack?: PromptPack
}

/** What the model reads: a whole prompt, or the last message of a user. */
const heard = (prompt: Prompt): string =>
  prompt._tag === "Text"
    ? prompt.text
    : prompt.messages.findLast(({ role }) => role === "user")?.content ?? ""

/** A model of known faithfulness that answers at once; it answers as `simulated/PROFILE`. */
export const layer = ({ pack = defaultPack, profile }: SimulatedOptions): Layer.Layer<Inference> =>
  Layer.sync(Inference, () => {
    const model = answeringModel({ profile, pack })
    const server: ServerInfo = {
      model: model.id,
      sha: null,
      version: "simulated",
      maxConcurrentRequests: null
    }
    const score = (prompt: string, continuations: readonly string[]): Generation => ({
      text: scoreText(continuations.map((continuation) => model.score(prompt, continuation))),
      reasoning: null,
      finishReason: "stop",
      promptTokens: countTokens(prompt),
      completionTokens: 0,
      durationMillis: 0,
      durationBy: "client",
      server
    })
    const generate = (request: GenerateRequest): Generation => {
      const prompt = heard(request.prompt)
      if (request.scored !== undefined) return score(prompt, request.scored)
      const { max_new_tokens, stop } = request.params
      const maxTokens = max_new_tokens ?? Number.POSITIVE_INFINITY
      const answer = model.answer(prompt, { seed: sentSeed(request), maxTokens, stop })
      return {
        text: withoutStop(answer),
        reasoning: null,
        finishReason: answer.finishReason === "length" ? "length" : "stop",
        promptTokens: countTokens(prompt),
        completionTokens: answer.tokens,
        durationMillis: 0,
        durationBy: "client",
        server
      }
    }
    return {
      info: Effect.succeed(server),
      generate: (request) => Effect.sync(() => generate(request))
    }
  })
