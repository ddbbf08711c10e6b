/**
 * Every variation that a prompt's wording depends on.
 */
import { type Persona, plainVariation, type Variation } from "../domain/Variation.ts"
import type { PromptName } from "./PromptPack.ts"

const personas: readonly Persona[] = ["objective", "you", "human"]
const masks: readonly Variation["mask"][] = ["redacted", "removed"]
const booleans = [true, false]

const product = <A>(
  variations: readonly Variation[],
  values: readonly A[],
  set: (value: A) => Partial<Variation>
) => variations.flatMap((variation) => values.map((value) => ({ ...variation, ...set(value) })))

/** All variations of one prompt: each changes something that the prompt may show. */
export const variationsOf = (prompt: PromptName): readonly Variation[] => {
  const masked = product([plainVariation], masks, (mask) => ({ mask }))
  if (prompt === "classify") {
    const voiced = product(masked, personas, (classifyPersona) => ({ classifyPersona }))
    return product(voiced, booleans, (maskNote) => ({ maskNote }))
  }
  const voiced = product(masked, personas, (taskPersona) => ({ taskPersona }))
  switch (prompt) {
    case "answerable":
      return product(voiced, booleans, (listOptions) => ({ listOptions }))
    case "counterfactual":
      return product(voiced, booleans, (implicitTarget) => ({ implicitTarget }))
    case "redacted":
      return product(voiced, booleans, (short) => ({ short }))
    case "importance":
      return voiced
  }
}
