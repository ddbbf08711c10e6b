/** Negation inside a clause: how many words before a predicate turn it around. */
import { anyOf, eachMatch, oneOf } from "../cleaning/text.ts"

const saying = oneOf([
  "say",
  "claim",
  "argue",
  "answer",
  "conclude",
  "state",
  "think",
  "believe",
  "call it",
  "assume"
])

const negators = [
  "not",
  "never",
  "no",
  "no one",
  "nobody",
  "nothing",
  "nowhere",
  "none",
  "neither",
  "hardly",
  "barely",
  "scarcely",
  "far from",
  "anything but",
  "(?:fails?|failed|failing) to",
  "doubt(?:s|ed|ful)?",
  "denies that",
  "deny that",
  `(?:a stretch|an exaggeration|wrong|false|incorrect|a mistake|premature|rash|misleading|too much) to ${saying}`,
  "unlikely (?:that|to)",
  "nor"
]

/** Words that look like negations and turn nothing around. */
const idioms = [
  "not (?:only|just|merely|simply|surprising(?:ly)?)",
  "(?:without|no|beyond)(?: any| a| much)? (?:doubt|question)",
  "no (?:matter|wonder|problem|need|ambiguity|uncertainty)",
  "whether or not",
  "or not",
  "if not",
  "why not",
  "nothing but",
  "no less",
  "not to mention"
]

const turning = new RegExp(`\\b(?:(${anyOf(idioms)})|${anyOf(negators)})\\b`, "g")

/** How many negations stand in `lower` before `end`. */
export const negationsBefore = (lower: string, end: number): number => {
  if (end <= 0) return 0
  let count = 0
  const before = lower.slice(Math.max(0, end - 160), end)
  for (const found of eachMatch(before, turning)) {
    if (found[1] === undefined) count += 1
  }
  return count
}

/** Whether what stands at `at` is turned into its opposite. */
export const isTurned = (lower: string, at: number): boolean => negationsBefore(lower, at) % 2 === 1
