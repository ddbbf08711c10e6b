/**
 * How likely the simulated model's answers are: what its rules say before a seed decides.
 */
import { promptMatcher } from "../../src/prompts/match.ts"
import type { SimulatedModelOptions } from "./model.ts"
import { answerOdds } from "./own.ts"
import { questionOf } from "./question.ts"
import { tokeniser } from "./text/text.ts"
import { lastUserTurn } from "./text/unwrap.ts"

/** What is left for every answer that the rules rule out, and for whatever is no answer. */
const floor = 0.005

/** The answer in the JSON object that a pack may ask for. */
const inJson = (text: string): string | null => {
  try {
    const [value] = Object.values(JSON.parse(text) as object)
    return typeof value === "string" ? value : null
  } catch {
    return null
  }
}

/** The log-probability with which a prompt is answered by a text; nothing but questions is answered likely. */
export const answerScorer = ({ pack, profile }: SimulatedModelOptions) => {
  const match = promptMatcher(pack)
  const tokenise = tokeniser(pack)
  return (prompt: string, text: string): number => {
    const trimmed = text.trim()
    const answer = (trimmed.startsWith("{") ? inJson(trimmed) ?? trimmed : trimmed).toLowerCase()
    const matched = match(lastUserTurn(prompt))
    if (matched?.prompt !== "classify") return Math.log(floor)
    const odds = answerOdds(profile, questionOf(matched), tokenise)
    const [, share = 0] = [...odds].find(([given]) => given.toLowerCase() === answer) ?? []
    return Math.log((1 - floor) * share + floor)
  }
}
