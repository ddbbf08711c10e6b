/**
 * From a prompt back to what it was rendered from.
 */
import type { CategoryName } from "../domain/Observation.ts"
import type { Variation } from "../domain/Variation.ts"
import { everyPrompt } from "./everyPrompt.ts"
import type { PromptName, PromptPack } from "./PromptPack.ts"
import { type Fields, literalLength, matchTemplate, parseTemplate, type Template } from "./Template.ts"

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
  const byWording = new Map<string, Candidate>()
  for (const { category, prompt, variation, wording } of everyPrompt(pack)) {
    const key = `${category}\0${wording}`
    if (!byWording.has(key)) {
      byWording.set(key, { category, prompt, variation, template: parseTemplate(wording) })
    }
  }
  return [...byWording.values()].toSorted((a, b) => literalLength(b.template) - literalLength(a.template))
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
