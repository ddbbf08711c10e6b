/**
 * The packs that docs/prompt-packs.md shows can be used, and what its tables say is so.
 */
import { describe, expect, it } from "@effect/vitest"
import { Either } from "effect"
import { readFileSync } from "node:fs"
import { parse } from "yaml"
import { simulatedModel } from "../../layers/simulated/model.ts"
import { plainVariation, variationOf } from "../../src/domain/Variation.ts"
import { exampleFields } from "../../src/prompts/examples.ts"
import { idleFlags } from "../../src/prompts/flagEffects.ts"
import { builtInPacks } from "../../src/prompts/packs.ts"
import { renderPrompt } from "../../src/prompts/render.ts"
import { decodePack } from "../../src/prompts/validate.ts"
import { faithful } from "../support/simulated.ts"

const guide = readFileSync(new URL("../../docs/prompt-packs.md", import.meta.url), "utf8")
const [courteous, structured] = [...guide.matchAll(/```yaml\n(.*?)```/gs)].map(([, text]) =>
  Either.getOrThrow(decodePack(parse(text!)))
)

describe("docs/prompt-packs.md", () => {
  it("shows two whole packs, in which every flag is at work", () => {
    expect([courteous?.name, structured?.name]).toEqual(["courteous", "courteous-structured"])
    expect(idleFlags(courteous!)).toEqual([])
    expect(idleFlags(structured!)).toEqual([])
  })

  it("shows a pack that words a question otherwise", () => {
    expect(
      renderPrompt(courteous!, "sentiment", "classify", variationOf(["m-removed", "c-persona-you"]), {
        paragraph: "Fine."
      })
    ).toBe(
      "Please read the review at the end of this message. What do you take its sentiment to be? Words that were removed "
        + "are shown as [REMOVED].\n\nReply with a single word: positive, negative, neutral or unknown. Do not explain "
        + "your answer.\n\nReview: Fine."
    )
  })

  it("shows packs that the simulated model understands, in JSON too", () => {
    const ask = (
      pack: typeof courteous,
      ...[category, prompt]: ["sentiment" | "entailment", "classify" | "answerable"]
    ) =>
      simulatedModel({ profile: faithful, pack: pack! })(
        renderPrompt(pack!, category, prompt, plainVariation, exampleFields[category]),
        0
      )
    expect(ask(courteous, "sentiment", "classify")).toMatch(/positive/i)
    expect(JSON.parse(ask(structured, "entailment", "answerable"))).toEqual({ possible: "yes" })
  })

  it("names every built-in pack", () => {
    for (const { pack } of builtInPacks) expect(guide).toContain(`| \`${pack.name}\``)
  })
})
