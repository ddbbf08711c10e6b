/** Where the sentences of an answer end. */
import { describe, expect, it } from "vitest"
import { quotedSentenceEnd, sentenceEnd, sentencesOf } from "../../../src/readers/paragraphs/sentences.ts"

const sentences = (text: string, end = sentenceEnd): readonly string[] => [...sentencesOf(text, end)]

describe("sentencesOf", () => {
  it("leaves its sign with each sentence", () => {
    expect(sentences("One. Two! (Three?) Four: five")).toEqual(["One.", "Two!", "(Three?)", "Four:", "five"])
    expect(sentences("He said \"No.\" She left.")).toEqual(["He said \"No.\"", "She left."])
  })

  it("ends sentences with lines", () => {
    expect(sentences("A title\n\nA text.\nMore")).toEqual(["A title", "A text.", "More"])
    expect(sentences("One.\n Two.  \n")).toEqual(["One.", " Two.", ""])
  })

  it("needs a blank behind the sign", () => {
    expect(sentences("It cost 1.50 at 8:30 ...")).toEqual(["It cost 1.50 at 8:30 ..."])
    expect(sentences("")).toEqual([""])
  })

  it("ends a sentence with a curly quote where that is asked for", () => {
    const text = "\u201COne.\u201D Two."
    expect(sentences(text)).toEqual([text])
    expect(sentences(text, quotedSentenceEnd)).toEqual(["\u201COne.\u201D", "Two."])
  })
})
