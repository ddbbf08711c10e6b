/**
 * The packs that need no file.
 */
import { defaultPack } from "./defaultPack.ts"
import type { PromptPack } from "./PromptPack.ts"
import { structuredPack } from "./structuredPack.ts"

/** A built-in pack and what it is for, in a sentence. */
export interface BuiltInPack {
  readonly pack: PromptPack
  readonly purpose: string
}

/** The packs of this package. */
export const builtInPacks: readonly BuiltInPack[] = [
  { pack: defaultPack, purpose: "asks in plain words for plain answers, with every variation of the paper" },
  {
    pack: structuredPack,
    purpose: "the same questions with answers in JSON, which servers that can are made to force"
  }
]

/** A built-in pack by its name. */
export const builtInPack = (name: string): PromptPack | undefined =>
  builtInPacks.find(({ pack }) => pack.name === name)?.pack
