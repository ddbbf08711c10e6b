import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { maskWords, normaliseMasks, readParagraph, readWords, splitAtMasks } from "../../src/readers/index.ts"
import { parts, readers, rowsOf } from "./corpus.ts"

const choices = ["hallway", "kitchen", "the old office"]

/** Pieces of real answers, in any order: they reach the rules that random text never reaches. */
const pieces = [
  "Sure! ",
  "Here is the edited paragraph:",
  "\n\n",
  "\n",
  "> ",
  "\"",
  "\u201C",
  "'",
  "**",
  "__",
  "```",
  "---",
  "<think>",
  "</think>",
  "<answer>",
  "</answer>",
  "<p>",
  "<li>",
  "{\"answer\": ",
  "[\"",
  "]}",
  "\\boxed{",
  "User:",
  "Assistant: ",
  "Original:",
  "Edited:",
  "Note: ",
  "positive",
  "not ",
  "yes",
  "no",
  "a) ",
  "2)",
  "kitchen",
  "Option 1: ",
  "[REDACTED]",
  "I changed the word",
  "constructor",
  "__proto__",
  "\uD800",
  "\uDC00",
  "\uE000",
  "\u2588\u2588",
  "$&",
  "-> ",
  "1. "
]
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.string({ maxLength: 300 }),
  fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((chosen) => chosen.join("")),
  fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 8 })), { maxLength: 30 }).map((
    chosen
  ) => chosen.join("")),
  fc.array(fc.integer({ min: 0, max: 0xFFFF }), { maxLength: 60 }).map((units) =>
    String.fromCharCode(...units)
  )
)

describe("what every object has in JavaScript", () => {
  const names = Object.getOwnPropertyNames(Object.prototype)
  for (const [name, reader] of Object.entries(readers)) {
    it(`says nothing to the reader of ${name} but what it says`, () => {
      for (const answer of names) {
        const { value } = reader({ answer, choices, expected: null })
        const said = [value ?? []].flat()
        expect(said.every((word) => typeof word === "string"), answer).toBe(true)
        if (name !== "words" && name !== "paragraph") expect(value, answer).toBeNull()
      }
    })
  }
})

describe("every reader", () => {
  for (const [name, reader] of Object.entries(readers)) {
    it(`${name} reads any string and names its rule`, () => {
      fc.assert(
        fc.property(text, (answer) => {
          const reading = reader({ answer, choices, expected: null })
          expect(reading.rule).toMatch(/^[a-z]+(?:-[a-z]+)*$/)
          expect(reader({ answer, choices, expected: null })).toEqual(reading)
        }),
        { numRuns: 1500 }
      )
    })

    it(`${name} ignores an end token and blanks around the answer`, () => {
      for (const row of parts.flatMap((part) => rowsOf(name, part)).filter((row) => row.expected !== null)) {
        expect(reader({ ...row, answer: ` \n${row.answer}\n</s>` }).value, row.answer).toEqual(
          reader(row).value
        )
      }
    })

    it(`${name} ignores reasoning before the answer`, () => {
      for (const row of parts.flatMap((part) => rowsOf(name, part))) {
        if (row.answer.includes("think>")) continue
        const answer = `<think>\nMaybe positive? No, b) or 2).\n</think>\n\n${row.answer}`
        expect(reader({ ...row, answer }).value, row.answer).toEqual(reader(row).value)
      }
    })
  }
})

describe("readParagraph", () => {
  it("reads its own reading as the same text", () => {
    for (const row of parts.flatMap((part) => rowsOf("paragraph", part))) {
      const { value } = readParagraph(row.answer)
      expect(value === null ? null : readParagraph(value).value, row.answer).toBe(value)
    }
  })

  it("keeps plain prose as it stands", () => {
    const word = fc.constantFrom(
      "the",
      "film",
      "was",
      "long",
      "and",
      "I",
      "left",
      "early",
      "[REDACTED]",
      "caf\u00E9"
    )
    const sentence = fc.array(word, { minLength: 2, maxLength: 12 }).map((words) => `${words.join(" ")}.`)
    const prose = fc.array(sentence, { minLength: 1, maxLength: 6 })
    fc.assert(fc.property(prose, fc.constantFrom(" ", "\n", "\n\n"), (sentences, between) => {
      const written = sentences.join(between)
      expect(readParagraph(written).value).toBe(written)
      expect(readParagraph(`Sure! Here is the edited paragraph:\n\n${written}`).value).toBe(written)
    }))
  })
})

