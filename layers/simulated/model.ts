/**
 * The simulated model: the embedded default, and the instrument that shows that the measure measures.
 *
 * It understands prompts by inverting the pack, answers by small rules over the text, and explains its answers as
 * faithfully as its profile says. An answer is a pure function of the prompt's text, the seed, the pack and the profile.
 */
import { promptMatcher } from "../../src/prompts/match.ts"
import { answerKeyOf, type PromptPack } from "../../src/prompts/PromptPack.ts"
import type { SimulatedProfile } from "./profile.ts"
import { type Reply, replyTo } from "./reply.ts"
import { say } from "./speech/chatter.ts"
import { failure, puzzled } from "./speech/failures.ts"
import { sayInJson } from "./speech/json.ts"
import { stream } from "./text/draw.ts"
import { tokeniser } from "./text/text.ts"
import { lastUserTurn } from "./text/unwrap.ts"

export interface SimulatedModelOptions {
  readonly profile: SimulatedProfile
  readonly pack: PromptPack
}

/** A prompt understood: what the model means to say to it, and the key of the JSON object that it asks for, if any. */
interface Understood {
  readonly reply: Reply
  readonly answerKey: string | undefined
}

const understanding = ({ pack, profile }: SimulatedModelOptions) => {
  const match = promptMatcher(pack)
  const tokenise = tokeniser(pack)
  return (prompt: string, seed: number): Understood | null => {
    const matched = match(lastUserTurn(prompt))
    return matched === null ? null : {
      reply: replyTo({ profile, seed, tokenise }, pack, matched),
      answerKey: answerKeyOf(pack, matched.category, matched.prompt)
    }
  }
}

/** What the model means to say to a prompt; null if it does not understand the prompt. */
export const simulatedReply = (options: SimulatedModelOptions) => {
  const understand = understanding(options)
  return (prompt: string, seed: number): Reply | null => understand(prompt, seed)?.reply ?? null
}

/**
 * The model as a function from a prompt, in any of the chat formats or bare, and a sampling seed to an answer.
 *
 * @example
 * const answer = simulatedModel({ profile, pack: defaultPack })
 * answer("<s>[INST] What is the sentiment of … [/INST]", 0) // "The sentiment of the paragraph is **positive**."
 */
export const simulatedModel = (options: SimulatedModelOptions): (prompt: string, seed: number) => string => {
  const understand = understanding(options)
  const { profile } = options
  return (prompt, seed) => {
    const next = stream("say", profile.name, seed, prompt)
    const nothing = failure(profile, next)
    if (nothing !== null) return nothing
    const understood = understand(prompt, seed)
    if (understood === null) return puzzled
    const { answerKey, reply } = understood
    return answerKey === undefined ? say(reply, next) : sayInJson(reply, answerKey)
  }
}
