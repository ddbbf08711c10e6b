import { describe, expect, it } from "@effect/vitest"
import fc from "fast-check"
import { visibleText } from "../../../src/reporting/transcript/visible.ts"
import { anyText } from "../../support/transcripts.ts"

describe("visibleText", () => {
  it("names what would not be seen, or would turn the text around it", () => {
    expect(visibleText("a\u202Eb\u0000c\u200B")).toBe("a⟨U+202E⟩b⟨U+0000⟩c⟨U+200B⟩")
    expect(visibleText("\uD800x\u{E0041}")).toBe("⟨U+D800⟩x⟨U+E0041⟩")
  })

  it("leaves writing as it is", () => {
    const writing = "naïve 你好 مرحبا \u{1F469}\u200D\u{1F4BB} e\u0301\tx\ny"
    expect(visibleText(writing)).toBe(writing)
    expect(visibleText("one\r\ntwo\rthree")).toBe("one\ntwo⟨U+000D⟩three")
  })

  it("leaves no control character in any text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(visibleText(text).replaceAll(/[\t\n]/g, "")).not.toMatch(
          /[\p{Cc}\p{Cs}\p{Zl}\p{Bidi_Control}]/u
        )
      })
    )
  })
})
