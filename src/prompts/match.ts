/**
 * From a prompt back to what it was rendered from.
 */
import { CategoryName } from "../domain/Observation.ts"
import { TaskName, type Variation } from "../domain/Variation.ts"
import type { PromptName, PromptPack } from "./PromptPack.ts"
import { promptText } from "./render.ts"
import { type Fields, literalLength, matchTemplate, parseTemplate, type Template } from "./Template.ts"
import { variationsOf } from "./variations.ts"

/** A prompt understood: which it is, in which variation, about what. */
export interface MatchedPrompt {
  readonly category: CategoryName
  readonly prompt: PromptName
  /** The first of the variations that share this wording. */
  readonly variation: Variation
  readonly fields: Fields
}

interface Candidate extends Omit<MatchedPrompt, "fields"> {
  readonly template: Template
}

const candidatesOf = (pack: PromptPack): readonly Candidate[] => {
  const byText = new Map<string, Candidate>()
  for (const category of CategoryName.literals) {
    for (const prompt of TaskName.literals) {
      for (const variation of variationsOf(prompt)) {
        const text = promptText(pack, category, prompt, variation)
        const key = `${category}\0${text}`
        if (!byText.has(key)) byText.set(key, { category, prompt, variation, template: parseTemplate(text) })
      }
    }
  }
  return [...byText.values()].toSorted((a, b) => literalLength(b.template) - literalLength(a.template))
}

/**
 * Compiles a pack to the inverse of rendering: the prompt's name, variation and fields, or null for any other text.
 *
 * Where several templates match, the one with the most fixed text wins.
 */
export const promptMatcher = (pack: PromptPack): (text: string) => MatchedPrompt | null => {
  const candidates = candidatesOf(pack)
  return (text) => {
    for (const { category, prompt, template, variation } of candidates) {
      const fields = matchTemplate(template, text)
      if (fields !== null) return { category, prompt, variation, fields }
    }
    return null
  }
}
