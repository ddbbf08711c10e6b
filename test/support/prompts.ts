/**
 * Every prompt that the default pack can make.
 */
import { CategoryName } from "../../src/domain/Observation.ts"
import { TaskName, type Variation } from "../../src/domain/Variation.ts"
import { defaultPack } from "../../src/prompts/defaultPack.ts"
import { promptText } from "../../src/prompts/render.ts"
import { variationsOf } from "../../src/prompts/variations.ts"

export interface AnyPrompt {
  readonly category: CategoryName
  readonly prompt: TaskName
  readonly variation: Variation
  /** The wording, with only the observation's fields left open. */
  readonly wording: string
}

export const defaultPrompts: readonly AnyPrompt[] = CategoryName.literals.flatMap((category) =>
  TaskName.literals.flatMap((prompt) =>
    variationsOf(prompt).map((variation) => ({
      category,
      prompt,
      variation,
      wording: promptText(defaultPack, category, prompt, variation)
    }))
  )
)
