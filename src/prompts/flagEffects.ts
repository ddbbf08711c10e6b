/**
 * Which flags change which prompt.
 */
import { CategoryName } from "../domain/Observation.ts"
import { flagsOf, TaskName, variationOf } from "../domain/Variation.ts"
import type { PromptName, PromptPack } from "./PromptPack.ts"
import { promptText } from "./render.ts"

/** The prompts that show a mask, by its word or its token. */
const masking: ReadonlySet<PromptName> = new Set(["classify", "redacted"])

/** The flags that are there to change a prompt's own wording; every `c-` flag is for the question alone. */
export const flagsOfPrompt = (prompt: PromptName): readonly string[] =>
  flagsOf(prompt).filter((flag) =>
    flag === "m-removed" ? masking.has(prompt) : prompt === "classify" || !flag.startsWith("c-")
  )

/** The flags that leave a prompt of the pack as it is though they are there to change it, each with its place. */
export const idleFlags = (pack: PromptPack): readonly string[] =>
  CategoryName.literals.flatMap((category) =>
    TaskName.literals.flatMap((prompt) => {
      const wording = (flags: readonly string[]) => promptText(pack, category, prompt, variationOf(flags))
      return flagsOfPrompt(prompt)
        .filter((flag) => wording([flag]) === wording([]))
        .map((flag) => `${category}.${prompt}: ${flag} changes nothing`)
    })
  )
