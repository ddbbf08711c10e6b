import { describe, expect, it } from "@effect/vitest"
import fc from "fast-check"
import { latexLines, latexText } from "../../../layers/typeset/latexText.ts"
import { anyText, hostileTexts } from "../../support/transcripts.ts"

/** Nothing but plain characters, escapes, and commands that print one sign. */
const harmless =
  /^(?:[A-Za-z0-9 .:;!?*+=@/()[\]\u00A1-\u00FF\u0152\u0153\u0160\u0161\u0178\u017D\u017E\u2013-\u20AC\u2122]|\\[{}#$%&_ ]|~|[-,]\{\}|\\(?:textbackslash|textasciicircum|textasciitilde|textquotedbl|textquotesingle|textasciigrave|textless|textgreater|textbar|allowbreak)\{\}|\\unicodechar\{[0-9A-F]{1,6}\})*$/

describe("latexText", () => {
  it("prints what LaTeX would take as its own", () => {
    expect(latexText("50% of $x_1 \\input{/etc/passwd}")).toBe(
      "50\\% of \\$x\\_1 \\textbackslash{}input\\{/etc/passwd\\}"
    )
    expect(latexText("\"a\" -- 'b' <<c>>")).toBe(
      "\\textquotedbl{}a\\textquotedbl{} -{}-{} \\textquotesingle{}b\\textquotesingle{} "
        + "\\textless{}\\textless{}c\\textgreater{}\\textgreater{}"
    )
  })

  it("keeps what every installation prints, and names all other characters", () => {
    expect(latexText("naïve “café” – 5 €")).toBe("naïve “café” – 5 €")
    expect(latexText("你 \u{1F600}\u202E")).toBe(
      "\\unicodechar{4F60} \\unicodechar{1F600}\\unicodechar{202E}"
    )
  })

  it("can be broken within words that are longer than any", () => {
    expect(latexText("a".repeat(100)).split("\\allowbreak{}").map(({ length }) => length)).toEqual([
      40,
      40,
      20
    ])
  })

  it.each(hostileTexts)("makes nothing but harmless commands of %j", (text) => {
    expect(latexText(text)).toMatch(harmless)
  })

  it("makes nothing but harmless commands of any text", () => {
    fc.assert(fc.property(anyText, (text) => harmless.test(latexText(text))))
  })
})

describe("latexLines", () => {
  it("puts the mark around each line, and a gap where there is an empty one", () => {
    expect(latexLines("one\ntwo\n\nthree\n", (line) => `<${line}>`)).toBe(
      "<one>\\par\n<two>\\par\n\\smallskip\\par\n<three>\\par\n"
    )
  })
})
