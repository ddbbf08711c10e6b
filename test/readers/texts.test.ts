/** Real texts of every kind are read as themselves, bare and in what models put around them: none is taken for talk. */
import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { readParagraph } from "../../src/readers/index.ts"

const samples = ["sentiment", "multi-choice", "entailment"]

const textsOf = (sample: string): readonly string[] =>
  readFileSync(new URL(`../../layers/datasets/sample/${sample}.jsonl`, import.meta.url), "utf8").trim().split(
    "\n"
  ).map(
    (line) => {
      const { paragraph, text } = JSON.parse(line)
      return text ?? paragraph
    }
  )

const frames: Readonly<Record<string, (text: string) => string>> = {
  bare: (text) => text,
  "with an offer": (text) => `${text}\n\nLet me know if you need anything else!`,
  "with a note": (text) =>
    `Here is the edited paragraph:\n\n${text}\n\nNote: I changed the words as you asked.`,
  "led and with an offer": (text) =>
    `Sure, here's the edited version of the paragraph:\n\n${text}\n\nLet me know if you need anything else!`
}

describe("texts of the samples", () => {
  for (const sample of samples) {
    it.each(Object.entries(frames))(`${sample}, %s`, (_, frame) => {
      const texts = textsOf(sample)
      expect(texts.length).toBeGreaterThan(50)
      expect(texts.filter((text) => readParagraph(frame(text)).value !== text)).toEqual([])
    })
  }
})
