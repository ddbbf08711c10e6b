import { describe, expect, it } from "@effect/vitest"
import fc from "fast-check"
import { canonicalJson, digestText } from "../../src/domain/Digest.ts"

describe("digestText", () => {
  it("is the SHA-256 of the UTF-8 bytes, as sha256sum has it", () => {
    expect(digestText("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    expect(digestText("Grüße 🦜")).toBe("9e5b954b04a8d59e5fb0286068cba50370bc09caf9303b7bf0902a851ef1f119")
  })
})

describe("canonicalJson", () => {
  const json = fc.jsonValue() as fc.Arbitrary<Parameters<typeof canonicalJson>[0]>

  it("sorts keys at every depth, and keeps the order of arrays", () => {
    expect(canonicalJson({ b: [{ d: 1, c: 2 }, 1, 0], a: "x" })).toBe(
      "{\"a\":\"x\",\"b\":[{\"c\":2,\"d\":1},1,0]}"
    )
  })

  it("sorts by code unit, wherever in the world it runs", () => {
    expect(canonicalJson({ a: 1, B: 1, "ä": 1, _: 1 })).toBe("{\"B\":1,\"_\":1,\"a\":1,\"ä\":1}")
  })

  it("leaves absent members out, and keeps null", () => {
    expect(canonicalJson({ a: undefined, b: null })).toBe("{\"b\":null}")
  })

  it("reads back as the same value", () => {
    fc.assert(fc.property(json, (value) => {
      expect(canonicalJson(JSON.parse(canonicalJson(value)))).toBe(canonicalJson(value))
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }))
  })

  it("is the same for an object whose members stand in another order", () => {
    fc.assert(fc.property(fc.dictionary(fc.string(), json), (object) => {
      const members = Object.entries(object).filter(([key]) => key !== "__proto__")
      expect(canonicalJson(Object.fromEntries(members.toReversed())))
        .toBe(canonicalJson(Object.fromEntries(members)))
    }))
  })
})
