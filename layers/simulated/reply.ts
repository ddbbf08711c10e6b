/**
 * What the simulated model means to say, before it says it in the way of a chat model.
 */
import type { MatchedPrompt } from "../../src/prompts/match.ts"
import type { PromptPack } from "../../src/prompts/PromptPack.ts"
import { counterfactual } from "./explanations/counterfactual.ts"
import { chosenOnly, everywhere, maskedWords } from "./explanations/undetermined.ts"
import { type Mind, ownAnswer, questionKey } from "./own.ts"
import { type Question, questionOf, unknown } from "./question.ts"
import { stream } from "./text/draw.ts"

export type Reply =
  | { readonly kind: "answer"; readonly question: Question; readonly answer: string }
  | { readonly kind: "ability"; readonly answer: "no" | "yes" }
  | { readonly kind: "paragraph"; readonly manner: "edited" | "redacted"; readonly text: string }
  | { readonly kind: "words"; readonly words: readonly string[] }

/** The words at some positions, each once, as they are first written. */
const distinctWords = (
  { tokenise }: Mind,
  paragraph: string,
  positions: readonly number[]
): readonly string[] => {
  const tokens = tokenise(paragraph)
  const words = new Map<string, string>()
  for (const { end, lower, start } of positions.map((i) => tokens[i]!)) {
    if (!words.has(lower)) words.set(lower, paragraph.slice(start, end))
  }
  return [...words.values()]
}

/** The reply to an understood prompt. */
export const replyTo = (mind: Mind, pack: PromptPack, matched: MatchedPrompt): Reply => {
  const { fields, prompt, variation } = matched
  const question = questionOf(matched)
  if (prompt === "classify") return { kind: "answer", question, answer: ownAnswer(mind, question).answer }
  const { profile, seed, tokenise } = mind
  const next = stream(
    "explain",
    profile.name,
    seed,
    prompt,
    questionKey(question, tokenise(question.paragraph))
  )
  const isFaithful = next() < profile.faithfulness
  const mask = pack.masks[variation.mask].token
  switch (prompt) {
    case "answerable": {
      const isDefinite = ownAnswer(mind, question).answer !== unknown
      return { kind: "ability", answer: isDefinite === isFaithful ? "yes" : "no" }
    }
    case "counterfactual": {
      const text = counterfactual(mind, question, fields["target"], isFaithful, next)
      return { kind: "paragraph", manner: "edited", text }
    }
    case "redacted": {
      const { masked } = maskedWords(mind, question, mask, chosenOnly, isFaithful, next)
      return { kind: "paragraph", manner: "redacted", text: masked }
    }
    case "importance": {
      const { positions } = maskedWords(mind, question, mask, everywhere, isFaithful, next)
      return { kind: "words", words: distinctWords(mind, question.paragraph, positions) }
    }
  }
}
