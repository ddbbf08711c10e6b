import { describe, expect, it } from "@effect/vitest"
import { Either } from "effect"
import { changeParams, paperParams, parseParam } from "../../src/domain/GenerateParams.ts"

const rightOf = (text: string) => Either.getOrThrow(parseParam(text))
const problemOf = (text: string) => Either.getOrThrow(Either.flip(parseParam(text)))

describe("parseParam", () => {
  it("reads a value, or none", () => {
    expect(rightOf("temperature=0.7")).toEqual(["temperature", 0.7])
    expect(rightOf("temperature=0")).toEqual(["temperature", 0])
    expect(rightOf(" top_p = 1 ")).toEqual(["top_p", 1])
    expect(rightOf("top_k=none")).toEqual(["top_k", null])
    expect(rightOf("max_new_tokens=1e3")).toEqual(["max_new_tokens", 1000])
  })

  it("names what is near an unknown name", () => {
    expect(problemOf("max_tokens=5")).toBe(
      "unknown parameter max_tokens (did you mean max_new_tokens?); "
        + "one of temperature, top_p, top_k, repetition_penalty, max_new_tokens"
    )
    expect(problemOf("stop=x")).toMatch(/^unknown parameter stop/)
    expect(problemOf("toString=1")).toMatch(/^unknown parameter toString/)
  })

  it("says what a value may be", () => {
    expect(problemOf("temperature=hot")).toBe(
      "temperature must be a number from 0, or none to leave it out"
    )
    for (
      const text of ["temperature=", "temperature=-1", "temperature=Infinity", "top_p=1.1", "top_k=0.5"]
    ) {
      expect(problemOf(text)).toMatch(/must be/)
    }
    expect(problemOf("repetition_penalty=0")).toMatch(/above 0/)
    expect(problemOf("max_new_tokens=0")).toMatch(/from 1/)
    expect(problemOf("temperature")).toBe("\"temperature\" is no name=value, such as temperature=0.7")
  })
})

describe("changeParams", () => {
  it("changes, leaves out, and leaves alone", () => {
    const { top_k: _, ...others } = paperParams
    expect(Either.getOrThrow(changeParams(paperParams, { temperature: 0.5, top_k: null }))).toEqual({
      ...others,
      temperature: 0.5
    })
    expect(Either.getOrThrow(changeParams(paperParams, {}))).toEqual(paperParams)
  })

  it("refuses what a program gets wrong", () => {
    expect(Either.isLeft(changeParams(paperParams, { top_p: 2 }))).toBe(true)
    expect(Either.isLeft(changeParams(paperParams, { seed: 1 } as object))).toBe(true)
  })
})
