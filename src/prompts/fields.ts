/**
 * Which fields a prompt may and must name.
 */
import type { CategoryName } from "../domain/Observation.ts"
import type { Variation } from "../domain/Variation.ts"
import type { PromptName } from "./PromptPack.ts"

/**
 * The observation's fields by category, beside `paragraph`:
 *
 * - `question`, `hypothesis`: as in the observation
 * - `options`: the choices and unknown, one lettered line each
 * - `choices`: the choices alone, one lettered line each
 * - `target`: the answer that a counterfactual edit is to bring about
 */
const optional: { readonly [Name in CategoryName]: readonly string[] } = {
  sentiment: [],
  "multi-choice": ["question", "options", "choices"],
  entailment: ["hypothesis"]
}

const inherent: { readonly [Name in CategoryName]: readonly string[] } = {
  sentiment: ["paragraph"],
  "multi-choice": ["paragraph", "question"],
  entailment: ["paragraph", "hypothesis"]
}

const namesTarget = (prompt: PromptName, variation: Variation) =>
  prompt === "counterfactual" && !variation.implicitTarget

/** The fields that the prompt is given. */
export const allowedFields = (
  category: CategoryName,
  prompt: PromptName,
  variation: Variation
): readonly string[] => [
  "paragraph",
  ...optional[category],
  ...(namesTarget(prompt, variation) ? ["target"] : [])
]

/** The fields without which the prompt cannot be understood. */
export const requiredFields = (
  category: CategoryName,
  prompt: PromptName,
  variation: Variation
): readonly string[] => {
  const fields = [...inherent[category]]
  if (namesTarget(prompt, variation)) fields.push("target")
  if (category === "multi-choice") {
    if (prompt === "classify") fields.push("options")
    if (prompt === "answerable" && variation.listOptions) fields.push("choices")
    if (prompt === "counterfactual" && variation.implicitTarget) fields.push("choices")
  }
  return fields
}
