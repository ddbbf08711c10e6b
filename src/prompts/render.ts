/**
 * From a pack to the templates and texts of its prompts.
 */
import type { CategoryName } from "../domain/Observation.ts"
import type { Variation } from "../domain/Variation.ts"
import { partsOf, type PromptName, type PromptPack } from "./PromptPack.ts"
import { type Fields, parseTemplate, renderTemplate, substitute, type Template } from "./Template.ts"

/** Parts may name parts; two rounds after the first resolve every sensible nesting, and a loop ends. */
const nesting = 3

/** The wording of one prompt with its parts and mask put in; only the observation's fields are left open. */
export const promptText = (
  pack: PromptPack,
  category: CategoryName,
  prompt: PromptName,
  variation: Variation
): string => {
  const { token, word } = pack.masks[variation.mask]
  const known = { ...partsOf(pack, category, prompt, variation), mask_token: token, mask_word: word }
  let text = pack[category][prompt].template
  for (let round = 0; round < nesting; round++) text = substitute(text, known)
  return text
}

/** The template of one prompt in one variation. */
export const promptTemplate = (
  pack: PromptPack,
  category: CategoryName,
  prompt: PromptName,
  variation: Variation
): Template => parseTemplate(promptText(pack, category, prompt, variation))

/** The text of one prompt about one observation. */
export const renderPrompt = (
  pack: PromptPack,
  category: CategoryName,
  prompt: PromptName,
  variation: Variation,
  fields: Fields
): string => renderTemplate(promptTemplate(pack, category, prompt, variation), fields)
