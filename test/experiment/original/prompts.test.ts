import { describe, expect, it } from "@effect/vitest"
import { Either } from "effect"
import { makeExperiment } from "../../../src/experiment/Experiment.ts"
import { choicesIn, hypothesisIn, paragraphIn, wrappingOf } from "../../../src/experiment/original/prompts.ts"

const experimentOf = (name: string, system?: string) =>
  Either.getOrThrow(makeExperiment({ model: { name }, dataset: "IMDB", task: "classify", system }))

describe("the original's prompts", () => {
  it.each([["llama2-7b", "none"], ["llama2-7b", "default"], ["falcon-7b", "default"], [
    "mistral-v1-7b",
    "none"
  ]])(
    "give back their message in the format of %s with the system message %s",
    (name, system) => {
      const { unwrap, wrap } = wrappingOf(experimentOf(name, system))
      const text = "Which?\n\nParagraph: A [/INST] B\nUser: C"
      expect(unwrap(wrap(text))).toBe(text)
      expect(unwrap("something else")).toBeNull()
    }
  )

  it("have the paragraph after its heading", () => {
    expect(paragraphIn("Ask.\n\nParagraph: one\n\ntwo")).toBe("one\n\ntwo")
    expect(paragraphIn("Ask.\n\nParagraph: ")).toBe("")
    expect(paragraphIn("Paragraph: one")).toBeNull()
  })

  it("list the choices before unknown", () => {
    const list = (text: string) =>
      choicesIn(`Where? a) "no list" Answer ${text} if need be.\n\nParagraph: a) "x", or b) "unknown"`)
    expect(list("a) \"hall\", b) \"park\", or c) \"unknown\"")).toEqual(["hall", "park"])
    expect(list("a) \"hall\", or b) \"unknown\"")).toEqual(["hall"])
    expect(list("a) \"a \"big\" hall\", b) \"unknown park\", or c) \"unknown\"")).toEqual([
      "a \"big\" hall",
      "unknown park"
    ])
    expect(list("as you like")).toBeNull()
    expect(choicesIn("a) \"hall\", or b) \"unknown\"")).toBeNull()
  })

  it("are noted beside an entailment's hypothesis", () => {
    expect(hypothesisIn("Hypothesis: It rains.\nParagraph: Wet.", "Wet")).toBe("It rains.")
    expect(hypothesisIn("Question: no", "Wet")).toBeNull()
    expect(hypothesisIn(null, "Wet")).toBeNull()
  })
})
