import { describe, expect, it } from "@effect/vitest"
import fc from "fast-check"
import type { CategoryName } from "../../src/domain/Observation.ts"
import { plainVariation } from "../../src/domain/Variation.ts"
import { defaultPack } from "../../src/prompts/defaultPack.ts"
import { letteredList } from "../../src/prompts/lettered.ts"
import { promptMatcher } from "../../src/prompts/match.ts"
import { builtInPacks } from "../../src/prompts/packs.ts"
import { promptText, renderPrompt } from "../../src/prompts/render.ts"
import { type Fields, parseTemplate } from "../../src/prompts/Template.ts"
import { builtInPrompts, defaultPrompts } from "../support/prompts.ts"

const match = promptMatcher(defaultPack)
const matchers = new Map(builtInPacks.map(({ pack }) => [pack, promptMatcher(pack)]))

const awkward: Fields = {
  paragraph:
    "Line one.\n\nQuestion: is this \"the\" question?\n{{target}} {curly} {{ paragraph }}\n\nParagraph: \\n $& $1\n",
  question: "Where is \"the\" {{milk}}?\nReally, 'where'? $1",
  hypothesis: "She said: \"{{no}}\"\nand left. 100 % $&",
  options: letteredList(["a) kitchen", "\"hall\" {{way}}", "unknown"]),
  choices: letteredList(["a) kitchen", "\"hall\" {{way}}"]),
  target: "\"hall\" {{way}}"
}

const ownFields = (wording: string, fields: Fields): Fields =>
  Object.fromEntries(parseTemplate(wording).names.map((name) => [name, fields[name]!]))

describe("promptMatcher", () => {
  it.each(builtInPrompts)(
    "parses $category.$prompt of $packName back, in every variation and with awkward contents",
    (asked) => {
      const { category, pack, prompt, variation, wording } = asked
      const text = renderPrompt(pack, category, prompt, variation, awkward)
      const found = matchers.get(pack)!(text)
      expect(found).toMatchObject({ category, prompt, fields: ownFields(wording, awkward) })
      expect(promptText(pack, found!.category, found!.prompt, found!.variation)).toBe(wording)
    }
  )

  it.each(builtInPrompts)("parses $category.$prompt of $packName back with empty contents", (asked) => {
    const { category, pack, prompt, variation, wording } = asked
    const empty = { paragraph: "", question: "", hypothesis: "", options: "", choices: "", target: "" }
    const found = matchers.get(pack)!(renderPrompt(pack, category, prompt, variation, empty))
    expect(found).toMatchObject({ category, prompt, fields: ownFields(wording, empty) })
  })

  it("parses any paragraph back", () => {
    const fields = (paragraph: string): Fields => ({ ...awkward, paragraph })
    fc.assert(
      fc.property(
        fc.constantFrom(...defaultPrompts),
        fc.string({ unit: "binary" }),
        ({ category, prompt, variation, wording }, paragraph) => {
          const text = renderPrompt(defaultPack, category, prompt, variation, fields(paragraph))
          expect(match(text)).toMatchObject({
            category,
            prompt,
            fields: ownFields(wording, fields(paragraph))
          })
        }
      ),
      { numRuns: 300 }
    )
  })

  it("parses a paragraph that quotes another whole prompt back", () => {
    for (const { category, prompt, variation, wording } of defaultPrompts) {
      const paragraph = renderPrompt(defaultPack, "entailment", "classify", plainVariation, awkward)
      const fields = { ...awkward, paragraph }
      expect(match(renderPrompt(defaultPack, category, prompt, variation, fields)))
        .toMatchObject({ category, prompt, fields: ownFields(wording, fields) })
    }
  })

  it("tells the mask token where the wording shows it", () => {
    const asked = (category: CategoryName) =>
      match(renderPrompt(defaultPack, category, "redacted", { ...plainVariation, mask: "removed" }, awkward))
    for (const category of ["sentiment", "multi-choice", "entailment"] as const) {
      expect(asked(category)?.variation.mask).toBe("removed")
    }
  })

  it("matches nothing else", () => {
    const text = renderPrompt(defaultPack, "sentiment", "classify", plainVariation, awkward)
    for (const other of ["", "Hello", ` ${text}`, text.slice(1), text.replace("Paragraph: ", "Text: ")]) {
      expect(match(other)).toBeNull()
    }
  })
})
