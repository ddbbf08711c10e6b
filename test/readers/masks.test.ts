import { describe, expect, it } from "vitest"
import { maskWords, normaliseMasks } from "../../src/readers/index.ts"

const token = "[REDACTED]"
const mask = (paragraph: string, ...words: readonly string[]) => maskWords(paragraph, words, token)

describe("maskWords", () => {
  it("masks whole words in any case", () => {
    expect(mask("Milk, milk and milkshake. MILK!", "milk")).toEqual({
      text: "[REDACTED], [REDACTED] and milkshake. [REDACTED]!",
      masked: 3,
      absent: []
    })
  })

  it("masks the longest phrase first", () => {
    expect(mask("A waste of time is a waste.", "waste", "waste of time")).toEqual({
      text: "A [REDACTED] is a [REDACTED].",
      masked: 2,
      absent: []
    })
  })

  it("masks a paragraph of one letter", () => {
    expect(mask("Y", "y")).toEqual({ text: token, masked: 1, absent: [] })
  })

  it("keeps blanks in a row where they stand", () => {
    expect(mask("\n\n so  good \n\n and  good\u00A0 ", "so good", "good").text).toBe(
      `\n\n ${token} \n\n and  ${token}\u00A0 `
    )
  })

  it("masks thousands of words, and halves of symbols stay as they are", () => {
    const half = "\uD83D"
    expect(mask(`ah ${half} `.repeat(3000), "ah").text).toBe(`${token} ${half} `.repeat(3000))
    expect(normaliseMasks(`${half}_ ___ `.repeat(3000), token)).toBe(`${half}_ ${token} `.repeat(3000))
  })

  it("says which words do not occur", () => {
    expect(mask("The soup was cold.", "hot", "cold", "col").absent).toEqual(["hot", "col"])
  })

  it("knows a word as present that only occurs inside a longer phrase", () => {
    expect(mask("A waste of time.", "waste of time", "time").absent).toEqual([])
  })

  it("masks words with punctuation", () => {
    expect(mask("C++ is not C, and C++17 is not C++.", "C++").text).toBe(
      "[REDACTED] is not C, and C++17 is not [REDACTED]."
    )
    expect(mask("I don\u2019t. You don't.", "don't")).toEqual({
      text: "I [REDACTED]. You [REDACTED].",
      masked: 2,
      absent: []
    })
    expect(mask("I don't.", "don\u2019t").masked).toBe(1)
    expect(mask("So sad :) today", ":)").text).toBe("So sad [REDACTED] today")
    expect(mask("a well-made film", "well-made").text).toBe("a [REDACTED] film")
  })

  it("does not take a stem for the contracted word", () => {
    expect(mask("It isn't.", "is").masked).toBe(0)
    expect(mask("It isn't", "is").masked).toBe(0)
    expect(mask("'is' is' is'te", "is").text).toBe(`'${token}' ${token}' ${token}'te`)
  })

  it("knows the letters of all scripts", () => {
    expect(mask("Caf\u00E9s and a caf\u00E9.", "caf\u00E9").text).toBe("Caf\u00E9s and a [REDACTED].")
    expect(mask("Na\u00EFve nai", "nai").masked).toBe(1)
    expect(
      mask(
        "\u0424\u0438\u043B\u044C\u043C \u043F\u043B\u043E\u0445\u043E\u0439",
        "\u043F\u043B\u043E\u0445\u043E\u0439"
      ).text
    ).toBe("\u0424\u0438\u043B\u044C\u043C [REDACTED]")
    expect(mask("x\uD835\uDC00y \uD835\uDC00", "\uD835\uDC00").masked).toBe(1)
  })

  it("finds a phrase across a line break or several blanks", () => {
    expect(mask("a waste\nof  time", "waste of time").text).toBe("a [REDACTED]")
  })

  it("leaves masks in the paragraph alone", () => {
    expect(mask("The [REDACTED] was redacted.", "redacted")).toEqual({
      text: "The [REDACTED] was [REDACTED].",
      masked: 1,
      absent: []
    })
    expect(mask("The [REDACTED] ended.", "redacted").absent).toEqual(["redacted"])
  })

  it("masks nothing for empty words", () => {
    expect(mask("abc", "", " ")).toEqual({ text: "abc", masked: 0, absent: ["", " "] })
  })

  it("keeps what it does not mask as it was written", () => {
    expect(mask("\u201CDon\u2019t\u201D  \u0130stanbul\u00A0x milk", "milk").text).toBe(
      "\u201CDon\u2019t\u201D  \u0130stanbul\u00A0x [REDACTED]"
    )
  })

  it("takes dollar signs in the token literally", () => {
    expect(maskWords("milk", ["milk"], "$&").text).toBe("$&")
  })
})

describe("normaliseMasks", () => {
  const masks = [
    "[redacted]",
    "[REDACTED ]",
    "[ Redacted ]",
    "[REMOVED]",
    "[MASK]",
    "[MASKED]",
    "<mask>",
    "<MASK>",
    "<REDACTED>",
    "[BLANK]",
    "______",
    "___",
    "\u2588\u2588\u2588\u2588",
    "[_____]",
    "[...]",
    "[XXXX]",
    "{REDACTED}",
    "{{redacted}}",
    "(REDACTED)",
    "**[REDACTED]**",
    "[REDACTED_1]",
    "[[REDACTED]]",
    "REDACTED",
    "*****",
    "[CENSORED]"
  ]
  for (const spelled of masks) {
    it(`knows ${spelled}`, () => {
      expect(normaliseMasks(`The ${spelled} film.`, token)).toBe("The [REDACTED] film.")
    })
  }

  const ordinary = [
    "The [great] film.",
    "He [the boss] said so [1].",
    "a_b and snake_case",
    "it was redacted by the court",
    "f***ing great",
    "<b>bold</b>",
    "Well... I left.",
    "*** three stars ***",
    "(removed from the menu)",
    "2 * 3 ** 4",
    "[sic]"
  ]
  for (const text of ordinary) {
    it(`keeps ${text}`, () => {
      expect(normaliseMasks(text, token)).toBe(text)
    })
  }

  it("knows masks at both ends of a text, and the openings of none there", () => {
    expect(normaliseMasks("[MASK] a ___", token)).toBe(`${token} a ${token}`)
    for (const opening of ["[", "<", "{", "{{", "(", "*", "_", "\\", "R", "M", "[ ", "\u2588"]) {
      expect(normaliseMasks(`a ${opening}`, token)).toBe(`a ${opening}`)
      expect(normaliseMasks(opening.repeat(3) + "[mask]", token).endsWith(token)).toBe(true)
    }
  })

  it("knows a mask behind more braces than belong to it", () => {
    expect(normaliseMasks("{{{mask}}} {{ MASK }}", token)).toBe(`{${token}} ${token}`)
  })

  it("uses the token of the task", () => {
    expect(normaliseMasks("The [REDACTED] film.", "[REMOVED]")).toBe("The [REMOVED] film.")
  })

  it("takes dollar signs in the token literally", () => {
    expect(normaliseMasks("____", "$&")).toBe("$&")
  })
})
