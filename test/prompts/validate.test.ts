import { describe, expect, it } from "@effect/vitest"
import { Either } from "effect"
import { defaultPack } from "../../src/prompts/defaultPack.ts"
import type { PromptPack } from "../../src/prompts/PromptPack.ts"
import { decodePack } from "../../src/prompts/validate.ts"

type Loose = { [key: string]: Loose } & string

/** The default pack as a user's data, with a change. */
const changed = (change: (pack: Loose) => void): unknown => {
  const pack = structuredClone(defaultPack) as unknown as Loose
  change(pack)
  return pack
}

const problems = (data: unknown): readonly string[] => {
  const outcome = decodePack(data)
  if (Either.isRight(outcome)) return []
  expect(outcome.left.message).toBe(outcome.left.problems.join("\n"))
  return outcome.left.problems
}

const withTemplate = (category: keyof PromptPack, prompt: string, template: string) =>
  problems(changed((pack) => {
    pack[category]![prompt]!["template"] = template as Loose
  }))

describe("decodePack", () => {
  it("takes the default pack, also after a round through JSON", () => {
    expect(decodePack(JSON.parse(JSON.stringify(defaultPack)))).toEqual(Either.right(defaultPack))
  })

  it("leaves the names of the built-in packs to them", () => {
    const data = changed((pack) => {
      pack["sentiment"]!["importance"]!["persona"]!["you"] = "you would not know its sentiment" as Loose
    })
    expect(problems(data)).toEqual([
      "name: default is a built-in pack, and this one differs from it: give it another name"
    ])
  })

  it("names a missing placeholder and its place", () => {
    expect(withTemplate("sentiment", "classify", "{{persona}}{{mask_note}} No explanation."))
      .toContain("sentiment.classify: the placeholder {{paragraph}} is missing")
    expect(withTemplate("entailment", "importance", "{{persona}} Paragraph: {{paragraph}}"))
      .toEqual(["entailment.importance: the placeholder {{hypothesis}} is missing"])
    expect(withTemplate("multi-choice", "classify", "{{persona}}{{mask_note}} {{question}} {{paragraph}}"))
      .toEqual(["multi-choice.classify: the placeholder {{options}} is missing"])
  })

  it("names a target that only one part names", () => {
    const data = changed((pack) => {
      pack["sentiment"]!["counterfactual"]!["goal"]!["explicit"] = "the opposite" as Loose
    })
    expect(problems(data)).toEqual(["sentiment.counterfactual: the placeholder {{target}} is missing"])
  })

  it("wants the choices where an implicit target or i-options needs them", () => {
    const data = changed((pack) => {
      pack["multi-choice"]!["answerable"]!["answers_note"]!["with"] = " Say it." as Loose
      pack["multi-choice"]!["counterfactual"]!["goal"]!["implicit"] =
        "Edit so that {{persona}} another." as Loose
    })
    expect(problems(data)).toEqual([
      "multi-choice.answerable: the placeholder {{choices}} is missing",
      "multi-choice.counterfactual: the placeholder {{choices}} is missing"
    ])
  })

  it("wants the mask token in a request to mask words", () => {
    const data = changed((pack) => {
      pack["entailment"]!["redacted"]!["request"]!["short"] = "Black out words so that {{persona}}." as Loose
    })
    expect(problems(data)).toEqual(["entailment.redacted: the placeholder {{mask_token}} is missing"])
  })

  it("names an unknown placeholder, and those that the prompt is given", () => {
    const template = "{{persona}}{{mask_note}} {{hypothesis}} Paragraph: {{paragraph}}"
    expect(withTemplate("sentiment", "classify", template))
      .toEqual(["sentiment.classify: unknown placeholder {{hypothesis}}; this prompt is given paragraph"])
  })

  it("tells which placeholder an unknown one may have been meant for, once", () => {
    expect(withTemplate("sentiment", "importance", "{{persona}} {{paragraf}}")).toEqual([
      "sentiment.importance: the placeholder {{paragraph}} is missing",
      "sentiment.importance: unknown placeholder {{paragraf}} (did you mean paragraph?); this prompt is given paragraph"
    ])
  })

  it("knows a placeholder only where it makes sense", () => {
    const template = "{{persona}} {{target}} {{hypothesis}} {{paragraph}}"
    expect(withTemplate("entailment", "importance", template)).toEqual([
      "entailment.importance: unknown placeholder {{target}}; this prompt is given paragraph, hypothesis"
    ])
  })

  it("does not take what every object has for a placeholder", () => {
    const template = "{{persona}}{{mask_note}} {{constructor}} Paragraph: {{paragraph}}"
    expect(withTemplate("sentiment", "classify", template))
      .toEqual(["sentiment.classify: unknown placeholder {{constructor}}; this prompt is given paragraph"])
  })

  it("wants the paragraph last, because it may hold any text at all", () => {
    expect(withTemplate("entailment", "importance", "{{persona}} {{paragraph}} {{hypothesis}}"))
      .toEqual(["entailment.importance: {{paragraph}} must be the last placeholder"])
  })

  it("names two placeholders that nothing separates", () => {
    expect(withTemplate("entailment", "importance", "{{persona}} {{hypothesis}}{{paragraph}}"))
      .toEqual(["entailment.importance: {{hypothesis}} and {{paragraph}} need some text between them"])
  })

  it("names the right two of several placeholders", () => {
    const template = "{{persona}}{{mask_note}} {{question}} {{options}}{{paragraph}}"
    expect(withTemplate("multi-choice", "classify", template))
      .toEqual(["multi-choice.classify: {{options}} and {{paragraph}} need some text between them"])
  })

  it("sees two placeholders meet where a part is empty", () => {
    const template = "{{persona}} {{question}}{{answers_note}}{{paragraph}}"
    expect(withTemplate("multi-choice", "answerable", template)).toEqual([
      "multi-choice.answerable: {{question}} and {{paragraph}} need some text between them",
      "multi-choice.answerable: {{choices}} and {{paragraph}} need some text between them"
    ])
  })

  it("refuses braces that are no placeholder", () => {
    const [problem, ...others] = withTemplate(
      "sentiment",
      "importance",
      "{{persona}} {{Paragraph}} {{paragraph}}"
    ).filter((text) => text.includes("brace"))
    expect(problem).toMatch(
      /^sentiment\.importance: a brace pair that is no placeholder in ".*\{\{Paragraph\}\}/
    )
    expect(others).toHaveLength(2)
  })

  it("names the place of a wrong type and of a missing part", () => {
    const data = changed((pack) => {
      pack["sentiment"]!["classify"]!["persona"]!["you"] = 7 as unknown as Loose
      delete pack["masks"]!["removed"]!["token"]
    })
    const found = problems(data)
    expect(found).toHaveLength(2)
    expect(found).toContainEqual(expect.stringMatching(/^sentiment\.classify\.persona\.you: .*string.*7/))
    expect(found).toContainEqual(expect.stringMatching(/^masks\.removed\.token: is missing/))
  })

  it("names an excess key, so that a slip of the pen is not ignored", () => {
    const data = changed((pack) => {
      pack["entailment"]!["redacted"]!["requests"] = "x" as Loose
    })
    expect(problems(data)).toEqual([expect.stringMatching(/^entailment\.redacted\.requests: is unexpected/)])
  })

  it("refuses empty masks and names", () => {
    const found = problems(changed((pack) => {
      pack["name"] = " " as Loose
      pack["masks"]!["redacted"]!["word"] = "" as Loose
    }))
    expect(found.map((problem) => problem.split(":")[0])).toEqual(
      expect.arrayContaining(["name", "masks.redacted.word"])
    )
  })

  it("refuses what is no object at all", () => {
    for (const data of [null, "pack", [], 3]) expect(problems(data)[0]).toMatch(/^the pack: |^name: /)
  })

  it("reports every problem at once", () => {
    const data = changed((pack) => {
      pack["sentiment"]!["classify"]!["template"] = "x {{paragraph}} {{question}} {{paragraph}}" as Loose
      pack["entailment"]!["classify"]!["template"] = "x {{paragraph}}" as Loose
    })
    expect(problems(data)).toEqual([
      "sentiment.classify: unknown placeholder {{question}}; this prompt is given paragraph",
      "entailment.classify: the placeholder {{hypothesis}} is missing"
    ])
  })
})
