/**
 * What the simulated model is asked about, whatever the wording.
 */
import type { CategoryName } from "../../src/domain/Observation.ts"
import { letteredItems } from "../../src/prompts/lettered.ts"
import type { MatchedPrompt } from "../../src/prompts/match.ts"

export interface Question {
  readonly category: CategoryName
  readonly paragraph: string
  /** The question or the hypothesis; empty for sentiment. */
  readonly asked: string
  /** The choices without unknown; null where the prompt does not name them, and for the other categories. */
  readonly choices: readonly string[] | null
}

/** What a rule found. */
export interface Judgement {
  readonly answer: string
  /** Positions of the words that the answer rests on, among the paragraph's tokens. */
  readonly evidence: readonly number[]
}

/** The answer to a text from which the evidence is gone. */
export const unknown = "unknown"

/** The question that a prompt is about. */
export const questionOf = ({ category, fields }: MatchedPrompt): Question => {
  const { choices, hypothesis, options, paragraph = "", question } = fields
  const offered = options === undefined ? choices : options.replace(/\n[^\n]*$/, "")
  return {
    category,
    paragraph,
    asked: question ?? hypothesis ?? "",
    choices: category === "multi-choice" && offered !== undefined ? letteredItems(offered) : null
  }
}