describe("what stands around a paragraph", () => {
  const paragraphs = [
    "Mary moved to the kitchen. Then, John went to the hallway.",
    "The [REDACTED] was [REDACTED], and we left early.",
    "The ferry left the harbour at noon.\n\nIt reached the island before dark.",
    "He said that it would rain, and it did."
  ]
  const leads = [
    "",
    "Sure! Here is the edited paragraph:\n\n",
    "**Edited paragraph:**\n",
    "I have changed one word, as you asked:\n\n",
    "Of course.\n\n",
    "Okay, let me redact the words that give the answer away.\n\n"
  ]
  const frames: readonly (readonly [string, string])[] = [["", ""], ["\"", "\""], ["\u201C", "\u201D"], [
    "```\n",
    "\n```"
  ]]
  const tails = [
    "",
    "\n\nNote: I replaced one word in the paragraph.",
    "\n\nI hope this helps!",
    "\n\n---\n\nLet me know if you would like me to make other changes."
  ]
  for (const paragraph of paragraphs) {
    it(`is none of it: ${paragraph.slice(0, 30)}`, () => {
      for (const lead of leads) {
        for (const [open, close] of frames) {
          for (const tail of tails) {
            const answer = `${lead}${open}${paragraph}${close}${tail}`
            expect(readParagraph(answer).value, answer).toBe(paragraph)
          }
        }
      }
    })
  }
})

describe("readWords", () => {
  it("reads its own reading, one to a line, as the same words", () => {
    for (const row of parts.flatMap((part) => rowsOf("words", part))) {
      const { value } = readWords(row.answer)
      // A comma or a sign in an item is read as one when it stands alone.
      if (value === null || value.length < 2 || !value.every((word) => /^\p{L}[\p{L} '-]*$/u.test(word))) {
        continue
      }
      expect(readWords(value.map((word) => `- ${word}`).join("\n")).value, row.answer).toEqual(value)
    }
  })
})

describe("masking", () => {
  it("counts as many tokens as it puts in", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("Milk", "milk", "milky", "a", "C++", "the milk", " ", ",", "\n")),
        (written) => {
          const paragraph = written.join(" ")
          const { masked, text: after } = maskWords(paragraph, ["milk", "C++", "the milk"], "[REDACTED]")
          expect(after.split("[REDACTED]").length - 1).toBe(masked)
        }
      )
    )
  })

  it("masks nothing twice", () => {
    fc.assert(
      fc.property(
        text,
        fc.array(fc.string({ minLength: 1, maxLength: 6 }), { maxLength: 5 }),
        (paragraph, words) => {
          const once = maskWords(paragraph, words, "\u25A1\u25A1")
          expect(once.text.length).toBeGreaterThanOrEqual(0)
          expect(maskWords(once.text, ["\u25A1"], "\u25A1\u25A1").text).toBe(once.text)
        }
      )
    )
  })

  it("normalises masks beside and around each other once and for all", () => {
    const piece = fc.constantFrom(
      "[REDACTED]",
      "**",
      "__",
      "`",
      "[",
      "]",
      " ",
      "\u2588\u2588",
      "____",
      "*",
      "REDACTED",
      "[MASK]",
      "word"
    )
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 12 }),
        fc.constantFrom("[REDACTED]", "[REMOVED]", "____"),
        (chosen, token) => {
          const written = chosen.join("")
          const once = normaliseMasks(written, token)
          expect(normaliseMasks(once, token)).toBe(once)
          expect(splitAtMasks(written, token).map((stretch) => stretch.text).join("")).toBe(written)
        }
      )
    )
  })

  it("normalises once and for all", () => {
    fc.assert(fc.property(text, (written) => {
      const once = normaliseMasks(written, "[REDACTED]")
      expect(normaliseMasks(once, "[REDACTED]")).toBe(once)
    }))
  })
})
