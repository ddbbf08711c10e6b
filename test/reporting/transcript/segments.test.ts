import { describe, expect, it } from "@effect/vitest"
import fc from "fast-check"
import { type Segment, segmentsOf } from "../../../src/reporting/transcript/segments.ts"

const token = "[REDACTED]"
const marks = { same: "", removed: "-", added: "+", masked: "#" } as const

/** The segments as one text: {-removed}, {+added}, {#masked}. */
const shown = (before: string, after: string, maskToken = token) =>
  segmentsOf(before, after, maskToken).map(({ kind, text }) =>
    kind === "same" ? text : `{${marks[kind]}${text}}`
  ).join("")

const textOf = (segments: readonly Segment[], ...kinds: readonly Segment["kind"][]) =>
  segments.filter(({ kind }) => kinds.includes(kind)).map(({ text }) => text).join("")

describe("segmentsOf", () => {
  it("marks single words, and words in a row as one change", () => {
    expect(shown("A dull film.", "A fine film.")).toBe("A {-dull}{+fine} film.")
    expect(shown("A very dull film.", "A truly fine film.")).toBe("A {-very dull}{+truly fine} film.")
    expect(shown("A dull film.", "A dull, long film.")).toBe("A dull{+, long} film.")
  })

  it("marks each mask, with the words that it hides before it", () => {
    expect(shown("A very dull film.", "A [REDACTED] [REDACTED] film.")).toBe(
      "A {-very}{#[REDACTED]} {-dull}{#[REDACTED]} film."
    )
    expect(shown("A waste of time.", "A [REDACTED].")).toBe("A {-waste of time}{#[REDACTED]}.")
  })

  it("knows masks by the readers' rules, and the token of any wording", () => {
    expect(shown("A dull film.", "A **[MASKED]** film.")).toBe("A {-dull}{#**[MASKED]**} film.")
    expect(shown("A dull film.", "A ____ film.")).toBe("A {-dull}{#____} film.")
    expect(shown("A dull film.", "A %% film.", "%%")).toBe("A {-dull}{#%%} film.")
    expect(shown("It was removed.", "It was hidden.")).toBe("It was {-removed}{+hidden}.")
  })

  it("says nothing of texts that are the same, and says empty ones whole", () => {
    expect(segmentsOf("", "", token)).toEqual([])
    expect(shown("One.", "One.")).toBe("One.")
    expect(shown("", "One.")).toBe("{+One.}")
    expect(shown("One.", "")).toBe("{-One.}")
  })

  it("compares texts that are wholly different by their ends only, in a moment", () => {
    const words = (name: string) =>
      Array.from({ length: 5000 }, (_, i) => `${name}${(i * 7919) % 4999}`).join(" ")
    const [before, after] = [`So it began: ${words("a")}. The end.`, `So it began: ${words("b")}. The end.`]
    const segments = segmentsOf(before, after, token)
    expect(segments.map(({ kind }) => kind)).toEqual(["same", "removed", "added", "same"])
    expect(segments[0]?.text).toBe("So it began: ")
    expect(segments[3]?.text).toBe(". The end.")
  })

  it("loses nothing of either text", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        token,
        "**[REMOVED]**",
        "____",
        "film",
        "dull",
        "très",
        "映画",
        " ",
        "\n",
        ".",
        "<b>",
        "\u202E"
      ),
      fc.string()
    )
    const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(""))
    fc.assert(fc.property(text, text, (before, after) => {
      const segments = segmentsOf(before, after, token)
      expect(textOf(segments, "same", "removed")).toBe(before)
      expect(textOf(segments, "same", "added", "masked")).toBe(after)
    }))
  })
})
