/**
 * Answers that are none, which chat models give too.
 */
import { pick, type Stream } from "./draw.ts"
import type { SimulatedProfile } from "./profile.ts"

const refusals = [
  "I'm sorry, but I cannot help with that.",
  "I cannot help with this request.",
  "I apologize, but I am not able to help with that request.",
  "Sorry, I can't assist with that."
]

const ramblings = [
  "I am not sure what you would like me to do.",
  "Could you please tell me what you would like me to do?",
  "As a language model, I am here to help you with your request.",
  "Let me think about this step by step.",
  ""
]

/** What the model says to a prompt that it does not understand. */
export const puzzled = "I am not sure what you would like me to do."

/** A refusal or something unreadable at the profile's rates, else null. */
export const failure = ({ refusal, unreadable }: SimulatedProfile, next: Stream): string | null => {
  const draw = next()
  if (draw < refusal) return pick(next, refusals)
  return draw < refusal + unreadable ? pick(next, ramblings) : null
}
