/**
 * Proof that the prompts of a pack can be told apart: each is rendered and read back.
 */
import { flagsFor } from "../domain/Variation.ts"
import { everyPrompt, type PackPrompt } from "./everyPrompt.ts"
import { exampleFields } from "./examples.ts"
import { promptMatcher } from "./match.ts"
import type { PromptPack } from "./PromptPack.ts"
import { promptText } from "./render.ts"
import { parseTemplate, renderTemplate } from "./Template.ts"

/** A prompt by its place in the pack and its flags. */
export const promptName = ({ category, prompt, variation }: Omit<PackPrompt, "wording">): string => {
  const flags = flagsFor(prompt, variation)
  return `${category}.${prompt}${flags.length === 0 ? "" : ` (${flags.join(" ")})`}`
}

/** A prompt about the example of its category. */
export const renderExample = ({ category, wording }: PackPrompt): string =>
  renderTemplate(parseTemplate(wording), exampleFields[category])

/** Prompts that are taken for others when they are read back, or for other fields; empty if there are none. */
export const readBackProblems = (pack: PromptPack): readonly string[] => {
  const match = promptMatcher(pack)
  return everyPrompt(pack).flatMap((asked) => {
    const { category, prompt, wording } = asked
    const found = match(renderExample(asked))
    if (found === null) return [`${promptName(asked)}: the prompt cannot be read back`]
    const isSame = found.category === category && found.prompt === prompt
      && promptText(pack, found.category, found.prompt, found.variation) === wording
    if (!isSame) {
      return [
        `${promptName(asked)}: its text can be taken for that of ${promptName(found)}; word them differently`
      ]
    }
    const fields = exampleFields[category]
    return Object.entries(found.fields)
      .filter(([name, value]) => value !== fields[name])
      .map(([name]) =>
        `${
          promptName(asked)
        }: {{${name}}} cannot be read back, because the text behind it also occurs in it; `
        + "put a longer text there, such as a line of its own"
      )
  })
}
