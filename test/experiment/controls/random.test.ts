import { describe, expect, it } from "@effect/vitest"
import { editAtRandom, maskAll, maskAtRandom } from "../../../src/experiment/controls/random.ts"
import { wordsOf } from "../../../src/experiment/controls/words.ts"

const mask = "[REDACTED]"
const text = "The film, the very film that I saw, wasn't good: it was good-ish."
const size = wordsOf(text).length
const keys = Array.from({ length: 200 }, (_, i) => `key/${i}`)
const masksIn = (masked: string) => masked.split(mask).length - 1

/** The text with every stretch between masks in its place: what was not masked is as it was. */
const isMasking = (masked: string) => {
  const pieces = masked.split(mask).map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
  return new RegExp(`^${pieces.join("[^\\s,.:-]+")}$`).test(text)
}

describe("maskAtRandom", () => {
  it("masks exactly so many occurrences, each once, and touches nothing else", () => {
    for (const count of [0, 1, 3, size - 1, size]) {
      for (const key of keys) {
        const masked = maskAtRandom(text, mask, { count, key })
        expect(masksIn(masked)).toBe(count)
        expect(isMasking(masked)).toBe(true)
      }
    }
  })

  it("masks all where there are no more, and nothing in a text without words", () => {
    expect(maskAtRandom(text, mask, { count: 99, key: "a" })).toBe(maskAll(text, mask))
    expect(maskAtRandom("…", mask, { count: 2, key: "a" })).toBe("…")
  })

  it("depends on nothing but the key", () => {
    const draw = (key: string) => maskAtRandom(text, mask, { count: 4, key })
    expect(keys.map(draw)).toEqual(keys.map(draw))
    expect(new Set(keys.map(draw)).size).toBeGreaterThan(150)
    expect(draw("introspect-control/0/7/1"))
      .toBe("The film, the [REDACTED] film [REDACTED] I [REDACTED], wasn't good: it [REDACTED] good-ish.")
  })

  it("masks every word about equally often", () => {
    const counts = Array.from({ length: size }, () => 0)
    for (let i = 0; i < 3000; i++) {
      const masked = maskAtRandom("a b c d e f", mask, { count: 2, key: `${i}` }).split(" ")
      for (const [place, word] of masked.entries()) if (word === mask) counts[place]!++
    }
    for (const count of counts.slice(0, 6)) expect(Math.abs(count - 1000)).toBeLessThan(130)
  })
})

describe("maskAll", () => {
  it("leaves only what is between the words", () => {
    expect(maskAll("It's a so-so film.", mask)).toBe(`${mask} ${mask} ${mask}-${mask} ${mask}.`)
  })
})

describe("editAtRandom", () => {
  it("changes exactly so many occurrences to other words of the text", () => {
    const before = wordsOf(text)
    for (const count of [0, 1, 5, size]) {
      for (const key of keys) {
        const after = wordsOf(editAtRandom(text, { count, key }))
        expect(after).toHaveLength(size)
        expect(after.filter(({ lower }, i) => lower !== before[i]!.lower)).toHaveLength(count)
        expect(before.map(({ lower }) => lower)).toEqual(
          expect.arrayContaining(after.map(({ lower }) => lower))
        )
      }
    }
  })

  it("depends on nothing but the key, and leaves a text of one word as it is", () => {
    const draw = (key: string) => editAtRandom(text, { count: 3, key })
    expect(keys.map(draw)).toEqual(keys.map(draw))
    expect(new Set(keys.map(draw)).size).toBeGreaterThan(150)
    expect(editAtRandom("good, good", { count: 2, key: "a" })).toBe("good, good")
  })
})
