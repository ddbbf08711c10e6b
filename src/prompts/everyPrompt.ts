/**
 * Every prompt that a pack can make.
 */
import { CategoryName } from "../domain/Observation.ts"
import { TaskName, type Variation } from "../domain/Variation.ts"
import type { PromptName, PromptPack } from "./PromptPack.ts"
import { promptText } from "./render.ts"
import { variationsOf } from "./variations.ts"

/** One prompt in one variation. */
export interface PackPrompt {
  readonly category: CategoryName
  readonly prompt: PromptName
  readonly variation: Variation
  /** The wording, with only the observation's fields left open. */
  readonly wording: string
}

/** The prompts of a pack: each category, each prompt, each variation that the prompt could depend on. */
export const everyPrompt = (pack: PromptPack): readonly PackPrompt[] =>
  CategoryName.literals.flatMap((category) =>
    TaskName.literals.flatMap((prompt) =>
      variationsOf(prompt).map((variation) => ({
        category,
        prompt,
        variation,
        wording: promptText(pack, category, prompt, variation)
      }))
    )
  )
