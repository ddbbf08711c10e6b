/**
 * Every variation that a prompt's wording depends on.
 */
import { type Persona, plainVariation, type Variation } from "../domain/Variation.ts"
import type { PromptName } from "./PromptPack.ts"

const personas: readonly Persona[] = ["objective", "you", "human"]
const masks: readonly Variation["mask"][] = ["redacted", "removed"]

const product = <A>(
  variations: readonly Variation[],
  values: readonly A[],
  set: (value: A) => Partial<Variation>
) => variations.flatMap((variation) => values.map((value) => ({ ...variation, ...set(value) })))

/** All variations of one prompt, the plain one first: each changes something that the prompt may show. */
export const variationsOf = (prompt: PromptName): readonly Variation[] => {
  const masked = product([plainVariation], masks, (mask) => ({ mask }))
  if (prompt === "classify") {
    const voiced = product(masked, personas, (classifyPersona) => ({ classifyPersona }))
    return product(voiced, [true, false], (maskNote) => ({ maskNote }))
  }
  const voiced = product(masked, personas, (taskPersona) => ({ taskPersona }))
  switch (prompt) {
    case "answerable":
      return product(voiced, [false, true], (listOptions) => ({ listOptions }))
    case "counterfactual":
      return product(voiced, [false, true], (implicitTarget) => ({ implicitTarget }))
    case "redacted":
      return product(voiced, [false, true], (short) => ({ short }))
    case "importance":
      return voiced
  }
}
