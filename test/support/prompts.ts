/**
 * Every prompt of the built-in packs.
 */
import { defaultPack } from "../../src/prompts/defaultPack.ts"
import { everyPrompt } from "../../src/prompts/everyPrompt.ts"
import { builtInPacks } from "../../src/prompts/packs.ts"

export const defaultPrompts = everyPrompt(defaultPack)

/** With the pack that each is from. */
export const builtInPrompts = builtInPacks.flatMap(({ pack }) =>
  everyPrompt(pack).map((prompt) => ({ pack, packName: pack.name, ...prompt }))
)
