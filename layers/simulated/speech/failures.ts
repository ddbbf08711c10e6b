/**
 * Answers that are none, which chat models give too.
 */
import type { SimulatedProfile } from "../profile.ts"
import { pick, type Stream } from "../text/draw.ts"

const refusals = [
  "I'm sorry, but I cannot help with that.",
  "I cannot help with this request.",
  "I apologize, but I am not able to help with that request.",
  "Sorry, I can't assist with that."
]

/** What the model says to a prompt that it does not understand. */
export const puzzled = "I'm sorry, but I do not understand what you would like me to do."

/** None of these could be taken for an answer to any of the questions, nor for a text or a list. */
const unreadable = [puzzled, "Could you please clarify your request?", "…", ""]

/** A refusal or something unreadable at the profile's rates, else null. */
export const failure = (profile: SimulatedProfile, next: Stream): string | null => {
  const draw = next()
  if (draw < profile.refusal) return pick(next, refusals)
  return draw < profile.refusal + profile.unreadable ? pick(next, unreadable) : null
}
