import { describe, expect, it } from "@effect/vitest"
import { CategoryName } from "../../src/domain/Observation.ts"
import { type Persona, plainVariation, TaskName, type Variation } from "../../src/domain/Variation.ts"
import { defaultPack } from "../../src/prompts/defaultPack.ts"
import { promptText } from "../../src/prompts/render.ts"
import { packProblems } from "../../src/prompts/validate.ts"
import { builtInPrompts } from "../support/prompts.ts"

const wordingOf = (category: CategoryName, prompt: TaskName, change: Partial<Variation> = {}) =>
  promptText(defaultPack, category, prompt, { ...plainVariation, ...change })

const prompts = CategoryName.literals.flatMap((category) =>
  TaskName.literals.map((prompt) => ({ category, prompt }))
)

describe("the default pack", () => {
  it("has no problems", () => {
    expect(packProblems(defaultPack)).toEqual([])
  })

  it("has the masks of the paper", () => {
    expect(defaultPack.masks).toEqual({
      redacted: { token: "[REDACTED]", word: "redacted" },
      removed: { token: "[REMOVED]", word: "removed" }
    })
  })

  it.each(builtInPrompts)(
    "forbids explanation and gives the paragraph last: $packName $category.$prompt",
    ({ wording }) => {
      expect(wording).toMatch(/Do not explain your answer\.|without an explanation\./)
      expect(wording).toMatch(/[^\n]\n\nParagraph: \{\{paragraph\}\}$/)
      expect(wording.match(/\{\{paragraph\}\}/g)).toHaveLength(1)
    }
  )

  it.each(builtInPrompts)("reads as whole sentences: $packName $category.$prompt", ({ wording }) => {
    expect(wording).not.toMatch(/ {2}| \n|\.\.|\n{3}|^\s|\{\{(?:persona|goal|request|\w+_note|mask_\w+)\}\}/)
    expect(wording).toMatch(/^[A-Z]/)
  })

  it.each(prompts)("names the persona and no other: $category.$prompt", ({ category, prompt }) => {
    const key = prompt === "classify" ? "classifyPersona" : "taskPersona"
    const voice = (persona: Persona) => wordingOf(category, prompt, { [key]: persona })
    expect(voice("you")).toMatch(/\byou\b/)
    expect(voice("you")).not.toMatch(/\bhuman\b/)
    expect(voice("human")).toMatch(/\bhuman\b/)
    expect(voice("human")).not.toMatch(/\byou\b/)
    expect(voice("objective")).not.toMatch(/\byou\b|\bhuman\b/)
  })

  it.each(prompts)(
    "does not let the other prompt's persona in: $category.$prompt",
    ({ category, prompt }) => {
      const key = prompt === "classify" ? "taskPersona" : "classifyPersona"
      expect(wordingOf(category, prompt, { [key]: "human" })).toBe(wordingOf(category, prompt))
    }
  )

  it("says in the question that words may be masked, with word and token, unless c-no-redacted", () => {
    for (const category of CategoryName.literals) {
      expect(wordingOf(category, "classify")).toMatch(/\bredacted\b.*\[REDACTED\]/)
      expect(wordingOf(category, "classify", { mask: "removed" })).toMatch(/\bremoved\b.*\[REMOVED\]/)
      expect(wordingOf(category, "classify", { maskNote: false })).not.toMatch(/redacted|removed/i)
    }
  })

  it("lists the answers with i-options only: multi-choice without unknown, the others with all", () => {
    const listed = (category: CategoryName) => wordingOf(category, "answerable", { listOptions: true })
    expect(listed("sentiment")).toContain("\"positive\", \"negative\", \"neutral\" and \"unknown\"")
    expect(listed("multi-choice")).toContain("{{choices}}")
    expect(listed("multi-choice")).not.toContain("{{options}}")
    expect(listed("entailment")).toContain("1) yes, 2) no and 3) unknown")
    for (const category of CategoryName.literals) {
      expect(wordingOf(category, "answerable")).not.toMatch(/unknown|\{\{choices\}\}/)
    }
  })

  it("names the target only where it is explicit, and all choices where it is not", () => {
    for (const category of CategoryName.literals) {
      expect(wordingOf(category, "counterfactual")).toContain("\"{{target}}\"")
      expect(wordingOf(category, "counterfactual", { implicitTarget: true })).not.toContain("{{target}}")
    }
    const implicit = wordingOf("multi-choice", "counterfactual", { implicitTarget: true })
    expect(implicit).toContain("{{choices}}")
    expect(implicit).not.toContain("{{options}}")
    expect(wordingOf("multi-choice", "counterfactual")).not.toContain("{{choices}}")
  })

  it("offers every answer in the question", () => {
    expect(wordingOf("sentiment", "classify"))
      .toContain("\"positive\", \"negative\", \"neutral\" or \"unknown\"")
    expect(wordingOf("multi-choice", "classify")).toContain("{{options}}")
    expect(wordingOf("entailment", "classify")).toContain("1) yes\n2) no\n3) unknown")
  })

  it("asks for few edits, for the mask token, and for words, each in its task", () => {
    for (const category of CategoryName.literals) {
      expect(wordingOf(category, "counterfactual")).toContain("as few edits as possible")
      expect(wordingOf(category, "redacted")).toMatch(/matter most.*with \[REDACTED\], such that without/)
      expect(wordingOf(category, "redacted", { short: true })).toMatch(/with \[REDACTED\] such that/)
      expect(wordingOf(category, "redacted", { short: true })).not.toContain("matter most")
      expect(wordingOf(category, "importance")).toMatch(/^List the words .*matter most.*such that without/)
      expect(wordingOf(category, "importance")).not.toContain("[REDACTED]")
    }
  })
})
