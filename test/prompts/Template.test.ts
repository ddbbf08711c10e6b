import { describe, expect, it } from "@effect/vitest"
import fc from "fast-check"
import {
  literalLength,
  matchTemplate,
  parseTemplate,
  renderTemplate,
  substitute
} from "../../src/prompts/Template.ts"

const rendered = (template: string, fields: { readonly [name: string]: string }) =>
  renderTemplate(parseTemplate(template), fields)
const matched = (template: string, text: string) => matchTemplate(parseTemplate(template), text)

describe("parseTemplate", () => {
  it("splits a text at its placeholders", () => {
    expect(parseTemplate("a {{x}} b {{ y_z }}")).toEqual({ literals: ["a ", " b ", ""], names: ["x", "y_z"] })
  })

  it("takes nothing else in braces for a placeholder", () => {
    const text = "{x} {{X}} {{x1}} {{}} {{x} } {{x y}}"
    expect(parseTemplate(text)).toEqual({ literals: [text], names: [] })
  })
})

describe("substitute", () => {
  it("replaces what is known and leaves the rest", () => {
    expect(substitute("{{a}} {{ b }} {{c}}", { a: "1", b: "" })).toBe("1  {{c}}")
  })

  it("takes a text literally", () => {
    expect(substitute("{{a}}", { a: "$& $1 {{a}}" })).toBe("$& $1 {{a}}")
  })

  it("knows nothing that is not given, not even what every object has", () => {
    expect(substitute("{{constructor}} {{__proto__}}", { a: "1" })).toBe("{{constructor}} {{__proto__}}")
  })
})

describe("renderTemplate", () => {
  it("fills every placeholder, also a repeated one", () => {
    expect(rendered("{{a}}-{{b}}-{{a}}", { a: "1", b: "2" })).toBe("1-2-1")
  })

  it("does not look for placeholders in what it fills in", () => {
    expect(rendered("{{a}} {{b}}", { a: "{{b}}", b: "$1" })).toBe("{{b}} $1")
  })
})

describe("matchTemplate", () => {
  it("finds the fields", () => {
    expect(matched("Q: {{q}}\nP: {{p}}.", "Q: why?\nP: it is.\nYes..")).toEqual({
      q: "why?",
      p: "it is.\nYes."
    })
  })

  it("finds empty fields", () => {
    expect(matched("<{{a}}|{{b}}>", "<|>")).toEqual({ a: "", b: "" })
  })

  it("ends a field at the first place where the next literal stands", () => {
    expect(matched("{{a}}, {{b}}", "1, 2, 3")).toEqual({ a: "1", b: "2, 3" })
  })

  it("wants equal texts for equal names", () => {
    expect(matched("{{a}}-{{a}}", "1-1")).toEqual({ a: "1" })
    expect(matched("{{a}}-{{a}}", "1-2")).toBeNull()
  })

  it("refuses a text that begins, goes on or ends otherwise", () => {
    expect(matched("a {{x}} b", "A 1 b")).toBeNull()
    expect(matched("a {{x}} b {{y}}", "a 1 c 2")).toBeNull()
    expect(matched("a {{x}} b", "a 1 b ")).toBeNull()
  })

  it("does not use the same characters for two literals", () => {
    expect(matched("aba{{x}}aba", "ababa")).toBeNull()
    expect(matched("a{{x}}bc{{y}}cd", "abcd")).toBeNull()
  })

  it("matches a text without placeholders to itself only", () => {
    expect(matched("abc", "abc")).toEqual({})
    expect(matched("abc", "abcd")).toBeNull()
  })
})

describe("literalLength", () => {
  it("counts what is fixed", () => {
    expect(literalLength(parseTemplate("ab{{x}}c{{y}}"))).toBe(3)
  })
})

describe("render, then match", () => {
  const names = ["a", "b", "c", "d"]
  const separator = fc.string({ minLength: 1, maxLength: 5 }).map((text) => `\u0001${text}\u0002`)
  const value = fc.string({ unit: "grapheme", maxLength: 20 }).filter((text) => !text.includes("\u0001"))
  const anything = fc.string({ unit: "binary", maxLength: 40 })

  it("gives the fields back, whatever the last one holds", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(separator, value), { maxLength: names.length - 1 }),
        separator,
        anything,
        separator,
        (pairs, before, last, after) => {
          const values = [...pairs.map(([, text]) => text), last]
          const template = {
            literals: [...pairs.map(([literal]) => literal), before, after],
            names: names.slice(0, values.length)
          }
          const fields = Object.fromEntries(values.map((text, i) => [names[i]!, text]))
          expect(matchTemplate(template, renderTemplate(template, fields))).toEqual(fields)
        }
      ),
      { numRuns: 500 }
    )
  })

  it("gives back fields that render to the same text, whatever any of them holds", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string(), { minLength: 2, maxLength: 5 }),
        fc.array(fc.string()),
        (literals, values) => {
          const template = { literals, names: names.slice(0, literals.length - 1) }
          const fields = Object.fromEntries(template.names.map((name, i) => [name, values[i] ?? ""]))
          const text = renderTemplate(template, fields)
          const found = matchTemplate(template, text)
          if (found !== null) expect(renderTemplate(template, found)).toBe(text)
        }
      ),
      { numRuns: 500 }
    )
  })
})
