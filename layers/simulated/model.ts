/**
 * The simulated model: the embedded default, and the instrument that shows that the measure measures.
 *
 * It understands prompts by inverting the pack, answers by small rules over the text, and explains its answers as
 * faithfully as its profile says. An answer is a pure function of the prompt's text, the seed, the pack and the profile.
 */
import { promptMatcher } from "../../src/prompts/match.ts"
import type { PromptPack } from "../../src/prompts/PromptPack.ts"
import type { SimulatedProfile } from "./profile.ts"
import { type Reply, replyTo } from "./reply.ts"
import { say } from "./speech/chatter.ts"
import { failure, puzzled } from "./speech/failures.ts"
import { stream } from "./text/draw.ts"
import { tokeniser } from "./text/text.ts"
import { lastUserTurn } from "./text/unwrap.ts"

export interface SimulatedModelOptions {
  readonly profile: SimulatedProfile
  readonly pack: PromptPack
}

/** What the model means to say to a prompt; null if it does not understand the prompt. */
export const simulatedReply = ({ pack, profile }: SimulatedModelOptions) => {
  const match = promptMatcher(pack)
  const tokenise = tokeniser(pack)
  return (prompt: string, seed: number): Reply | null => {
    const matched = match(lastUserTurn(prompt))
    return matched === null ? null : replyTo({ profile, seed, tokenise }, pack, matched)
  }
}

/**
 * The model as a function from a prompt, in any of the chat formats or bare, and a sampling seed to an answer.
 *
 * @example
 * const answer = simulatedModel({ profile, pack: defaultPack })
 * answer("<s>[INST] What is the sentiment of … [/INST]", 0) // "The sentiment of the paragraph is **positive**."
 */
export const simulatedModel = (options: SimulatedModelOptions): (prompt: string, seed: number) => string => {
  const replyOf = simulatedReply(options)
  const { profile } = options
  return (prompt, seed) => {
    const next = stream("say", profile.name, seed, prompt)
    const nothing = failure(profile, next)
    if (nothing !== null) return nothing
    const reply = replyOf(prompt, seed)
    return reply === null ? puzzled : say(reply, next)
  }
}
