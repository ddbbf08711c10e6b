import { describe, expect, it } from "@effect/vitest"
import fc from "fast-check"
import { compareWords, wordsOf } from "../../../src/experiment/controls/words.ts"

const texts = (text: string) => wordsOf(text).map(({ end, start }) => text.slice(start, end))

describe("wordsOf", () => {
  it.each([
    ["", []],
    ["… — !?", []],
    ["Don't stop, it's 3.5 o'clock!", ["Don't", "stop", "it's", "3.5", "o'clock"]],
    ["A well-made film", ["A", "well", "made", "film"]],
    ["Ça  été\nüber-groß", ["Ça", "été", "über", "groß"]],
    ["Фильм был хорош.", ["Фильм", "был", "хорош"]],
    ["我喜欢电影。", ["我", "喜欢", "电影"]],
    ["映画が好きです", ["映画", "が", "好き", "です"]],
    ["ฉันชอบหนัง", ["ฉัน", "ชอบ", "หนัง"]],
    ["كان الفيلم جيدا", ["كان", "الفيلم", "جيدا"]],
    ["good 🦜 film", ["good", "film"]]
  ])("finds the words of %j", (text, words) => {
    expect(texts(text)).toEqual(words)
  })
})

/** All at once, which takes the square of the length. */
const segmented = (text: string) =>
  [...new Intl.Segmenter("en", { granularity: "word" }).segment(text)]
    .filter(({ isWordLike }) => isWordLike === true).map(({ segment }) => segment)

describe("wordsOf a long text", () => {
  /** What words and boundaries are made of, combining marks, joiners, flags and scripts without blanks included. */
  const part = fc.constantFrom(
    ...[
      " ",
      "  ",
      "\n",
      "\r\n",
      "\t",
      "\u00a0",
      "\u3000",
      ".",
      ",",
      "'",
      ":",
      "_",
      "-",
      "。",
      "\"",
      "\u00ad"
    ],
    ...["film", "3", "3.5", "Don't", "été", "e\u0301", "\u0301", "\u200d", "👩\u200d🚀", "🇩🇪", "🇩", "\ud83d"],
    ...["电影很好看", "映画が好きです", "カタカナ", "ฉันชอบหนัง", "שלום", "צ\"ל", "كان", "фильм", "[REDACTED]"]
  )

  it("is taken in pieces, and has the words of the whole", () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 300, maxLength: 1500 }), (parts) => {
        const text = parts.join("")
        expect(texts(text)).toEqual(segmented(text))
      }),
      { numRuns: 100 }
    )
  })

  it("takes no more than its length: 360,000 characters at once would be 20 s", () => {
    const words = wordsOf("The film was so-so, it's 3.5 stars. ".repeat(10_000))
    expect(words).toHaveLength(80_000)
    expect(words.at(-1)).toMatchObject({ lower: "stars", end: 36 * 10_000 - 2 })
  })
})

const mask = "[REDACTED]"

describe("compareWords", () => {
  it.each([
    ["the same", "The film was good.", "The film was good.", 4, 0, 0],
    ["in any case", "The film was good.", "THE FILM was good!", 4, 0, 0],
    ["one masked word", "The film was good.", "The film was [REDACTED].", 4, 1, 1],
    ["an occurrence at a time", "good good good film", "good [REDACTED] good film", 4, 1, 1],
    ["one mask for several words", "The film was very good.", "The film was [REDACTED].", 5, 2, 2],
    ["masks without blanks", "so-so film", "[REDACTED]-[REDACTED] film", 3, 2, 2],
    ["removed words", "It was a very good film", "It was a film", 6, 2, 2],
    ["words that are only added", "a film", "a very good film", 2, 0, 2],
    ["a word replaced by two", "a bad film", "a very good film", 3, 1, 2],
    ["two edits", "I hate this bad film", "I love this good film", 5, 2, 2],
    ["everything", "a bad film", "", 3, 3, 3],
    ["no text at all", "", "a film", 0, 0, 2],
    ["a script without blanks", "我喜欢电影。", "我[REDACTED]电影。", 3, 1, 1]
  ])("counts %s", (_, before, after, words, missing, distance) => {
    expect(compareWords(before, after, mask)).toEqual({ words, missing, distance })
  })

  it("takes no text for a mask that only reads like one", () => {
    expect(compareWords("he redacted it", "he [REDACTED] it", mask)).toMatchObject({ missing: 1 })
    expect(compareWords("he redacted it", "he REDACTED it", mask)).toMatchObject({ missing: 0 })
  })

  const many = (count: number, word: string) =>
    Array.from({ length: count }, (_, i) => `${word}${i}`).join(" ")

  it("counts masks of long texts exactly, however many there are", () => {
    const text = many(3000, "word")
    const masked = text.split(" ").map((word, i) => i % 4 === 0 ? word : mask).join(" ")
    expect(compareWords(text, masked, mask)).toEqual({ words: 3000, missing: 2250, distance: 2250 })
    expect(compareWords(text, "", mask)).toEqual({ words: 3000, missing: 3000, distance: 3000 })
    expect(compareWords("", text, mask)).toEqual({ words: 0, missing: 0, distance: 3000 })
  })

  it("regards no order where long texts differ in more words than are searched for", () => {
    const [one, other] = [many(1500, "one"), many(1800, "other")]
    expect(compareWords(`${one} the end`, `the end ${other}`, mask))
      .toEqual({ words: 1502, missing: 1500, distance: 1800 })
    // In order, one of two blocks that change places is missing; of words that are all still there, none is.
    const [first, second] = [many(200, "first"), many(200, "second")]
    expect(compareWords(`${first} ${second}`, `${second} ${first}`, mask)).toMatchObject({ missing: 200 })
    expect(compareWords(`${one} ${other}`, `${other} ${one}`, mask)).toMatchObject({
      missing: 0,
      distance: 0
    })
  })
})
